/// Layer strings that are put together wrongly, and all that is said about them.
let structureErrors: [(String, String)] = [
  (
    "conv3p1 relu",
    """
    line 1, column 9: a comma is missing before this layer
      conv3p1 relu
              ^~~~
    """
  ),
  (
    "relu-3",
    """
    line 1, column 5: unexpected '-'; separate layers with ','
      relu-3
          ^
    """
  ),
  (
    "#only",
    """
    line 1, column 1: there are no layers; write at least one, such as 'conv3p1c64'
      #only
      ^~~~~
    """
  ),
  (
    "conv3,",
    """
    line 1, column 6: no layer follows this comma; add one or remove the comma
      conv3,
           ^
    """
  ),
  (
    "conv3,,relu",
    """
    line 1, column 7: a layer must stand here, found ','
      conv3,,relu
            ^
    """
  ),
  (
    ",conv3",
    """
    line 1, column 1: a layer must stand here, found ','
      ,conv3
      ^
    """
  ),
  (
    "(conv3",
    """
    line 1, column 1: this bracket is never closed; add ')'
      (conv3
      ^
    """
  ),
  (
    "residual(conv3",
    """
    line 1, column 9: this bracket is never closed; add ')'
      residual(conv3
              ^
    """
  ),
  (
    "residual(conv3,",
    """
    line 1, column 15: no layer follows this comma; add one or remove the comma
      residual(conv3,
                    ^
    """
  ),
  (
    "residual(",
    """
    line 1, column 9: this bracket is never closed; add ')'
      residual(
              ^
    """
  ),
  (
    "residual",
    """
    line 1, column 1: 'residual' needs branches; write 'residual(conv3p1 | conv1)'
      residual
      ^~~~~~~~
    """
  ),
  (
    "residual()",
    """
    line 1, column 1: 'residual' has only an empty branch; write 'residual(conv3p1)' to add its input
      residual()
      ^~~~~~~~~~
    """
  ),
  (
    "concat(conv3)",
    """
    line 1, column 1: 'concat' joins at least 2 branches; write 'concat(conv3p1 | conv1)', an empty branch is the input itself
      concat(conv3)
      ^~~~~~~~~~~~~
    """
  ),
  (
    "add()",
    """
    line 1, column 1: 'add' joins at least 2 branches; write 'add(conv3p1 | conv1)', an empty branch is the input itself
      add()
      ^~~~~
    """
  ),
  (
    "mul( )",
    """
    line 1, column 1: 'mul' joins at least 2 branches; write 'mul(conv3p1 | conv1)', an empty branch is the input itself
      mul( )
      ^~~~~~
    """
  ),
  (
    "concat",
    """
    line 1, column 1: 'concat' needs branches; write 'concat(conv3p1 | conv1)'
      concat
      ^~~~~~
    """
  ),
  (
    "conv3)",
    """
    line 1, column 6: this bracket was never opened; remove it or add '('
      conv3)
           ^
    """
  ),
  (
    "conv3|relu",
    """
    line 1, column 6: '|' separates the branches of residual(…), concat(…), add(…) and mul(…); separate layers in a row with ','
      conv3|relu
           ^
    """
  ),
  (
    "(conv3|relu)",
    """
    line 1, column 7: '|' separates the branches of residual(…), concat(…), add(…) and mul(…); separate layers in a row with ','
      (conv3|relu)
            ^
    """
  ),
  (
    "()",
    """
    line 1, column 1: there are no layers in these brackets
      ()
      ^~
    """
  ),
  (
    "( )",
    """
    line 1, column 1: there are no layers in these brackets
      ( )
      ^~~
    """
  ),
  (
    "2*",
    """
    line 1, column 3: a layer must stand here, found the end
      2*
        ^
    """
  ),
  (
    "2*,conv3",
    """
    line 1, column 3: a layer must stand here, found ','
      2*,conv3
        ^
    """
  ),
  (
    "0*conv3",
    """
    line 1, column 1: a count must be at least 1
      0*conv3
      ^
    """
  ),
  (
    "3conv3",
    """
    line 1, column 1: a layer can't begin with a number; to repeat it write '3*'
      3conv3
      ^
    """
  ),
  (
    "99999*(99999*(relu))",
    """
    line 1, column 1: up to here there are 9999800001 layers, but at most 100000 are read
      99999*(99999*(relu))
      ^~~~~~~~~~~~~~~~~~~~
    """
  ),
  (
    "1000001*relu",
    """
    line 1, column 1: up to here there are 1000001 layers, but at most 100000 are read
      1000001*relu
      ^~~~~~~~~~~~
    """
  ),
  (
    "conv3*2",
    """
    line 1, column 6: a count goes before what it repeats: '2*conv3' or '2*(conv3,relu)'
      conv3*2
           ^
    """
  ),
  (
    "(conv3)*2",
    """
    line 1, column 8: a count goes before what it repeats: '2*conv3' or '2*(conv3,relu)'
      (conv3)*2
             ^
    """
  ),
  (
    "(conv3)relu",
    """
    line 1, column 8: a comma is missing before this layer
      (conv3)relu
             ^~~~
    """
  ),
  (
    "(conv3)(relu)",
    """
    line 1, column 8: a comma is missing before this layer
      (conv3)(relu)
             ^
    """
  ),
  (
    "conv(3)",
    """
    line 1, column 5: 'conv' takes no brackets; write its settings after it and ',' before the next layer
      conv(3)
          ^
    """
  ),
  (
    "gap(relu)",
    """
    line 1, column 4: 'gap' takes no brackets; write its settings after it and ',' before the next layer
      gap(relu)
         ^
    """
  ),
  (
    "conv3;relu",
    """
    line 1, column 6: unexpected ';'; separate layers with ','
      conv3;relu
           ^
    """
  ),
  (
    "conv3->relu",
    """
    line 1, column 6: unexpected '-'; separate layers with ','
      conv3->relu
           ^
    """
  ),
  (
    "conv3,é",
    """
    line 1, column 7: a layer must stand here, found 'é'
      conv3,é
            ^
    """
  ),
  (
    "2*3*conv3",
    """
    line 1, column 3: a layer must stand here, found '3'
      2*3*conv3
        ^
    """
  ),
  (
    "dropout0.5.5",
    """
    line 1, column 11: unexpected '.'; separate layers with ','
      dropout0.5.5
                ^
    """
  ),
  (
    "conv3 5",
    """
    line 1, column 7: unexpected '5'; separate layers with ','
      conv3 5
            ^
    """
  ),
  (
    ".",
    """
    line 1, column 1: a layer must stand here, found '.'
      .
      ^
    """
  ),
  (
    "3",
    """
    line 1, column 1: a layer can't begin with a number; to repeat it write '3*'
      3
      ^
    """
  ),
  (
    "*",
    """
    line 1, column 1: a layer must stand here, found '*'
      *
      ^
    """
  ),
  (
    "residual(|",
    """
    line 1, column 9: this bracket is never closed; add ')'
      residual(|
              ^
    """
  ),
  (
    "residual(conv3|pool2",
    """
    line 1, column 9: this bracket is never closed; add ')'
      residual(conv3|pool2
              ^
    """
  ),
  (
    "concat(conv3 | ) pool2",
    """
    line 1, column 18: a comma is missing before this layer
      concat(conv3 | ) pool2
                       ^~~~
    """
  ),
  (
    "conv3 conv3",
    """
    line 1, column 7: a comma is missing before this layer
      conv3 conv3
            ^~~~
    """
  ),
]
