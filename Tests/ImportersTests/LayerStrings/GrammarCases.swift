/// Layer strings, and the nodes that they make: name, kind and settings, inputs.
let grammarCases: [(String, [String])] = [
  (
    "conv3s1p1,pool2s2",
    [
      "conv1: conv 3 p1 < input",
      "pool1: max pool 2 s2 < conv1",
    ]
  ),
  (
    "conv3x5s2d2c64g2",
    [
      "conv1: conv 3×5 s2 d2 g2 < input"
    ]
  ),
  (
    "CONV7 S2 P3 C64 NOBIAS , Pool3s2p1",
    [
      "conv1: conv 7 s2 p3 < input",
      "pool1: max pool 3 s2 p1 < conv1",
    ]
  ),
  (
    "conv3x3x3p1",
    [
      "conv1: conv 3×3×3 p1 < input"
    ]
  ),
  (
    "conv3×5p1×2",
    [
      "conv1: conv 3×5 p1×2 < input"
    ]
  ),
  (
    "conv 3 s 2 p 0:1",
    [
      "conv1: conv 3 s2 p0:1 < input"
    ]
  ),
  (
    "conv3p0x0:1x1 reflect",
    [
      "conv1: conv 3 p0×0:1×1 reflect < input"
    ]
  ),
  (
    "conv3p1x0:1",
    [
      "conv1: conv 3 p1×0:1 < input"
    ]
  ),
  (
    "conv3psames2c8",
    [
      "conv1: conv 3 s2 psame < input"
    ]
  ),
  (
    "conv3psamelower",
    [
      "conv1: conv 3 psamelower < input"
    ]
  ),
  (
    "conv3pvalidnobiasc4i3",
    [
      "conv1: conv 3 < input"
    ]
  ),
  (
    "conv3 circular p2 bias",
    [
      "conv1: conv 3 p2 circular < input"
    ]
  ),
  (
    "dwconv3s2p1,dwconv5p2c64,pwconvc64,pwconv c32 g2 nobias s2 i64",
    [
      "dwconv1: depthwise conv 3 s2 p1 < input",
      "dwconv2: depthwise conv 5 p2 < dwconv1",
      "pwconv1: conv 1 < dwconv2",
      "pwconv2: conv 1 s2 g2 < pwconv1",
    ]
  ),
  (
    "tconv4s2p1c16op1,deconv2s2,tconv3 d2 g4 psame",
    [
      "tconv1: transposed conv 4 s2 p1 op1 < input",
      "tconv2: transposed conv 2 s2 < tconv1",
      "tconv3: transposed conv 3 psame d2 g4 < tconv2",
    ]
  ),
  (
    "pool2,maxpool3s2,pool3x2s2x1p1x0,pool3s2ceil,pool3d2p1,pool2s2psame",
    [
      "pool1: max pool 2 s2 < input",
      "pool2: max pool 3 s2 < pool1",
      "pool3: max pool 3×2 s2×1 p1×0 < pool2",
      "pool4: max pool 3 s2 ceil < pool3",
      "pool5: max pool 3 s3 p1 d2 < pool4",
      "pool6: max pool 2 s2 psame < pool5",
    ]
  ),
  (
    "avgpool2,avgpool3s2p1ceil,avgpool3s1d2x3,lppool2,gap,gmp,globalavgpool",
    [
      "avgpool1: avg pool 2 s2 < input",
      "avgpool2: avg pool 3 s2 p1 ceil < avgpool1",
      "avgpool3: avg pool 3 d2×3 < avgpool2",
      "lppool1: l2 pool 2 s2 < avgpool3",
      "gap1: global avg pool < lppool1",
      "gmp1: global max pool < gap1",
      "gap2: global avg pool < gmp1",
    ]
  ),
  (
    "adaptivepool7,adaptivepool6x5,adaptivemaxpool3",
    [
      "adaptivepool1: adaptive avg pool 7 < input",
      "adaptivepool2: adaptive avg pool 6×5 < adaptivepool1",
      "adaptivemaxpool1: adaptive max pool 3 < adaptivepool2",
    ]
  ),
  (
    "conv3,fc10",
    [
      "conv1: conv 3 < input",
      "flatten1: flatten < conv1",
      "fc1: linear < flatten1",
    ]
  ),
  (
    "conv3,gap,fc10,relu,fc5",
    [
      "conv1: conv 3 < input",
      "gap1: global avg pool < conv1",
      "flatten1: flatten < gap1",
      "fc1: linear < flatten1",
      "relu1: relu < fc1",
      "fc2: linear < relu1",
    ]
  ),
  (
    "conv3,flatten,dropout,fc1000nobias",
    [
      "conv1: conv 3 < input",
      "flatten1: flatten < conv1",
      "dropout1: dropout 0.5 < flatten1",
      "fc1: linear < dropout1",
    ]
  ),
  (
    "bn,ln,gn32,in,lrn,lrn3,bn noaffine,gn4noaffine,in affine,batchnorm",
    [
      "bn1: batch norm < input",
      "ln1: layer norm < bn1",
      "gn1: group norm g32 < ln1",
      "in1: instance norm no affine < gn1",
      "lrn1: lrn 5 < in1",
      "lrn2: lrn 3 < lrn1",
      "bn2: batch norm no affine < lrn2",
      "gn2: group norm g4 no affine < bn2",
      "in2: instance norm < gn2",
      "bn3: batch norm < in2",
    ]
  ),
  (
    "relu,relu6,leaky,leaky0.2,prelu,prelu perchannel,elu,selu,celu,gelu,silu,swish,mish,softplus,softsign",
    [
      "relu1: relu < input",
      "relu6_1: relu6 < relu1",
      "leaky1: leaky relu 0.01 < relu6_1",
      "leaky2: leaky relu 0.2 < leaky1",
      "prelu1: prelu < leaky2",
      "prelu2: prelu < prelu1",
      "elu1: elu < prelu2",
      "selu1: selu < elu1",
      "celu1: celu < selu1",
      "gelu1: gelu < celu1",
      "silu1: silu < gelu1",
      "silu2: silu < silu1",
      "mish1: mish < silu2",
      "softplus1: softplus < mish1",
      "softsign1: softsign < softplus1",
    ]
  ),
  (
    "sigmoid,tanh,hsigmoid,hswish,softmax,dropout,dropout0.1,dropout1,identity,scale,scale bias",
    [
      "sigmoid1: sigmoid < input",
      "tanh1: tanh < sigmoid1",
      "hsigmoid1: hardsigmoid < tanh1",
      "hswish1: hardswish < hsigmoid1",
      "softmax1: softmax < hswish1",
      "dropout1: dropout 0.5 < softmax1",
      "dropout2: dropout 0.1 < dropout1",
      "dropout3: dropout 1.0 < dropout2",
      "identity1: identity < dropout3",
      "scale1: scale < identity1",
      "scale2: scale < scale1",
    ]
  ),
  (
    "up2,up2x3,up1.5,upbilinear2align,upbilinear2,upcubic4,upsample2",
    [
      "up1: nearest resize ×2 < input",
      "up2: nearest resize ×2×3 < up1",
      "up3: nearest resize ×3/2 < up2",
      "upbilinear1: linear resize ×2 align corners < up3",
      "upbilinear2: linear resize ×2 < upbilinear1",
      "upcubic1: cubic resize ×4 < upbilinear2",
      "up4: nearest resize ×2 < upcubic1",
    ]
  ),
  (
    "shuffle2,unshuffle3,channelshuffle4,pad1,pad1x2,pad0:1 replicate,pad0x1:2x3,crop2,crop1:0",
    [
      "shuffle1: pixel shuffle ×2 < input",
      "unshuffle1: pixel unshuffle ÷3 < shuffle1",
      "channelshuffle1: channel shuffle g4 < unshuffle1",
      "pad1: pad 1 < channelshuffle1",
      "pad2: pad 1×2 < pad1",
      "pad3: pad 0:1 replicate < pad2",
      "pad4: pad 0×1:2×3 < pad3",
      "crop1: crop 2 < pad4",
      "crop2: crop 1:0 < crop1",
    ]
  ),
  (
    "residual(conv3p1,bn,relu,conv3p1,bn | conv1s2)",
    [
      "residual1.0.conv1: conv 3 p1 < input",
      "residual1.0.bn1: batch norm < residual1.0.conv1",
      "residual1.0.relu1: relu < residual1.0.bn1",
      "residual1.0.conv2: conv 3 p1 < residual1.0.relu1",
      "residual1.0.bn2: batch norm < residual1.0.conv2",
      "residual1.1.conv1: conv 1 s2 < input",
      "residual1.add: add < residual1.0.bn2+residual1.1.conv1",
    ]
  ),
  (
    "residual(conv3p1,bn)",
    [
      "residual1.0.conv1: conv 3 p1 < input",
      "residual1.0.bn1: batch norm < residual1.0.conv1",
      "residual1.add: add < residual1.0.bn1+input",
    ]
  ),
  (
    "residual(conv3p1 | )",
    [
      "residual1.0.conv1: conv 3 p1 < input",
      "residual1.add: add < residual1.0.conv1+input",
    ]
  ),
  (
    "residual(|conv3p1|)",
    [
      "residual1.1.conv1: conv 3 p1 < input",
      "residual1.add: add < input+residual1.1.conv1+input",
    ]
  ),
  (
    "concat(conv1c8 | conv3p1c8,relu | pool3s1p1),conv1",
    [
      "concat1.0.conv1: conv 1 < input",
      "concat1.1.conv1: conv 3 p1 < input",
      "concat1.1.relu1: relu < concat1.1.conv1",
      "concat1.2.pool1: max pool 3 p1 < input",
      "concat1.concat: concat < concat1.0.conv1+concat1.1.relu1+concat1.2.pool1",
      "conv1: conv 1 < concat1.concat",
    ]
  ),
  (
    "mul(|gap,conv1,sigmoid),add(conv1|conv1)",
    [
      "mul1.1.gap1: global avg pool < input",
      "mul1.1.conv1: conv 1 < mul1.1.gap1",
      "mul1.1.sigmoid1: sigmoid < mul1.1.conv1",
      "mul1.mul: mul < input+mul1.1.sigmoid1",
      "add1.0.conv1: conv 1 < mul1.mul",
      "add1.1.conv1: conv 1 < mul1.mul",
      "add1.add: add < add1.0.conv1+add1.1.conv1",
    ]
  ),
  (
    "2*(conv3p1c64,relu),conv1",
    [
      "conv1: conv 3 p1 < input",
      "relu1: relu < conv1",
      "conv2: conv 3 p1 < relu1",
      "relu2: relu < conv2",
      "conv3: conv 1 < relu2",
    ]
  ),
  (
    "2*conv3,3*residual(2*(conv3p1,relu))",
    [
      "conv1: conv 3 < input",
      "conv2: conv 3 < conv1",
      "residual1.0.conv1: conv 3 p1 < conv2",
      "residual1.0.relu1: relu < residual1.0.conv1",
      "residual1.0.conv2: conv 3 p1 < residual1.0.relu1",
      "residual1.0.relu2: relu < residual1.0.conv2",
      "residual1.add: add < residual1.0.relu2+conv2",
      "residual2.0.conv1: conv 3 p1 < residual1.add",
      "residual2.0.relu1: relu < residual2.0.conv1",
      "residual2.0.conv2: conv 3 p1 < residual2.0.relu1",
      "residual2.0.relu2: relu < residual2.0.conv2",
      "residual2.add: add < residual2.0.relu2+residual1.add",
      "residual3.0.conv1: conv 3 p1 < residual2.add",
      "residual3.0.relu1: relu < residual3.0.conv1",
      "residual3.0.conv2: conv 3 p1 < residual3.0.relu1",
      "residual3.0.relu2: relu < residual3.0.conv2",
      "residual3.add: add < residual3.0.relu2+residual2.add",
    ]
  ),
  (
    "( conv3 , (relu, ((pool2))) )",
    [
      "conv1: conv 3 < input",
      "relu1: relu < conv1",
      "pool1: max pool 2 s2 < relu1",
    ]
  ),
  (
    "conv3p1c64,se16,relu",
    [
      "conv1: conv 3 p1 < input",
      "se1.avgpool: global avg pool < conv1",
      "se1.fc1: conv 1 < se1.avgpool",
      "se1.activation: relu < se1.fc1",
      "se1.fc2: conv 1 < se1.activation",
      "se1.scale_activation: sigmoid < se1.fc2",
      "se1.mul: mul < conv1+se1.scale_activation",
      "relu1: relu < se1.mul",
    ]
  ),
  (
    "se4c32",
    [
      "se1.avgpool: global avg pool < input",
      "se1.fc1: conv 1 < se1.avgpool",
      "se1.activation: relu < se1.fc1",
      "se1.fc2: conv 1 < se1.activation",
      "se1.scale_activation: sigmoid < se1.fc2",
      "se1.mul: mul < input+se1.scale_activation",
    ]
  ),
  (
    "conv3 # first\n , relu # second, with (brackets | and * \r\n,pool2\r# end",
    [
      "conv1: conv 3 < input",
      "relu1: relu < conv1",
      "pool1: max pool 2 s2 < relu1",
    ]
  ),
  (
    "  conv3  \n\n  c64",
    [
      "conv1: conv 3 < input"
    ]
  ),
  (
    "concat(conv3p1c4|conv3p1c6),se5",
    [
      "concat1.0.conv1: conv 3 p1 < input",
      "concat1.1.conv1: conv 3 p1 < input",
      "concat1.concat: concat < concat1.0.conv1+concat1.1.conv1",
      "se1.avgpool: global avg pool < concat1.concat",
      "se1.fc1: conv 1 < se1.avgpool",
      "se1.activation: relu < se1.fc1",
      "se1.fc2: conv 1 < se1.activation",
      "se1.scale_activation: sigmoid < se1.fc2",
      "se1.mul: mul < concat1.concat+se1.scale_activation",
    ]
  ),
  (
    "concat(fc3|fc4),fc2",
    [
      "concat1.0.flatten1: flatten < input",
      "concat1.0.fc1: linear < concat1.0.flatten1",
      "concat1.1.flatten1: flatten < input",
      "concat1.1.fc1: linear < concat1.1.flatten1",
      "concat1.concat: concat < concat1.0.fc1+concat1.1.fc1",
      "fc1: linear < concat1.concat",
    ]
  ),
  (
    "relu ",
    [
      "relu1: relu < input"
    ]
  ),
  (
    "3*i(conv2d{2^i}p{2^i}:0)",
    [
      "conv1: conv 2 p1:0 < input",
      "conv2: conv 2 p2:0 d2 < conv1",
      "conv3: conv 2 p4:0 d4 < conv2",
    ]
  ),
  (
    "2*stage(2 * i ( conv{2*i+1}x3 s{1+stage} ), { stage + 1 } * pool2)",
    [
      "conv1: conv 1×3 < input",
      "conv2: conv 3×3 < conv1",
      "pool1: max pool 2 s2 < conv2",
      "conv3: conv 1×3 s2 < pool1",
      "conv4: conv 3×3 s2 < conv3",
      "pool2: max pool 2 s2 < conv4",
      "pool3: max pool 2 s2 < pool2",
    ]
  ),
  (
    "2*k residual(3*j conv3p{k+j} | conv{2*k+1}),2*pwconvnobias c4,2*I conv{i+1}",
    [
      "residual1.0.conv1: conv 3 < input",
      "residual1.0.conv2: conv 3 p1 < residual1.0.conv1",
      "residual1.0.conv3: conv 3 p2 < residual1.0.conv2",
      "residual1.1.conv1: conv 1 < input",
      "residual1.add: add < residual1.0.conv3+residual1.1.conv1",
      "residual2.0.conv1: conv 3 p1 < residual1.add",
      "residual2.0.conv2: conv 3 p2 < residual2.0.conv1",
      "residual2.0.conv3: conv 3 p3 < residual2.0.conv2",
      "residual2.1.conv1: conv 3 < residual1.add",
      "residual2.add: add < residual2.0.conv3+residual2.1.conv1",
      "pwconv1: conv 1 < residual2.add",
      "pwconv2: conv 1 < pwconv1",
      "conv1: conv 1 < pwconv2",
      "conv2: conv 2 < conv1",
    ]
  ),
]
