import ConvArithmetic
import LayerGraph

/// Axes that were cut up or merged on their way through one layer.
extension Reading {
  /// Each digit goes where its dimension goes.
  /// - Throws: why the field is lost.
  func passage(of placed: Placed, _ origin: Origin) throws(UnknownReason) -> Passage {
    var next = PlacedDigits(placed, in: from)
    for digit in next.digits where route(of: digit) == .nothing { return .nothing }
    if next.digits.count > 1 {
      try readWholeDigits(of: &next, origin)
      if next.digits.isEmpty { return passage(ofAll: next.local, origin, units: 0, 1) }
    }
    guard next.digits.count == 1, let digit = next.digits.first else {
      let digits = next.digits
      next.digits = []
      for digit in digits { try move(digit, of: &next, origin) }
      return .part(LocalPart([try next.placed(in: to)]))
    }
    if readsOnlyBefore(next, digit) { return .nothing }
    switch route(of: digit) {
    case .all: return try passage(ofAll: next, digit, origin)
    case .allAndOwn(let output):
      if case .part = try passage(ofAll: next, digit, origin) { throw .piecewise }
      next.digits = [digit.moved(to: output)]
      return .everythingAnd(LocalPart([try next.placed(in: to)]))
    case .piece(let output, let offset):
      try next.shift(by: -offset, to: output, from: from, in: to)
    case .along(let output, let map) where digit.size == 1 && map.alwaysReads:
      next.digits = [.single(in: output)]
    case .along(let output, .identity): next.digits = [digit.moved(to: output)]
    case .along(let output, let map):
      guard let distance = map.shiftDistance else {
        let local = try next.unfolded(in: from).following(
          map, length: from[digit.dimension], node: origin.node)
        return .part(.along(local, output))
      }
      try next.shift(by: distance, to: output, from: from, in: to)
    case .digits, .nothing, .lost, nil:
      guard next.offset == 0 else { throw reason(digit) }
      next.digits = try places(of: digit)
    }
    return .part(LocalPart([try next.placed(in: to)]))
  }

  /// All places along the dimension of a single digit.
  private func passage(
    ofAll placed: PlacedDigits, _ digit: Digit, _ origin: Origin
  ) throws(UnknownReason) -> Passage {
    guard placed.turn == nil, let size = digit.size, let places = from[digit.dimension].constant
    else { return .everything }
    let needed = try? digit.inner.times(size)
    let room = try? places.minus(max(0, placed.offset))
    // Of tokens that were cut off nobody knows whose place others took.
    guard placed.offset >= 0, let needed, let room, room >= needed else { throw .piecewise }
    return passage(ofAll: placed.local, origin, units: 0, Dim(size))
  }

  /// Those of several digits that every unit reads as a whole go into the field. Pixels that were put into channels are
  /// read together by a convolution, and what is left are the blocks.
  private func readWholeDigits(
    of placed: inout PlacedDigits, _ origin: Origin
  ) throws(UnknownReason) {
    let whole = placed.digits.filter {
      [.all, .allAndOwn(output: $0.dimension)].contains(route(of: $0))
    }
    if whole.isEmpty { return }
    for digit in whole {
      guard let size = digit.size else { throw .openSize(from[digit.dimension]) }
      placed.local = try placed.local.following(
        .run(of: size, step: digit.weight), node: origin.node)
    }
    placed.digits.removeAll { whole.contains($0) }
    if !placed.digits.isEmpty { placed = PlacedDigits(try placed.placed(in: from), in: from) }
  }

  /// One of several digits.
  private func move(
    _ digit: Digit, of placed: inout PlacedDigits, _ origin: Origin
  ) throws(UnknownReason) {
    switch route(of: digit) {
    case .along(let output, let map) where !map.isIdentity:
      guard let picked = try picked(digit, through: map, along: output) else { throw .refolded }
      placed.local = try placed.local.following(picked.read, node: origin.node)
      placed.digits.append(picked.digit)
    default:
      placed.digits += try places(of: digit)
    }
  }

  /// Where a digit is found after a layer that moves elements about.
  private func places(of digit: Digit) throws(UnknownReason) -> [Digit] {
    guard let route = route(of: digit) else { return [digit] }
    if case .along(let output, .identity) = route { return [digit.moved(to: output)] }
    guard case .digits(let digits) = route, let first = digits.first else { throw reason(digit) }
    let parts: [Digit]?
    do throws(ArithmeticError) { parts = try digit.parts(in: digits) } catch { throw .tooLarge }
    guard let parts else { throw .refolded }
    // A digit of one value is found anywhere.
    return parts.isEmpty ? [.single(in: first.dimension, weight: digit.weight)] : parts
  }

  /// Nil where the value has no such dimension: it became a scalar.
  private func route(of digit: Digit) -> Route? {
    routes.indices.contains(digit.dimension) ? routes[digit.dimension] : nil
  }

  private func reason(_ digit: Digit) -> UnknownReason {
    guard case .lost(let reason, _) = route(of: digit), reason != .folded else { return .refolded }
    return reason
  }
}

extension Reading {
  /// Whether only places are read that were set before those of the axis: a class token before others.
  private func readsOnlyBefore(_ placed: PlacedDigits, _ digit: Digit) -> Bool {
    guard placed.offset > 0, case .along(let output, let map) = route(of: digit),
      case .window(let taps) = map.kind, taps.count == 1, taps.offset >= 0
    else { return false }
    if taps.stride == 0 { return taps.offset < placed.offset }
    guard taps.stride == 1, to.dims.indices.contains(output), let length = to[output].constant
    else { return false }
    return (try? taps.offset.plus(length)).map { $0 <= placed.offset } ?? false
  }

  /// What is read of a field by a layer that reads some values of a digit inside its range, as it would of a dimension,
  /// and the digit that is left; nil where it reads past the range.
  private func picked(
    _ digit: Digit, through map: AxisMap, along output: Int
  ) throws(UnknownReason) -> (read: AxisMap, digit: Digit)? {
    do throws(ArithmeticError) {
      guard case .window(let taps) = map.kind, taps.isAnchored, taps.offset >= 0 else { return nil }
      let weight = digit.weight
      if taps.stride == 0, taps.count == 1 {
        // The same place for all units: the digit has one value.
        let place = taps.offset.floorQuotient(digit.inner)
        let value = digit.size.map { place.floorRemainder($0) } ?? place
        return (.shift(by: try weight.times(value)), .single(in: output, weight: weight))
      }
      guard taps.stride >= 1, digit.inner == 1, let size = digit.size,
        size == from[digit.dimension].constant, to.dims.indices.contains(output),
        let units = to[output].constant
      else { return nil }
      let last = try taps.stride.times(units - 1).plus(taps.offset)
      guard try last.plus(try taps.step.times(taps.count - 1)) < size else { return nil }
      let window = AxisMap.Taps(
        stride: 1, offset: try weight.times(taps.offset), step: try weight.times(taps.step),
        count: taps.count)
      return (
        AxisMap(.window(window)),
        Digit(dimension: output, inner: 1, size: units, weight: try weight.times(taps.stride))
      )
    } catch {
      throw .tooLarge
    }
  }
}

extension AxisMap {
  /// Whether every unit away from the ends reads something.
  fileprivate var alwaysReads: Bool {
    if case .transposed = kind { false } else { true }
  }
}
