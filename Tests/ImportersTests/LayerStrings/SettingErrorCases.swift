/// Layer strings with a wrong name, size or setting, and all that is said about them.
let settingErrors: [(String, String)] = [
  (
    "conv3s1p1,pol2",
    """
    line 1, column 11: unknown layer 'pol2'; did you mean 'pool'?
      conv3s1p1,pol2
                ^~~~
    """
  ),
  (
    "convv3s1p1",
    """
    line 1, column 1: unknown layer 'convv3'; did you mean 'conv'?
      convv3s1p1
      ^~~~~~
    """
  ),
  (
    "geluu",
    """
    line 1, column 1: unknown layer 'geluu'; did you mean 'gelu'?
      geluu
      ^~~~~
    """
  ),
  (
    "relux",
    """
    line 1, column 1: unknown layer 'relux'; did you mean 'relu'?
      relux
      ^~~~~
    """
  ),
  (
    "CONV3S1P1,Xyz",
    """
    line 1, column 11: unknown layer 'Xyz'
      CONV3S1P1,Xyz
                ^~~
    """
  ),
  (
    "conv3q5",
    """
    line 1, column 6: unknown setting 'q' of 'conv'; it has s, p, d, c, i, g, psame, psamelower, pvalid, bias, nobias, reflect, replicate, circular
      conv3q5
           ^
    """
  ),
  (
    "conv3 stride2",
    """
    line 1, column 7: unknown setting 'stride' of 'conv'; did you mean 's'? It has s, p, d, c, i, g, psame, psamelower, pvalid, bias, nobias, reflect, replicate, circular
      conv3 stride2
            ^~~~~~
    """
  ),
  (
    "conv3 nobais",
    """
    line 1, column 7: unknown setting 'nobais' of 'conv'; did you mean 'nobias'? It has s, p, d, c, i, g, psame, psamelower, pvalid, bias, nobias, reflect, replicate, circular
      conv3 nobais
            ^~~~~~
    """
  ),
  (
    "pool2c3",
    """
    line 1, column 6: 'pool' has no setting 'c' (channels); it has s, p, d, psame, psamelower, pvalid, ceil
      pool2c3
           ^
    """
  ),
  (
    "pool2 op1",
    """
    line 1, column 7: 'pool' has no setting 'op' (output padding); it has s, p, d, psame, psamelower, pvalid, ceil
      pool2 op1
            ^~
    """
  ),
  (
    "relu c3",
    """
    line 1, column 6: 'relu' has no setting 'c' (channels); it has none
      relu c3
           ^
    """
  ),
  (
    "conv3s1s2",
    """
    line 1, column 8: stride is set twice, by 's1' and 's2'; keep one
      conv3s1s2
             ^~
    """
  ),
  (
    "conv3p1psame",
    """
    line 1, column 8: padding is set twice, by 'p1' and 'psame'; keep one
      conv3p1psame
             ^~~~~
    """
  ),
  (
    "conv3nobias bias",
    """
    line 1, column 13: bias is set twice, by 'nobias' and 'bias'; keep one
      conv3nobias bias
                  ^~~~
    """
  ),
  (
    "conv",
    """
    line 1, column 1: 'conv' needs a kernel; write 'conv3' or 'conv3x5'
      conv
      ^~~~
    """
  ),
  (
    "conv,relu",
    """
    line 1, column 1: 'conv' needs a kernel; write 'conv3' or 'conv3x5'
      conv,relu
      ^~~~
    """
  ),
  (
    "pwconv3",
    """
    line 1, column 7: 'pwconv' takes no size; write 'pwconv' alone
      pwconv3
            ^
    """
  ),
  (
    "fc",
    """
    line 1, column 1: 'fc' needs a number of outputs; write 'fc1000'
      fc
      ^~
    """
  ),
  (
    "gn",
    """
    line 1, column 1: 'gn' needs a number of groups; write 'gn32'
      gn
      ^~
    """
  ),
  (
    "up",
    """
    line 1, column 1: 'up' needs a factor; write 'up2'
      up
      ^~
    """
  ),
  (
    "pad",
    """
    line 1, column 1: 'pad' needs a padding; write 'pad2'
      pad
      ^~~
    """
  ),
  (
    "relu7",
    """
    line 1, column 5: 'relu' takes no size; write 'relu' alone
      relu7
          ^
    """
  ),
  (
    "gap3",
    """
    line 1, column 4: 'gap' takes no size; write 'gap' alone
      gap3
         ^
    """
  ),
  (
    "bn2",
    """
    line 1, column 3: 'bn' takes no size; write 'bn' alone
      bn2
        ^
    """
  ),
  (
    "conv0",
    """
    line 1, column 5: kernel is 0, but must be at least 1
      conv0
          ^
    """
  ),
  (
    "conv3s0",
    """
    line 1, column 7: stride is 0, but must be at least 1
      conv3s0
            ^
    """
  ),
  (
    "conv3d0",
    """
    line 1, column 7: dilation is 0, but must be at least 1
      conv3d0
            ^
    """
  ),
  (
    "conv3c0",
    """
    line 1, column 7: channels is 0, but must be at least 1
      conv3c0
            ^
    """
  ),
  (
    "conv3g0",
    """
    line 1, column 7: groups is 0, but must be at least 1
      conv3g0
            ^
    """
  ),
  (
    "conv3p-1",
    """
    line 1, column 7: padding can't be negative; write it without '-'
      conv3p-1
            ^
    """
  ),
  (
    "conv-3",
    """
    line 1, column 5: kernel can't be negative; write it without '-'
      conv-3
          ^
    """
  ),
  (
    "conv3p99999999999999999999",
    """
    line 1, column 7: the number '99999999999999999999' is too large
      conv3p99999999999999999999
            ^~~~~~~~~~~~~~~~~~~~
    """
  ),
  (
    "fc99999999999999999999",
    """
    line 1, column 3: the number '99999999999999999999' is too large
      fc99999999999999999999
        ^~~~~~~~~~~~~~~~~~~~
    """
  ),
  (
    "conv3.5",
    """
    line 1, column 5: kernel must be a whole number, not '3.5'
      conv3.5
          ^~~
    """
  ),
  (
    "conv3p0.5",
    """
    line 1, column 7: padding must be a whole number, not '0.5'
      conv3p0.5
            ^~~
    """
  ),
  (
    "conv3s",
    """
    line 1, column 7: a number must follow 's', found the end
      conv3s
            ^
    """
  ),
  (
    "conv3s,relu",
    """
    line 1, column 7: a number must follow 's', found ','
      conv3s,relu
            ^
    """
  ),
  (
    "conv3 s=2",
    """
    line 1, column 8: a number must follow 's', found '='
      conv3 s=2
             ^
    """
  ),
  (
    "conv3p1:",
    """
    line 1, column 9: a number must follow '1:', found the end
      conv3p1:
              ^
    """
  ),
  (
    "conv3s1:2",
    """
    line 1, column 8: stride has no sides; only padding and crop can differ before and after an axis
      conv3s1:2
             ^
    """
  ),
  (
    "conv3:4",
    """
    line 1, column 6: kernel has no sides; only padding and crop can differ before and after an axis
      conv3:4
           ^
    """
  ),
  (
    "gn3x3",
    """
    line 1, column 3: number of groups is one number; it can't be given for each axis
      gn3x3
        ^~~
    """
  ),
  (
    "conv3c3x3",
    """
    line 1, column 7: channels is one number; it can't be given for each axis
      conv3c3x3
            ^~~
    """
  ),
  (
    "conv3x3x3x3",
    """
    line 1, column 5: kernel has 4 numbers, but there are at most 3 spatial axes
      conv3x3x3x3
          ^~~~~~~
    """
  ),
  (
    "conv3x3,pool2x2x2",
    """
    line 1, column 13: kernel has 3 numbers, but an earlier setting has 2; give one number for all axes or one for each
      conv3x3,pool2x2x2
                  ^~~~~
    """
  ),
  (
    "residual3(conv3)",
    """
    line 1, column 9: 'residual' takes no size; write 'residual' alone
      residual3(conv3)
              ^
    """
  ),
  (
    "99999999999999999999*conv3",
    """
    line 1, column 1: the number '99999999999999999999' is too large
      99999999999999999999*conv3
      ^~~~~~~~~~~~~~~~~~~~
    """
  ),
  (
    "dropout1.5",
    """
    line 1, column 1: dropout1 (dropout): the rate is 1.5, but must lie between 0 and 1
      dropout1.5
      ^~~~~~~~~~
    """
  ),
  (
    "up0",
    """
    line 1, column 1: up1 (nearest resize): the scale is 0, but must be greater than 0
      up0
      ^~~
    """
  ),
  (
    "tconv3op1",
    """
    line 1, column 1: tconv1 (transposed conv): output padding is 1, but must be smaller than the stride (1) or the dilation (1)
      tconv3op1
      ^~~~~~~~~
    """
  ),
  (
    "shuffle0",
    """
    line 1, column 8: factor is 0, but must be at least 1
      shuffle0
             ^
    """
  ),
  (
    "se16",
    """
    line 1, column 1: 'se' must know its channels, which are open here; write them as in 'se16c64'
      se16
      ^~~~
    """
  ),
  (
    "conv3,se16",
    """
    line 1, column 7: 'se' must know its channels, which are open here; write them as in 'se16c64'
      conv3,se16
            ^~~~
    """
  ),
  (
    "leaky0.12345678901234567890",
    """
    line 1, column 6: the number '0.12345678901234567890' is too large
      leaky0.12345678901234567890
           ^~~~~~~~~~~~~~~~~~~~~~
    """
  ),
  (
    "conv3 reflect p1 circular",
    """
    line 1, column 18: padding mode is set twice, by 'reflect' and 'circular'; keep one
      conv3 reflect p1 circular
                       ^~~~~~~~
    """
  ),
  (
    "conv3 p1 pol",
    """
    line 1, column 10: unknown setting 'pol' of 'conv'; it has s, p, d, c, i, g, psame, psamelower, pvalid, bias, nobias, reflect, replicate, circular
      conv3 p1 pol
               ^~~
    """
  ),
  (
    "conv3x",
    """
    line 1, column 7: a number must follow 'x', found the end
      conv3x
            ^
    """
  ),
  (
    "maxpool",
    """
    line 1, column 1: 'maxpool' needs a kernel; write 'pool2' or 'pool2x3'
      maxpool
      ^~~~~~~
    """
  ),
  (
    "attention8",
    """
    line 1, column 1: unknown layer 'attention8'
      attention8
      ^~~~~~~~~~
    """
  ),
  (
    "linear",
    """
    line 1, column 1: 'linear' needs a number of outputs; write 'fc1000'
      linear
      ^~~~~~
    """
  ),
  (
    "batchnormm",
    """
    line 1, column 1: unknown layer 'batchnormm'; did you mean 'batchnorm'?
      batchnormm
      ^~~~~~~~~~
    """
  ),
  (
    "conv2d",
    """
    line 1, column 7: a number must follow 'd', found the end
      conv2d
            ^
    """
  ),
  (
    "conv3i0",
    """
    line 1, column 7: input channels is 0, but must be at least 1
      conv3i0
            ^
    """
  ),
  (
    "se0",
    """
    line 1, column 3: number of squeeze channels is 0, but must be at least 1
      se0
        ^
    """
  ),
  (
    "lrn0",
    """
    line 1, column 4: size is 0, but must be at least 1
      lrn0
         ^
    """
  ),
  (
    "adaptivepool0x2",
    """
    line 1, column 13: output size is 0, but must be at least 1
      adaptivepool0x2
                  ^
    """
  ),
  (
    "pad-1",
    """
    line 1, column 4: padding can't be negative; write it without '-'
      pad-1
         ^
    """
  ),
  (
    "conv3 same",
    """
    line 1, column 7: unknown setting 'same' of 'conv'; did you mean 'psame'? It has s, p, d, c, i, g, psame, psamelower, pvalid, bias, nobias, reflect, replicate, circular
      conv3 same
            ^~~~
    """
  ),
  (
    "conv3pvalidp0",
    """
    line 1, column 12: padding is set twice, by 'pvalid' and 'p0'; keep one
      conv3pvalidp0
                 ^~
    """
  ),
  (
    "tconv3op1x1x1x1",
    """
    line 1, column 9: output padding has 4 numbers, but there are at most 3 spatial axes
      tconv3op1x1x1x1
              ^~~~~~~
    """
  ),
  (
    "channelshuffle",
    """
    line 1, column 1: 'channelshuffle' needs a number of groups; write 'channelshuffle2'
      channelshuffle
      ^~~~~~~~~~~~~~
    """
  ),
  (
    "dropout-0.5",
    """
    line 1, column 8: rate can't be negative; write it without '-'
      dropout-0.5
             ^
    """
  ),
  (
    "bn bias",
    """
    line 1, column 4: 'bn' has no setting 'bias'; it has noaffine
      bn bias
         ^~~~
    """
  ),
  (
    "fc10c3",
    """
    line 1, column 5: 'fc' has no setting 'c' (channels); it has i, bias, nobias
      fc10c3
          ^
    """
  ),
  (
    "residual(conv3p1,pol2|)",
    """
    line 1, column 18: unknown layer 'pol2'; did you mean 'pool'?
      residual(conv3p1,pol2|)
                       ^~~~
    """
  ),
  (
    "3*(conv3,(relu,gap2))",
    """
    line 1, column 19: 'gap' takes no size; write 'gap' alone
      3*(conv3,(relu,gap2))
                        ^
    """
  ),
  (
    "conv3c",
    """
    line 1, column 7: a number must follow 'c', found the end
      conv3c
            ^
    """
  ),
  (
    "conv3p1:,relu",
    """
    line 1, column 9: a number must follow '1:', found ','
      conv3p1:,relu
              ^
    """
  ),
  (
    "conv3p1x",
    """
    line 1, column 9: a number must follow 'x', found the end
      conv3p1x
              ^
    """
  ),
  (
    "conv3p1:-1",
    """
    line 1, column 9: padding can't be negative; write it without '-'
      conv3p1:-1
              ^
    """
  ),
  (
    "fc10i",
    """
    line 1, column 6: a number must follow 'i', found the end
      fc10i
           ^
    """
  ),
]
