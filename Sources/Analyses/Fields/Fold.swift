import ConvArithmetic
import LayerGraph

/// A field whose units are numbers of digits that are found in one or more dimensions of a value.
///
/// The unit of an element is v = Σ weightₖ·(⌊uₖ/innerₖ⌋ mod sizeₖ), uₖ being the element's place along
/// dimension `outputₖ`: what is left of an axis that was cut into windows, or flattened into tokens. No
/// digit is missing: one that is read as a whole goes into the field.
struct Fold: Hashable, Sendable {
  var local: LocalField
  /// The lowest first; at least one.
  var digits: [Route.Digit]
  /// The single digit is found `offset` places further on, because others were set before it, or before,
  /// when some were cut off. 0 for several.
  var offset = 0
  /// The axis was turned round by so many of its units: those past the end of `length` units begin again
  /// at the first.
  var turn: Turn?

  struct Turn: Hashable, Sendable {
    var by: Int
    let length: Int
  }

  /// More digits than this are not followed.
  static let maximumDigits = 8
  /// More paths than this that lead to different places are not kept.
  static let maximumCount = 4

  init(_ local: LocalField, _ digits: [Route.Digit]) {
    self.local = local
    self.digits = digits
  }

  /// A field that lies along one dimension.
  init(_ local: LocalField, along dimension: Int, of shape: Shape) {
    self.init(
      local,
      [Route.Digit(output: dimension, inner: 1, size: shape[dimension].constant, weight: 1)])
  }

  func isAtSamePlace(as other: Fold) -> Bool {
    digits == other.digits && offset == other.offset && turn == other.turn
  }

  /// What can be said without knowing where the units lie.
  var form: Known<LocalField> {
    if turn != nil { return .unknown(.piecewise) }
    return local.map.period == 1 || hasEveryUnit ? .known(local) : .unknown(.refolded)
  }

  /// Whether the units are 0, 1, 2, …, so that each phase of the field occurs.
  private var hasEveryUnit: Bool {
    var next: Int? = 1
    for digit in digits {
      if digit.weight != next { return false }
      next = (try? digit.top()) ?? nil
    }
    return true
  }

  /// The only dimension, where place u of it holds unit u. An axis of a single position that was
  /// flattened away lies nowhere.
  func dimension(in shape: Shape) -> Int? {
    guard digits.count == 1, offset == 0, let digit = digits.first, digit.inner == 1,
      digit.weight == 1, digit.size != 1, shape.dims.indices.contains(digit.output),
      digit.size == shape[digit.output].constant
    else { return nil }
    return digit.output
  }
}
