extension FieldMap {
  /// The field of a layer that reads this one through `map`.
  ///
  /// Formula: positions'(u) = ⋃ over v in map(u) of positions(v); for windows on an affine field this
  /// is R' = R + step·(count − 1)·jump, jump' = jump·stride.
  /// The new period is c_m·c/gcd(a_m, c) and the new advance a·a_m/gcd(a_m, c).
  /// - Returns: nil when the period would pass `maximumPeriod`, or the map goes backwards,
  ///   is a list or adds up: no closed form.
  /// - Complexity: O(1) for windows on an affine field, else O(period × distinct taps).
  public func followed(by map: AxisMap) throws(ArithmeticError) -> FieldMap? {
    if map.isIdentity { return self }
    switch map.kind {
    case .mirrored, .listed, .upTo, .onwards: return nil
    default: break
    }
    let (mapPeriod, mapAdvance) = try map.cycle()
    let divisor = greatestCommonDivisor(mapAdvance, period)
    guard mapPeriod <= Self.maximumPeriod else { return nil }
    let newPeriod = try mapPeriod.times(period / divisor)
    guard newPeriod > 0, newPeriod <= Self.maximumPeriod else { return nil }
    let newAdvance = try advance.times(mapAdvance / divisor)
    if newPeriod == 1 {
      let parts = try map.progressions(readBy: 0)
      if parts.count == 1, let hull = try denseHull(of: parts[0]) {
        return FieldMap(advance: newAdvance, affine: hull)
      }
    }
    return try composed(with: map, period: newPeriod, advance: newAdvance)
  }

  /// The hull of what the taps read when that is provably without holes and this field is affine.
  private func denseHull(of taps: Progression) throws(ArithmeticError) -> Interval? {
    guard rest.isEmpty, coverage == .dense, !first.isEmpty, taps.count > 0 else { return nil }
    let gap = try taps.step.times(advance)
    let size = try first.count()
    guard taps.count == 1 || gap <= size else { return nil }
    let low = try hull(of: taps.first)
    let high = try hull(of: try taps.term(taps.count - 1))
    return Interval(low.lower, high.upper)
  }

  private func composed(
    with map: AxisMap, period: Int, advance: Int
  ) throws(ArithmeticError) -> FieldMap? {
    var hulls: [Interval] = []
    var sets: [PositionSet] = []
    var areSetsKnown = true
    var steps = 0
    var pieces = Self.maximumPieces
    for unit in 0..<period {
      var (hull, set) = (Interval.empty, PositionSet.empty)
      for taps in try map.progressions(readBy: unit) {
        hull = hull.hull(with: try self.hull(readThrough: taps))
        steps += min(taps.count, self.period)
        guard steps <= Self.maximumSteps else { return nil }
        guard areSetsKnown else { continue }
        if let part = try positions(readThrough: taps, budget: &pieces) {
          set = set.isEmpty ? part : try set.union(part)
        } else {
          areSetsKnown = false
        }
      }
      hulls.append(hull)
      if areSetsKnown { sets.append(set) }
    }
    let coverage: Coverage =
      !areSetsKnown ? .unknown : sets.allSatisfy(\.isContiguous) ? .dense : .sets(sets)
    return FieldMap(advance: advance, hulls: hulls, coverage: coverage)
  }

  /// Work bound for one composition; past it there is no closed form.
  private static let maximumSteps = 1 << 18

  /// Taps one whole turn of residues apart read the same phases further on, so the least end lies in
  /// the first turn and the greatest in the last.
  private func hull(readThrough taps: Progression) throws(ArithmeticError) -> Interval {
    let turn = min(taps.count, period / greatestCommonDivisor(taps.step, period))
    var hull = Interval.empty
    for index in 0..<turn {
      hull = hull.hull(with: try self.hull(of: try taps.term(index)))
      hull = hull.hull(with: try self.hull(of: try taps.term(taps.count - 1 - index)))
    }
    return hull
  }

  /// The exact union, or nil when it has more pieces than are left.
  private func positions(
    readThrough taps: Progression, budget: inout Int
  ) throws(ArithmeticError) -> PositionSet? {
    if let run = try contiguousRun(readThrough: taps) { return PositionSet(run) }
    guard taps.count <= Self.maximumPieces else { return nil }
    var runs: [Interval] = []
    for index in 0..<taps.count {
      guard let set = try positions(of: try taps.term(index)) else { return nil }
      runs += set.runs
      guard runs.count <= Self.maximumPieces * 4 else { return nil }
    }
    let union = try PositionSet(union: runs)
    // Runs that fall together cost time though no room.
    budget -= max(union.runs.count - 1, runs.count / 32)
    return budget >= 0 ? union : nil
  }

  /// The union as one run when every phase is contiguous and the neighbours in one turn touch.
  private func contiguousRun(readThrough taps: Progression) throws(ArithmeticError) -> Interval? {
    guard coverage == .dense else { return nil }
    let turn = min(taps.count, try (period / greatestCommonDivisor(taps.step, period)).plus(1))
    var reached = Interval.empty
    for index in 0..<turn {
      let hull = try self.hull(of: try taps.term(index))
      if hull.isEmpty { return nil }
      if !reached.isEmpty, hull.lower > (try reached.upper.plus(1)) || hull.lower < reached.lower {
        return nil
      }
      reached = reached.hull(with: hull)
    }
    return try hull(readThrough: taps)
  }

  /// The common case of two affine fields that touch: no allocation.
  private func denseUnion(with other: FieldMap) throws(ArithmeticError) -> FieldMap? {
    guard rest.isEmpty, other.rest.isEmpty, advance == other.advance,
      coverage == .dense, other.coverage == .dense, !first.isEmpty, !other.first.isEmpty,
      try max(first.lower, other.first.lower) <= min(first.upper, other.first.upper).plus(1)
    else { return nil }
    return FieldMap(advance: advance, affine: first.hull(with: other.first))
  }

  /// The field of a unit that reads both: the union, phase by phase.
  /// - Returns: nil when the rates a/c differ (there is no periodic form) or the period gets too long.
  public func merged(with other: FieldMap) throws(ArithmeticError) -> FieldMap? {
    if let union = try denseUnion(with: other) { return union }
    guard try advance.times(other.period) == other.advance.times(period) else { return nil }
    let divisor = greatestCommonDivisor(period, other.period)
    let newPeriod = try (period / divisor).times(other.period)
    guard newPeriod <= Self.maximumPeriod else { return nil }
    var hulls: [Interval] = []
    var sets: [PositionSet]? = []
    var pieces = Self.maximumPieces
    for unit in 0..<newPeriod {
      let (mine, theirs) = (try hull(of: unit), try other.hull(of: unit))
      hulls.append(mine.hull(with: theirs))
      guard sets != nil else { continue }
      if let own = try positions(of: unit), let its = try other.positions(of: unit) {
        let union = try own.union(its)
        pieces -= max(0, union.runs.count - 1)
        sets?.append(union)
      } else {
        sets = nil
      }
      if pieces < 0 { sets = nil }
    }
    let newAdvance = try advance.times(newPeriod / period)
    guard let sets else { return FieldMap(advance: newAdvance, hulls: hulls, coverage: .unknown) }
    let isDense = sets.allSatisfy(\.isContiguous)
    return FieldMap(advance: newAdvance, hulls: hulls, coverage: isDense ? .dense : .sets(sets))
  }
}
