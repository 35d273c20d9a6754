import ConvArithmetic
package import LayerGraph

/// Each operator with every setting off its default, and what a document says of it.
package enum OperatorSamples {
  package static let all: [(Operator, String)] =
    sources + windows + normalizations + pointwise + moves + joins + products

  private static let h = Dim.symbol("H")

  private static let sources: [(Operator, String)] = [
    (.input(Input([1, 3, h])), #""op": "input", "shape": [1, 3, "H"]"#),
    (
      .constant(Constant([2, 5], isLearned: true, learnedElements: h)),
      #""op": "constant", "shape": [2, 5], "learned": true, "learnedElements": "H""#
    ),
    (
      .opaque(
        Opaque(
          name: "NonZero", outputs: 2, shapes: [[1], [h, 2]], isKnown: false,
          multiplyAccumulates: h, unread: UnreadConstants(elements: 5000, greatest: 4096))),
      #""op": "opaque", "kind": "NonZero", "outputCount": 2, "shapes": [[1], ["H", 2]], "#
        + #""known": false, "multiplyAccumulates": "H", "unread": {"elements": 5000, "greatest": 4096}"#
    ),
    (
      .opaque(Opaque(name: "NonZero", isKnown: true)),
      #""op": "opaque", "kind": "NonZero", "known": true"#
    ),
  ]

  private static let window = WindowSettings(
    kernel: [3, 5], stride: [2, 1], padding: .explicit(before: [1, 0], after: 2), dilation: 3)
  private static let windowText =
    #""kernel": [3, 5], "stride": [2, 1], "padding": {"before": [1, 0], "after": 2}"#

  private static let windows: [(Operator, String)] = [
    (
      .convolution(
        Convolution(
          window: window, outputChannels: 64, groups: 4, hasBias: false, paddingMode: .reflect,
          inputChannels: 16)),
      #""op": "convolution", \#(windowText), "paddingMode": "reflect", "dilation": 3, "groups": 4, "#
        + #""inputChannels": 16, "outputChannels": 64, "bias": false"#
    ),
    (
      .transposedConvolution(
        TransposedConvolution(
          window: window, outputChannels: 64, outputPadding: 1, groups: .depthwise, hasBias: false,
          inputChannels: 16)),
      #""op": "transposedConvolution", \#(windowText), "outputPadding": 1, "dilation": 3, "#
        + #""groups": "depthwise", "inputChannels": 16, "outputChannels": 64, "bias": false"#
    ),
    (
      .pool(Pool(window: window, function: .maximum, ceilMode: true)),
      #""op": "pool", "function": "maximum", \#(windowText), "dilation": 3, "ceil": true"#
    ),
    (
      .pool(
        Pool(window: window, function: .average(countIncludePad: false), ceilMode: true)),
      #""op": "pool", "function": "average", "countIncludePad": false, \#(windowText), "#
        + #""dilation": 3, "ceil": true"#
    ),
    (
      .pool(Pool(window: window, function: .lp(power: 3), ceilMode: true)),
      #""op": "pool", "function": "lp", "power": 3, \#(windowText), "dilation": 3, "ceil": true"#
    ),
    (
      .adaptivePool(AdaptivePool(function: .maximum, output: [nil, 7])),
      #""op": "adaptivePool", "function": "maximum", "output": [null, 7]"#
    ),
    (
      .adaptivePool(AdaptivePool(function: .average(countIncludePad: false), output: [1])),
      #""op": "adaptivePool", "function": "average", "countIncludePad": false, "output": 1"#
    ),
    (
      .adaptivePool(AdaptivePool(function: .lp(power: 2), output: [nil])),
      #""op": "adaptivePool", "function": "lp", "power": 2, "output": null"#
    ),
  ]

  private static let normalizations: [(Operator, String)] = [
    (
      .batchNorm(
        BatchNorm(
          isAffine: false, hasScale: false, hasRunningStatistics: false, epsilon: 0.1,
          channels: 8, hasBatchCounter: false)),
      #""op": "batchNorm", "channels": 8, "affine": false, "scale": false, "#
        + #""runningStatistics": false, "batchCounter": false, "epsilon": 0.1"#
    ),
    (
      .layerNorm(
        LayerNorm(
          axes: .channels, isAffine: false, hasBias: false, isCentered: false, epsilon: 1e-300)),
      #""op": "layerNorm", "axes": "channels", "affine": false, "bias": false, "#
        + #""centered": false, "epsilon": 1e-300"#
    ),
    (
      .groupNorm(GroupNorm(groups: 8, isAffine: false, isAffinePerGroup: true, epsilon: 1)),
      #""op": "groupNorm", "groups": 8, "affine": false, "affinePerGroup": true, "epsilon": 1.0"#
    ),
    (
      .instanceNorm(
        InstanceNorm(isAffine: true, hasRunningStatistics: true, epsilon: 2, hasBatchCounter: false)
      ),
      #""op": "instanceNorm", "affine": true, "runningStatistics": true, "#
        + #""batchCounter": false, "epsilon": 2.0"#
    ),
    (
      .localResponseNorm(LocalResponseNorm(size: 5, alpha: 1, beta: 0.5, k: 2)),
      #""op": "localResponseNorm", "size": 5, "alpha": 1.0, "beta": 0.5, "k": 2.0"#
    ),
  ]

  private static let pointwise: [(Operator, String)] =
    activations + [
      (
        .softmax(Softmax(dimension: 2, isLogarithmic: true, includesFollowing: true)),
        #""op": "softmax", "dimension": 2, "logarithmic": true, "includesFollowing": true"#
      ),
      (
        .dropout(Dropout(rate: 0.25, target: .branch)),
        #""op": "dropout", "rate": 0.25, "target": "branch""#
      ),
      (.identity(Identity()), #""op": "identity""#),
      (
        .scale(Scale(dimension: 1, hasBias: true, isLayerScale: true)),
        #""op": "scale", "dimension": 1, "bias": true, "layerScale": true"#
      ),
      (.elementwise(Elementwise(.lessOrEqual)), #""op": "elementwise", "function": "lessOrEqual""#),
      (.select(Select()), #""op": "select""#),
      (.cast(Cast(to: "int64")), #""op": "cast", "type": "int64""#),
      (
        .reduce(Reduce(.sumOfSquares, dimensions: [-1, 2], keepsDimensions: true)),
        #""op": "reduce", "function": "sumOfSquares", "dimensions": [-1, 2], "keepDimensions": true"#
      ),
    ]

  private static let activations: [(Operator, String)] = [
    (.relu, #""function": "relu""#),
    (.leakyRelu(slope: 0.2), #""function": "leakyRelu", "slope": 0.2"#),
    (.prelu(perChannel: true), #""function": "prelu", "perChannel": true"#),
    (.elu(alpha: -.infinity), #""function": "elu", "alpha": "-infinity""#),
    (.celu(alpha: 2), #""function": "celu", "alpha": 2.0"#),
    (.gelu(isTanhApproximation: true), #""function": "gelu", "tanhApproximation": true"#),
    (
      .hardSigmoid(slope: 1.0 / 6, offset: 0.25),
      #""function": "hardSigmoid", "slope": 0.16666666666666666, "offset": 0.25"#
    ),
    (
      .hardTanh(least: -3, greatest: .infinity),
      #""function": "hardTanh", "least": -3.0, "greatest": "infinity""#
    ),
    (.thresholdedRelu(alpha: 3), #""function": "thresholdedRelu", "alpha": 3.0"#),
    (.shrink(bias: 2, lambda: 1), #""function": "shrink", "bias": 2.0, "lambda": 1.0"#),
  ].map { function, text in
    (.activation(Activation(function)), #""op": "activation", "# + text)
  }

  private static let moves: [(Operator, String)] = [
    (.flatten(Flatten(first: 2, last: 3)), #""op": "flatten", "first": 2, "last": 3"#),
    (
      .reshape(Reshape([.copy, .infer, .value(5), .value(h)])),
      #""op": "reshape", "shape": ["=", "?", 5, "H"]"#
    ),
    (.permute(Permute([0, 2, 1])), #""op": "permute", "order": [0, 2, 1]"#),
    (.squeeze(Squeeze([-1])), #""op": "squeeze", "dimensions": [-1]"#),
    (.unsqueeze(Unsqueeze([0, 2])), #""op": "unsqueeze", "dimensions": [0, 2]"#),
    (
      .pixelShuffle(PixelShuffle(factor: 2, order: .blockFirst)),
      #""op": "pixelShuffle", "factor": 2, "order": "blockFirst""#
    ),
    (
      .pixelUnshuffle(PixelUnshuffle(factor: 3, order: .blockFirst)),
      #""op": "pixelUnshuffle", "factor": 3, "order": "blockFirst""#
    ),
    (.channelShuffle(ChannelShuffle(groups: 4)), #""op": "channelShuffle", "groups": 4"#),
    (.expand(Expand(shape: [1, h])), #""op": "expand", "shape": [1, "H"]"#),
    (.tile(Tile(repeats: [1, 2])), #""op": "tile", "repeats": [1, 2]"#),
    (
      .crop(Crop(before: [1, 2], after: 3)), #""op": "crop", "before": [1, 2], "after": 3"#
    ),
    (.cropLike(CropLike()), #""op": "cropLike""#),
    (
      .pad(Pad(before: 1, after: [h, -2], dimensions: [1, -1], mode: .circular, value: -1)),
      #""op": "pad", "before": 1, "after": ["H", -2], "dimensions": [1, -1], "mode": "circular", "value": -1.0"#
    ),
  ]

  private static let joins: [(Operator, String)] = [
    (.concat(Concat(dimension: -1)), #""op": "concat", "dimension": -1"#),
    (
      .split(Split(dimension: 2, parts: .sizes([1, 2]))),
      #""op": "split", "dimension": 2, "parts": [1, 2]"#
    ),
    (
      .split(Split(dimension: 2, parts: .count(3))), #""op": "split", "dimension": 2, "parts": 3"#
    ),
    (
      .slice(Slice(dimension: 2, start: -4, end: h, step: -2)),
      #""op": "slice", "dimension": 2, "step": -2, "start": -4, "end": "H""#
    ),
    (
      .gather(
        Gather(
          dimension: 1, indices: [0, -1, 2, 2], indexShape: [2, 2],
          unread: UnreadConstants(elements: 5000, greatest: 4096))),
      #""op": "gather", "dimension": 1, "indices": [0, -1, 2, 2], "indexShape": [2, 2], "#
        + #""unread": {"elements": 5000, "greatest": 4096}"#
    ),
    (
      resize(.cubic, .scale([2, half])),
      #""op": "resize", "mode": "cubic", "target": "scale", "scale": [2, "1/2"], \#(resizeText)"#
    ),
    (
      resize(.linear, .size([7, h])),
      #""op": "resize", "mode": "linear", "target": "size", "size": [7, "H"], \#(resizeText)"#
    ),
    (
      resize(.linear, .like),
      #""op": "resize", "mode": "linear", "target": "like", \#(resizeText)"#
    ),
    (
      .resize(Resize(mode: .nearest, target: .scale(2), coordinates: .halfPixel)),
      #""op": "resize", "mode": "nearest", "target": "scale", "scale": 2, "#
        + #""coordinates": "halfPixel", "rounding": "roundPreferFloor""#
    ),
  ]

  /// With all that a mode has, whether it uses it or not.
  private static func resize(_ mode: Resize.Mode, _ target: Resize.Target) -> Operator {
    var resize = Resize(
      mode: mode, target: target, coordinates: .alignCorners, dimensions: [1, -1])
    (resize.rounding, resize.cubicCoefficient, resize.keepsUnchanged) = (.ceil, -0.5, true)
    resize.usesFloat32 = true
    return .resize(resize)
  }
  private static let resizeText =
    #""coordinates": "alignCorners", "rounding": "ceil", "cubicCoefficient": -0.5, "#
    + #""dimensions": [1, -1], "keepsUnchanged": true, "float32": true"#

  private static let half = (try? Rational(1, over: 2)) ?? Rational(0)

  private static let products: [(Operator, String)] = [
    (
      .linear(Linear(outputFeatures: 10, hasBias: false, inputFeatures: 512)),
      #""op": "linear", "inputFeatures": 512, "outputFeatures": 10, "bias": false"#
    ),
    (.matMul(MatMul(transposesSecond: true)), #""op": "matMul", "transposeSecond": true"#),
    (
      .einsum(
        Einsum(
          inputs: [[.ellipsis, .letter("i")], [.letter("i"), .letter("J")]],
          output: [.ellipsis, .letter("J")])),
      #""op": "einsum", "equation": "...i,iJ->...J""#
    ),
    (
      .multiHeadAttention(MultiHeadAttention(heads: 12, hasBias: false)),
      #""op": "multiHeadAttention", "heads": 12, "bias": false"#
    ),
    (
      .windowAttention(
        WindowAttention(window: [7, 5], tableWindow: 7, shift: 3, heads: 4, hasBias: false)),
      #""op": "windowAttention", "window": [7, 5], "tableWindow": 7, "shift": 3, "heads": 4, "bias": false"#
    ),
  ]
}
