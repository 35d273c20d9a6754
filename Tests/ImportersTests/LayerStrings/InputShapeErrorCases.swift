/// Input shapes that are none, and all that is said about them.
let inputShapeErrors: [(String, String)] = [
  (
    "3x-224x4",
    """
    line 1, column 3: a size must be at least 1
      3x-224x4
        ^~~~
    """
  ),
  (
    "3x(16*K+)xW",
    """
    line 1, column 9: expected a number, a name or '(', found ')'; write formulas as in '3x(32*H)x(32*W)'
      3x(16*K+)xW
              ^
    """
  ),
  (
    "3x(2*max)",
    """
    line 1, column 3: the name 'max' has a small x in it, which parts sizes; call it otherwise
      3x(2*max)
        ^~~~~~~
    """
  ),
  (
    "3x(4-4)xW",
    """
    line 1, column 3: a size must be at least 1
      3x(4-4)xW
        ^~~~~
    """
  ),
  (
    "3x(0-W)",
    """
    line 1, column 3: a size must be at least 1
      3x(0-W)
        ^~~~~
    """
  ),
  (
    "3x224xx4",
    """
    line 1, column 7: a number or a capital letter must stand here, found 'x'; write shapes as in '3x224x224' or '3xHxW'
      3x224xx4
            ^
    """
  ),
  (
    "3,224,224",
    """
    line 1, column 2: sizes are separated by a small 'x', found ','; write shapes as in '3x224x224'
      3,224,224
       ^
    """
  ),
  (
    "3xhxw",
    """
    line 1, column 3: the open size 'h' must begin with a capital letter; write shapes as in '3xHxW'
      3xhxw
        ^
    """
  ),
  (
    "0xHxW",
    """
    line 1, column 1: a size must be at least 1
      0xHxW
      ^
    """
  ),
  (
    "3x99999999999999999999",
    """
    line 1, column 3: the number '99999999999999999999' is too large
      3x99999999999999999999
        ^~~~~~~~~~~~~~~~~~~~
    """
  ),
  (
    "1x2x3x4x5x6",
    """
    line 1, column 1: the shape has 4 spatial axes, but at most 3 are possible
      1x2x3x4x5x6
      ^~~~~~~~~~~
    """
  ),
  (
    "x",
    """
    line 1, column 1: a number or a capital letter must stand here, found 'x'; write shapes as in '3x224x224' or '3xHxW'
      x
      ^
    """
  ),
  (
    "3x224x",
    """
    line 1, column 7: a number or a capital letter must stand here, found the end; write shapes as in '3x224x224' or '3xHxW'
      3x224x
            ^
    """
  ),
  (
    "3X4",
    """
    line 1, column 2: sizes are separated by a small 'x', found 'X'; write shapes as in '3x224x224'
      3X4
       ^
    """
  ),
  (
    "3x-H",
    """
    line 1, column 3: a number or a capital letter must stand here, found '-'; write shapes as in '3x224x224' or '3xHxW'
      3x-H
        ^
    """
  ),
]
