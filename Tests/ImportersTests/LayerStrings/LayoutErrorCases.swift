/// Tabs, line ends, control characters and long lines: the caret stays below what is meant.
let layoutErrors: [(String, String)] = [
  (
    "conv3,\n",
    """
    line 1, column 6: no layer follows this comma; add one or remove the comma
      conv3,
           ^
    """
  ),
  (
    "conv3\u{301}",
    """
    line 1, column 5: unexpected '3́'; separate layers with ','
      conv3́
          ^
    """
  ),
  (
    "conv3,\u{1B}[31m",
    """
    line 1, column 7: a layer must stand here, found U+001B
      conv3,\\u{1B}[31m
            ^~~~~~
    """
  ),
  (
    "conv3\n  ,relu\n,  pol2 # why",
    """
    line 3, column 4: unknown layer 'pol2'; did you mean 'pool'?
      ,  pol2 # why
         ^~~~
    """
  ),
  (
    "\tconv3,\tpol2",
    """
    line 1, column 9: unknown layer 'pol2'; did you mean 'pool'?
       conv3, pol2
              ^~~~
    """
  ),
  (
    "conv3,\u{1B}[2J\u{202E}日本",
    """
    line 1, column 7: a layer must stand here, found U+001B
      conv3,\\u{1B}[2J\\u{202E}日本
            ^~~~~~
    """
  ),
  (
    "\u{FEFF}pol2",
    """
    line 1, column 2: unknown layer 'pol2'; did you mean 'pool'?
      pol2
      ^~~~
    """
  ),
  (
    "conv3,relu,conv3,relu,conv3,relu,conv3,relu,conv3,relu,conv3,relu,conv3,relu,conv3,relu,conv3,relu,pol2,conv3,relu,conv3,relu,conv3,relu,conv3,relu",
    """
    line 1, column 100: unknown layer 'pol2'; did you mean 'pool'?
      …relu,conv3,relu,conv3,relu,conv3,relu,conv3,relu,conv3,relu,pol2,conv3,relu,conv3,relu,conv3,relu,co…
                                                                   ^~~~
    """
  ),
]
