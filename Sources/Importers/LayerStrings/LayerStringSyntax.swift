import ConvArithmetic
import LayerGraph

/// A chain of a layer string as it was written.
struct LayerChain {
  var items: [LayerItem] = []
  /// How many layers it stands for, repetitions multiplied out.
  var layerCount = 0
}

struct LayerItem {
  var rounds = Rounds()
  let body: Body
  /// UTF-8 code units of the text, without the count.
  let range: Range<Int>

  /// How often it is repeated, and what the index is called that counts this.
  struct Rounds {
    var count = WrittenNumber.number(1)
    var index: String?

    static let setting = Setting(title: "the count", form: .single, least: 1)
  }

  /// The layers of one round but for those of chains inside, and their empty ones.
  var ownLayers: Int {
    switch body {
    case .layer(let body, _): body.layerCount
    case .indexed(let layer): layer.layerCount
    case .group: 0
    case .branches(_, let branches): 1 + branches.count(where: \.items.isEmpty)
    }
  }

  enum Body {
    case layer(LayerBody, LayerName)
    /// Another one in each round of a repeat around.
    case indexed(WrittenLayer)
    case branches(LayerName, [LayerChain])
    case group(LayerChain)
  }
}

/// What a layer's name, size and keys amount to.
enum LayerBody {
  case single(Operator)
  /// Several nodes; channels nil: those of its input.
  case squeezeExcite(squeeze: Int, channels: Int?)

  var layerCount: Int {
    switch self {
    case .single: 1
    case .squeezeExcite: Self.layersOfSqueezeExcite
    }
  }

  static let layersOfSqueezeExcite = 6
}

/// One layer's settings, before their meaning.
struct LayerCall {
  let name: LayerName
  var size: SettingValue?
  var values: [LayerKey: SettingValue] = [:]
  var flags: Set<LayerKey>
}

/// The numbers of one setting: a single one for all axes or one for each.
struct SettingValue {
  var before: [Rational]
  /// Where it differs from `before`.
  var after: [Rational]?
}

/// What is wrong, and the UTF-8 code units that show it.
struct LayerStringFault: Error {
  let reason: LayerStringError.Reason
  let range: Range<Int>

  init(_ reason: LayerStringError.Reason, _ range: Range<Int>) {
    self.reason = reason
    self.range = range
  }
}
