import ConvArithmetic
import LayerGraph

/// Layers that read some places of a dimension that holds a digit.
extension LayerStep {
  /// Whether only places are read that were set before those of the axis: a class token before others.
  func readsOnlyBefore(_ fold: Fold, _ digit: Route.Digit) -> Bool {
    guard fold.offset > 0, case .along(let output, let map) = route(of: digit),
      case .window(let taps) = map.kind, taps.count == 1, taps.offset >= 0
    else { return false }
    if taps.stride == 0 { return taps.offset < fold.offset }
    guard taps.stride == 1, to.dims.indices.contains(output), let length = to[output].constant
    else { return false }
    return (try? taps.offset.plus(length)).map { $0 <= fold.offset } ?? false
  }

  /// A digit of which a layer reads some values inside its range, as it would of a dimension.
  func pick(
    _ digit: Route.Digit, through map: AxisMap, along output: Int, of fold: inout Fold
  ) throws(UnknownReason) {
    let picked: (read: AxisMap, digit: Route.Digit)?
    do throws(ArithmeticError) {
      picked = try self.picked(digit, through: map, along: output)
    } catch {
      throw .tooLarge
    }
    guard let picked else { throw .refolded }
    fold.local = try fold.local.following(picked.read, node: node)
    fold.digits.append(picked.digit)
  }

  /// What is read of the field, and the digit that is left; nil where it reads past the digit's range.
  private func picked(
    _ digit: Route.Digit, through map: AxisMap, along output: Int
  ) throws(ArithmeticError) -> (read: AxisMap, digit: Route.Digit)? {
    guard case .window(let taps) = map.kind, taps.isAnchored, taps.offset >= 0 else { return nil }
    let weight = digit.weight
    if taps.stride == 0, taps.count == 1 {
      // The same place for all units: the digit has one value.
      let place = taps.offset.floorQuotient(digit.inner)
      let value = digit.size.map { place.floorRemainder($0) } ?? place
      return (
        .shift(by: try weight.times(value)),
        Route.Digit(output: output, inner: 1, size: 1, weight: weight)
      )
    }
    guard taps.stride >= 1, digit.inner == 1, let size = digit.size,
      size == from[digit.output].constant, to.dims.indices.contains(output),
      let units = to[output].constant
    else { return nil }
    let last = try taps.stride.times(units - 1).plus(taps.offset)
    guard try last.plus(try taps.step.times(taps.count - 1)) < size else { return nil }
    let window = AxisMap.Taps(
      stride: 1, offset: try weight.times(taps.offset), step: try weight.times(taps.step),
      count: taps.count)
    return (
      AxisMap(.window(window)),
      Route.Digit(output: output, inner: 1, size: units, weight: try weight.times(taps.stride))
    )
  }
}
