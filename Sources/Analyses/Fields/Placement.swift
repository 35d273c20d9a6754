import ConvArithmetic
import LayerGraph

/// Where the units of a local field lie in a value.
///
/// Unit v is found where v = Σ weightₖ·(⌊uₖ/innerₖ⌋ mod sizeₖ), uₖ being the place along the dimension of digit k. No
/// digit is missing: one that is read as a whole goes into the field. 12 columns in windows of 4, unit 7 being
/// window 1, place 3:
///
///     as columns     [ 0  1  2  3  4  5  6 (7) 8  9 10 11 ]          along dimension 2
///     as windows     window 0: 0 1 2 3   1: 4 5 6 (7)   2: 8 9 …     place · 1 + window · 4, dimensions 2 and 3
///     rolled by 2    [ 2  3  4  5  6 (7) 8  9 10 11  0  1 ]          along dimension 2, turned by 2 of 12
///     a token before [ t  0  1  2  3  4  5  6 (7) 8  9 10 11 ]       along dimension 2, 1 place further on
struct Placement: Hashable, Sendable {
  /// That of the lowest digit.
  let dimension: Int
  /// Nil in the common case, unit u at place u of the dimension: no allocation.
  private let detail: Detail?

  private final class Detail: Hashable, Sendable {
    /// The lowest first; at least one.
    let digits: [Digit]
    let offset: Int
    let turn: Turn?

    init(digits: [Digit], offset: Int, turn: Turn?) {
      (self.digits, self.offset, self.turn) = (digits, offset, turn)
    }

    static func == (one: Detail, other: Detail) -> Bool {
      one.digits == other.digits && one.offset == other.offset && one.turn == other.turn
    }

    func hash(into hasher: inout Hasher) { hasher.combine(digits) }
  }

  /// The axis was turned round by so many of its units: those past the end of `length` units begin again
  /// at the first.
  struct Turn: Hashable, Sendable {
    var by: Int
    let length: Int
  }

  /// Unit u at place u.
  static func along(_ dimension: Int) -> Placement { Placement(dimension: dimension, detail: nil) }

  private init(dimension: Int, detail: Detail?) {
    (self.dimension, self.detail) = (dimension, detail)
  }

  /// - Parameters:
  ///   - digits: the lowest first; at least one.
  ///   - offset: the single digit is found so many places further on, because others were set before it, or before,
  ///     when some were cut off. 0 for several.
  ///   - shape: of the value: a digit that is all of a dimension is that dimension.
  init(_ digits: [Digit], offset: Int = 0, turn: Turn? = nil, in shape: Shape) {
    dimension = digits.first?.dimension ?? 0
    let isWhole = digits.count == 1 && offset == 0 && turn == nil && digits[0].isAll(of: shape)
    detail = isWhole ? nil : Detail(digits: digits, offset: offset, turn: turn)
  }

  /// Whether unit u is at place u of the dimension.
  var isAlong: Bool { detail == nil }
  var offset: Int { detail?.offset ?? 0 }
  var turn: Turn? { detail?.turn }

  func digits(in shape: Shape) -> [Digit] {
    if let detail { return detail.digits }
    let size = shape.dims.indices.contains(dimension) ? shape[dimension].constant : 1
    return [Digit(dimension: dimension, inner: 1, size: size, weight: 1)]
  }

  /// The only dimension in which the digits are found; nil for several.
  var onlyDimension: Int? {
    detail?.digits.allSatisfy { $0.dimension == dimension } ?? true ? dimension : nil
  }

  func lies(in dimension: Int) -> Bool {
    detail?.digits.contains { $0.dimension == dimension } ?? (self.dimension == dimension)
  }

  /// Whether there is one unit only, for all places.
  var isSingle: Bool { detail?.digits.allSatisfy { $0.size == 1 } ?? false }

  /// Whether a single digit is the unit's number.
  var isCount: Bool {
    guard let detail else { return true }
    return detail.digits.count == 1 && detail.digits[0].weight == 1 && detail.turn == nil
  }

  /// Whether the units are 0, 1, 2, …, so that each phase of a field occurs.
  var hasEveryUnit: Bool {
    guard let detail else { return true }
    var next: Int? = 1
    for digit in detail.digits {
      if digit.weight != next { return false }
      next = (try? digit.top()) ?? nil
    }
    return true
  }

  /// The turn of an axis that lies along a dimension, `.some(nil)` where it was not turned round; nil where it lies
  /// otherwise.
  func turn(along dimension: Int) -> Turn?? {
    guard self.dimension == dimension else { return nil }
    guard let detail else { return .some(nil) }
    guard let turn = detail.turn, detail.digits.count == 1, detail.offset == 0,
      detail.digits[0].inner == 1, detail.digits[0].weight == 1
    else { return nil }
    return turn
  }
}

/// A local field and where its units lie.
struct Placed: Hashable, Sendable {
  let local: LocalField
  let placement: Placement

  init(_ local: LocalField, _ placement: Placement) {
    (self.local, self.placement) = (local, placement)
  }

  /// What can be said without knowing where the units lie.
  var form: Known<LocalField> {
    if placement.turn != nil { return .unknown(.piecewise) }
    return local.map.period == 1 || placement.hasEveryUnit ? .known(local) : .unknown(.refolded)
  }
}

extension Digit {
  /// Whether place u of the dimension is digit u. A dimension of a single position that was flattened away lies
  /// nowhere.
  fileprivate func isAll(of shape: Shape) -> Bool {
    inner == 1 && weight == 1 && size != 1 && shape.dims.indices.contains(dimension)
      && size == shape[dimension].constant
  }
}
