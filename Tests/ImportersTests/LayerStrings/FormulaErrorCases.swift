/// Formulas and repeats with names that are wrong, and all that is said about them.
let formulaErrors: [(String, String)] = [
  (
    "conv{}",
    """
    line 1, column 6: a number or the name of a repeat must stand here, found '}'
      conv{}
           ^
    """
  ),
  (
    "conv{1+*2}",
    """
    line 1, column 8: a number or the name of a repeat must stand here, found '*'
      conv{1+*2}
             ^
    """
  ),
  (
    "conv{3 5}",
    """
    line 1, column 8: +, -, *, /, %, ^ or '}' must stand here, found '5'
      conv{3 5}
             ^
    """
  ),
  (
    "conv{(3}",
    """
    line 1, column 8: +, -, *, /, %, ^ or ')' must stand here, found '}'
      conv{(3}
             ^
    """
  ),
  (
    "conv3s{(2",
    """
    line 1, column 8: this bracket is never closed; add ')'
      conv3s{(2
             ^
    """
  ),
  (
    "conv{2",
    """
    line 1, column 5: this brace is never closed; add '}'
      conv{2
          ^
    """
  ),
  (
    "conv3,conv{2+",
    """
    line 1, column 11: this brace is never closed; add '}'
      conv3,conv{2+
                ^
    """
  ),
  (
    "conv3}",
    """
    line 1, column 6: unexpected '}'; separate layers with ','
      conv3}
           ^
    """
  ),
  (
    "conv3d{2^i}",
    """
    line 1, column 10: no repeat around is called 'i'; write it as in '8*i(conv2d{2^i})'
      conv3d{2^i}
               ^
    """
  ),
  (
    "2*i(conv3),conv3d{i}",
    """
    line 1, column 19: no repeat around is called 'i'; write it as in '8*i(conv2d{2^i})'
      2*i(conv3),conv3d{i}
                        ^
    """
  ),
  (
    "2*s(3*i(conv3d{2^j}))",
    """
    line 1, column 18: no repeat around is called 'j'; there are 's' and 'i'
      2*s(3*i(conv3d{2^j}))
                       ^
    """
  ),
  (
    "2*i(3*I(conv3))",
    """
    line 1, column 7: a repeat around is called 'I' already; call this one otherwise
      2*i(3*I(conv3))
            ^
    """
  ),
  (
    "3*i(conv3d{i})",
    """
    line 1, column 11: where i = 0: dilation is 0, but must be at least 1
      3*i(conv3d{i})
                ^~~
    """
  ),
  (
    "3*i(2*j(conv3p{1-i*j}))",
    """
    line 1, column 15: where i = 2, j = 1: padding is -1, but must be at least 0
      3*i(2*j(conv3p{1-i*j}))
                    ^~~~~~~
    """
  ),
  (
    "conv3p{-1}",
    """
    line 1, column 7: padding is -1, but must be at least 0
      conv3p{-1}
            ^~~~
    """
  ),
  (
    "conv3,70*i(conv1c{2^i})",
    """
    line 1, column 18: where i = 63: 2^63 is too large for 64 bits
      conv3,70*i(conv1c{2^i})
                       ^~~~~
    """
  ),
  (
    "conv{9223372036854775807+1}",
    """
    line 1, column 5: 9223372036854775807+1 is too large for 64 bits
      conv{9223372036854775807+1}
          ^~~~~~~~~~~~~~~~~~~~~~~
    """
  ),
  (
    "conv{9223372036854775808}",
    """
    line 1, column 6: the number '9223372036854775808' is too large
      conv{9223372036854775808}
           ^~~~~~~~~~~~~~~~~~~
    """
  ),
  (
    "2*k(conv{4/k})",
    """
    line 1, column 9: where k = 0: 4/0 has no value
      2*k(conv{4/k})
              ^~~~~
    """
  ),
  (
    "conv{7%0}",
    """
    line 1, column 5: 7%0 has no value
      conv{7%0}
          ^~~~~
    """
  ),
  (
    "2*i(conv{2^(0-i)})",
    """
    line 1, column 9: where i = 1: 2^-1 is no whole number; exponents are at least 0
      2*i(conv{2^(0-i)})
              ^~~~~~~~~
    """
  ),
  (
    "3*i({i}*conv3)",
    """
    line 1, column 5: where i = 0: the count is 0, but must be at least 1
      3*i({i}*conv3)
          ^~~
    """
  ),
  (
    "{0}*conv3",
    """
    line 1, column 1: the count is 0, but must be at least 1
      {0}*conv3
      ^~~
    """
  ),
  (
    "{2}conv3",
    """
    line 1, column 1: a layer can't begin with a number; to repeat it write '{2}*'
      {2}conv3
      ^~~
    """
  ),
  (
    "relu{1}",
    """
    line 1, column 5: 'relu' takes no size; write 'relu' alone
      relu{1}
          ^
    """
  ),
  (
    "residual{1}(conv3)",
    """
    line 1, column 9: 'residual' takes no size; write 'residual' alone
      residual{1}(conv3)
              ^
    """
  ),
  (
    "3*foo 2",
    """
    line 1, column 3: unknown layer 'foo'
      3*foo 2
        ^~~
    """
  ),
]
