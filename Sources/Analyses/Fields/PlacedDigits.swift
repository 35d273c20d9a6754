import ConvArithmetic
import LayerGraph

/// A field and the digits of its units, on the way through a layer: `Placed`, taken apart.
struct PlacedDigits {
  var local: LocalField
  var digits: [Digit]
  var offset: Int
  var turn: Placement.Turn?

  /// More digits than this are not followed.
  static let maximumDigits = 8

  init(_ placed: Placed, in shape: Shape) {
    local = placed.local
    digits = placed.placement.digits(in: shape)
    (offset, turn) = (placed.placement.offset, placed.placement.turn)
  }

  /// Place u of the single digit's dimension is found at place u + distance of the value before, whose
  /// shape is `before`.
  mutating func shift(
    by distance: Int, to output: Int, from before: Shape, in shape: Shape
  ) throws(UnknownReason) {
    guard let digit = digits.first, shape.dims.indices.contains(output) else { throw .refolded }
    let length = shape[output].constant
    if turn != nil {
      // Only as a whole, which the other piece makes up again.
      guard digit.inner == 1, digit.weight == 1, offset == 0 else { throw .piecewise }
      local = try local.following(.shift(by: distance))
      digits = [Digit(dimension: output, inner: 1, size: length, weight: 1)]
      return
    }
    // With nothing above it a digit begins nowhere again: places beyond its last are not its first.
    let size = isHighest(in: before) ? nil : digit.size
    digits = [Digit(dimension: output, inner: digit.inner, size: size, weight: digit.weight)]
    do throws(ArithmeticError) {
      offset = try offset.minus(distance)
      // Whole turns that were cut off make no difference.
      if offset < 0, let size { offset %= try digit.inner.times(size) }
    } catch {
      throw .tooLarge
    }
  }

  /// The field of a single digit as one of places along its dimension.
  func unfolded(in shape: Shape) throws(UnknownReason) -> LocalField {
    guard digits.count == 1, let digit = digits.first, digit.weight == 1 else { throw .refolded }
    if turn != nil { throw .piecewise }
    var field = local
    if !isHighest(in: shape), let size = digit.size {
      field = try field.following(AxisMap(.repeating(length: size)))
    }
    if digit.inner > 1 {
      field = try field.following(
        AxisMap(.span(.init(advance: 1, low: 0, high: 0, divisor: digit.inner))))
    }
    if offset == 0 { return field }
    guard let distance = try? 0.minus(offset) else { throw .tooLarge }
    return try field.following(.shift(by: distance))
  }

  /// Whether the single digit takes no remainder: nothing of its dimension lies above.
  func isHighest(in shape: Shape) -> Bool {
    guard let digit = digits.first, let size = digit.size else { return true }
    guard offset == 0, shape.dims.indices.contains(digit.dimension),
      let length = shape[digit.dimension].constant, let top = try? digit.inner.times(size)
    else { return false }
    return top >= length
  }
}
