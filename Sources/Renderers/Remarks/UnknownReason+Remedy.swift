import ConvArithmetic
import Escaping
import LayerGraph

extension UnknownReason {
  /// What makes the number known, or leaves out what isn't; nil where nothing does.
  var remedy: Message? {
    switch self {
    case .openSize: "--input gives it a number"
    case .openPadding: "--input or --assume decides it"
    case .undecidedMaximum: "--input or --assume decides"
    case .tooLarge: "a smaller --input can be counted"
    case .notModelled(let operation) where operation.hasSuffix(" input"):
      "--input NAME=SHAPE gives it as a tensor"
    case .opaque, .notModelled, .unread, .dataDependent:
      "--until NAME cuts the network off before it"
    case .tooManyInputs: "--on NAME looks at one of them"
    case .piecewise, .ratesDiffer, .periodTooLong, .folded, .refolded, .reversed, .cumulative,
      .listedPositions, .roundedPositions, .severalPlaces, .unevenWeights:
      "'rfcalc region' tells of a single unit where that can be told"
    }
  }
}
