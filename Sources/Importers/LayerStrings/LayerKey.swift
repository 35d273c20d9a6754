import LayerGraph

/// The settings that may follow a layer's name and size.
enum LayerKey: String, CaseIterable, Hashable, Sendable {
  case stride = "s"
  case padding = "p"
  case dilation = "d"
  case channels = "c"
  case groups = "g"
  case inputChannels = "i"
  case outputPadding = "op"
  // Words, which take no number.
  case samePadding = "psame"
  case sameLowerPadding = "psamelower"
  case noPadding = "pvalid"
  case ceil
  case bias, nobias
  case affine, noaffine
  case reflect, replicate, circular
  case align
  case perchannel

  /// What a key sets: keys of the same title exclude each other.
  var title: String {
    switch self {
    case .stride: "stride"
    case .padding, .samePadding, .sameLowerPadding, .noPadding: "padding"
    case .dilation: "dilation"
    case .channels: "channels"
    case .groups: "groups"
    case .inputChannels: "input channels"
    case .outputPadding: "output padding"
    case .ceil: "rounding"
    case .bias, .nobias: "bias"
    case .affine, .noaffine: "affine"
    case .reflect, .replicate, .circular: "padding mode"
    case .align: "corner alignment"
    case .perchannel: "slopes"
    }
  }

  /// How its number is written; nil for a word.
  var setting: Setting? {
    switch self {
    case .stride, .dilation: Setting(title: title, form: .axes, least: 1)
    case .padding: Setting(title: title, form: .sides, least: 0)
    case .outputPadding: Setting(title: title, form: .axes, least: 0)
    case .channels, .groups, .inputChannels: Setting(title: title, form: .single, least: 1)
    default: nil
    }
  }

  /// The key that another program's word for it stands for, to suggest it.
  static func suggestion(for word: String, among keys: [LayerKey]) -> String? {
    let found = longNames[word].flatMap { keys.contains($0) ? $0.rawValue : nil }
    let words = keys.filter { $0.setting == nil }.map(\.rawValue)
    return found ?? NearestName.suggestion(for: word, among: words)
  }

  private static let longNames: [String: LayerKey] = [
    "stride": .stride, "strides": .stride, "pad": .padding, "padding": .padding, "pads": .padding,
    "dil": .dilation, "dilation": .dilation, "dilations": .dilation, "ch": .channels,
    "channels": .channels, "out": .channels, "o": .channels, "f": .channels,
    "filters": .channels, "group": .groups, "groups": .groups, "in": .inputChannels,
    "same": .samePadding, "valid": .noPadding, "outputpadding": .outputPadding,
    "biasfalse": .nobias, "nb": .nobias, "ceilmode": .ceil,
  ]
}

/// How a number, or numbers, of a layer are written.
struct Setting: Hashable, Sendable {
  let title: String
  let form: Form
  /// Smaller numbers have no meaning.
  let least: Int
  var allowsDecimals = false

  enum Form: Hashable, Sendable {
    /// One number.
    case single
    /// One for all axes, or one for each: 3x5.
    case axes
    /// As axes, and where the sides differ before:after: 0x0:1x1.
    case sides
  }
}
