import ConvArithmetic
import LayerGraph

// MARK: - From units to what they read

extension Reading {
  /// What a box of the value asks of the input.
  /// - Parameters:
  ///   - mayCarryAxis: whether an axis of the source may lie in a dimension of the input: what is lost along others
  ///     makes no difference.
  ///   - work: grows by the number of runs gone through.
  /// - Complexity: O(dimensions · runs) but for windows with holes and dimensions that are cut up.
  func pulled(
    _ box: PositionBox, work: inout Int, _ mayCarryAxis: (Int) -> Bool
  ) throws(Problem) -> [PositionBox] {
    if keepsPlaces { return [box] }
    var asked = [PositionSet?](repeating: nil, count: routes.count)
    for (dimension, route) in routes.enumerated() {
      switch route {
      case .nothing: return []
      case .all, .allAndOwn, .digits: continue
      // The value became a scalar: of an axis of size 1 the only position is read.
      case .along(let output, _) where output >= to.rank: continue
      case .along(let output, let map) where map.isIdentity && from[dimension] == to[output]:
        if box.sets[output]?.isEmpty == true { return [] }
        asked[dimension] = box.sets[output]
      case .along(let output, let map):
        guard let positions = try pull(box, output, map, dimension, &work) else { return [] }
        asked[dimension] = try from.isWhole(positions, dimension) ? nil : positions
      case .piece(let output, let offset):
        guard let positions = try pull(box, output, .shift(by: -offset), dimension, &work) else {
          return []
        }
        asked[dimension] = try from.isWhole(positions, dimension) ? nil : positions
      case .lost(let reason, let output):
        guard mayCarryAxis(dimension) else { continue }
        try requireWhole(box, output, dimension, reason)
      }
    }
    let rest = PositionBox(sets: asked).asHull(box.isHull)
    return try exchange?.pulled(box, to: rest, of: to) ?? [rest]
  }

  /// Nil where nothing is read. One way to say "all" is left to the caller, so that demands that are the same are
  /// seen to be.
  private func pull(
    _ box: PositionBox, _ output: Int, _ map: AxisMap, _ dimension: Int, _ work: inout Int
  ) throws(Problem) -> PositionSet? {
    let units = try to.spelledOut(box.sets[output], output)
    guard let extent = from[dimension].constant else { throw .sizesOpen(from) }
    do throws(ArithmeticError) {
      let positions = try map.pullBack(units, extent: extent, work: &work)
      return positions.isEmpty ? nil : positions
    } catch {
      throw .undetermined(.tooLarge)
    }
  }

  /// All units of the value read all of the input, whoever reads which of it; what a part reads can't be told, nor what
  /// all do where some positions may be read by nobody.
  private func requireWhole(
    _ box: PositionBox, _ output: Int?, _ dimension: Int, _ reason: UnknownReason
  ) throws(Problem) {
    // Where the size of the input is a number and the loss is due to another, that is open, nobody else refuses.
    if reason.mayLeaveOut || reason.isOpenSize && output != nil && from[dimension].constant != nil {
      throw .undetermined(reason)
    }
    for output in output.map({ $0...$0 }).map(Array.init) ?? Array(box.sets.indices)
    where try !to.isWhole(box.sets[output], output) {
      throw .undetermined(reason == .folded ? .refolded : reason)
    }
  }
}

extension UnknownReason {
  /// Whether some positions may be read by nobody: what is picked, not rearranged.
  fileprivate var mayLeaveOut: Bool {
    switch self {
    case .piecewise, .dataDependent, .unread, .roundedPositions: true
    default: false
    }
  }

  fileprivate var isOpenSize: Bool { if case .openSize = self { true } else { false } }
}

// MARK: - From positions to the units that read them

extension Reading {
  /// The units that see a box of the input: along each dimension they read some of it.
  func pushed(_ before: PositionBox) throws(Problem) -> [PositionBox] {
    var after = PositionBox(sets: Array(repeating: nil, count: to.rank)).asHull(before.isHull)
    for (dimension, route) in routes.enumerated() {
      let isOwn = before.dimensions.contains(dimension)
      let output: Int
      let seeing: PositionSet?
      switch route {
      case .nothing: return []
      case .digits(let digits) where route.isDropped:
        if isOwn, let digit = digits.first, digit.dimension < to.rank {
          after.dimensions.insert(digit.dimension)
        }
        continue
      case .all, .allAndOwn, .digits: continue
      case .along(let place, _) where place >= to.rank: continue
      case .along(let place, let map) where map.isIdentity && from[dimension] == to[place]:
        (output, seeing) = (place, before.sets[dimension])
      case .along(let place, let map):
        (output, seeing) = (place, try push(before, dimension, map, place))
      case .piece(let place, let offset):
        (output, seeing) = (place, try push(before, dimension, .shift(by: -offset), place))
      case .lost(let reason, _):
        if isOwn { throw .undetermined(reason == .folded ? .refolded : reason) }
        continue
      }
      if isOwn { after.dimensions.insert(output) }
      guard let seeing else { continue }
      if !isOwn, let whole = try? to.whole(output), seeing == whole { continue }
      if !after.narrow(to: seeing, along: output) { return [] }
    }
    return try exchange?.pushed(before, to: after, of: to) ?? [after]
  }

  /// The units that read any of the positions, nil when that is not needed and can't be had.
  private func push(
    _ before: PositionBox, _ dimension: Int, _ map: AxisMap, _ output: Int
  ) throws(Problem) -> PositionSet? {
    let isOwn = before.dimensions.contains(dimension)
    guard let extent = from[dimension].constant, let count = to[output].constant, extent > 0 else {
      if isOwn { throw .sizesOpen(to) }
      return nil
    }
    do throws(ArithmeticError) {
      let positions = before.sets[dimension] ?? PositionSet(Interval(0, extent - 1))
      return try map.pushForward(positions, extent: extent, count: count)
    } catch {
      if isOwn { throw .undetermined(.tooLarge) }
      return nil
    }
  }
}
