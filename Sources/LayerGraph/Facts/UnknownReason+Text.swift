public import Escaping

extension UnknownReason: MessageConvertible {
  /// Fits after "unknown: " and "can't be determined: ".
  public var message: Message {
    switch self {
    case .tooLarge: "too large for exact arithmetic"
    case .opaque(let node): "depends on the unknown operator '\(node)'"
    case .openSize(let dim): "depends on \(dim), which is open"
    case .openPadding: "SAME padding depends on the remainder of an open size"
    case .piecewise: "it is made of pieces set side by side"
    case .ratesDiffer: "the branches advance at different rates"
    case .periodTooLong: "the pattern repeats too late for a closed form"
    case .folded: "the axis lies in one dimension with others"
    case .refolded: "the axis was folded with others and cut up again"
    case .cumulative:
      "what is seen adds up along the axis, so that each unit sees more than the one before"
    case .severalPlaces:
      "a unit sees several parts of the axis, which lie along different dimensions, as the products of queries and "
        + "keys do"
    case .unevenWeights:
      "antialiasing by a factor that is no whole number weighs what each unit reads in another way"
    case .listedPositions: "the positions that it reads follow no formula"
    case .roundedPositions:
      "a scale that float32 rounds decides its sizes and positions, which then follow no formula"
    case .reversed: "the axis was turned round, so that later units look further back"
    case .notModelled(let operation): "'\(operation)' is not modelled, or depends on values"
    case .unread(let constants):
      "it is decided by constants of \(constants.elements) numbers, of which at most "
        + "\(constants.greatest) are read"
    case .dataDependent: "which positions are read depends on values, not on sizes"
    case .tooManyInputs: "there are too many inputs to follow each of them"
    case .undecidedMaximum: "which moment needs most depends on the open sizes"
    }
  }
}
