/// The names and keys of layer strings, from the tables that the parser reads by.
public enum LayerReference {
  /// A layer, with all that may follow its name.
  public struct Layer: Hashable, Sendable {
    public let name: String
    /// Other names of the same.
    public let aliases: [String]
    /// What it is.
    public let summary: String
    /// What its size is called; nil where it takes none.
    public let size: String?
    public let isSizeRequired: Bool
    /// Whether chains in brackets follow.
    public let hasBranches: Bool
    public let keys: [String]
  }

  /// A setting after a layer's name and size.
  public struct Key: Hashable, Sendable {
    public let name: String
    /// With its numbers, as they may be written; of a word the word alone.
    public let examples: [String]
    public let summary: String
  }

  public static let layers: [Layer] = LayerName.allCases.map { name in
    let form = name.form
    var isRequired = false
    if case .required = form.size { isRequired = true }
    return Layer(
      name: name.rawValue, aliases: name.otherSpellings, summary: name.summary,
      size: form.size.setting?.title, isSizeRequired: isRequired, hasBranches: name.hasBranches,
      keys: form.keys.map(\.rawValue))
  }

  public static let keys: [Key] = LayerKey.allCases.map { key in
    let numbers: [String] =
      switch key.setting?.form {
      case nil: [""]
      case .single: ["64"]
      case .axes: ["2", "2x1"]
      case .sides: ["1", "1x2", "1:0"]
      }
    return Key(
      name: key.rawValue, examples: numbers.map { key.rawValue + $0 }, summary: key.summary)
  }
}

extension LayerName {
  /// What a newcomer must know of it.
  fileprivate var summary: String {
    switch self {
    case .conv: "convolution"
    case .dwconv: "depthwise convolution, a group for each channel"
    case .pwconv: "pointwise convolution, with a kernel of 1"
    case .tconv: "transposed convolution"
    case .pool: "max pool; its stride is its kernel unless s is said"
    case .avgpool: "average pool, padding counted"
    case .lppool: "L2 pool"
    case .gap: "global average pool"
    case .gmp: "global max pool"
    case .adaptivepool: "adaptive average pool to an output size"
    case .adaptivemaxpool: "adaptive max pool to an output size"
    case .fc: "linear layer; flattens first where axes are left"
    case .flatten: "channels and axes as one dimension"
    case .bn: "batch norm"
    case .ln: "layer norm over the channels of each position"
    case .gn: "group norm"
    case .lrn: "local response norm; of 5 channels unless said"
    case .instanceNorm: "instance norm, without factors unless affine"
    case .leaky: "leaky ReLU; slope 0.01 unless said"
    case .prelu: "ReLU with a learned slope"
    case .softmax: "softmax over the channels"
    case .dropout: "dropout; rate 0.5 unless said"
    case .identity: "nothing"
    case .scale: "a factor for each channel, without bias unless said"
    case .se: "squeeze-and-excitation"
    case .up: "nearest resize"
    case .upbilinear: "linear resize"
    case .upcubic: "cubic resize"
    case .shuffle: "pixel shuffle, depth to space"
    case .unshuffle: "pixel unshuffle, space to depth"
    case .channelshuffle: "channel shuffle"
    case .pad: "padding on its own"
    case .crop: "positions cut off at the sides"
    case .residual: "branches added; a single one to its input"
    case .concat: "branches side by side, as channels"
    case .add: "branches added"
    case .mul: "branches multiplied"
    case .relu: "max(x, 0)"
    case .relu6: "max(x, 0), 6 at most"
    case .elu, .selu, .celu: "exponential below 0"
    case .gelu, .silu, .mish, .softplus, .softsign, .sigmoid, .tanh, .hsigmoid, .hswish:
      "activation"
    }
  }
}

extension LayerKey {
  fileprivate var summary: String {
    switch self {
    case .stride: "stride"
    case .padding: "padding on both sides, or before:after"
    case .dilation: "dilation"
    case .channels: "output channels; left out, those of the input (of se: those that it gates)"
    case .groups: "groups"
    case .inputChannels: "the channels that the weight was made for, which are checked"
    case .outputPadding: "output padding"
    case .samePadding: "SAME padding, an odd position after"
    case .sameLowerPadding: "SAME padding, an odd position before"
    case .noPadding: "no padding"
    case .ceil: "output sizes rounded up"
    case .bias: "with a bias, as convolutions and fc are anyway"
    case .nobias: "without a bias"
    case .affine: "with a factor and a bias for each channel"
    case .noaffine: "without factors and biases"
    case .reflect: "padding mirrors the image"
    case .replicate: "padding repeats the border"
    case .circular: "padding comes from the other side"
    case .align: "corners of input and output are aligned"
    case .perchannel: "a slope for each channel"
    }
  }
}
