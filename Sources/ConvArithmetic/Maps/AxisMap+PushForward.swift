extension AxisMap {
  /// More steps than this for one axis of one layer means that the answer is too large.
  private static let maximumPushes = 1 << 16

  /// The units in 0..<count that read any of `positions`, all of which lie in 0..<extent.
  ///
  /// Unit r + k·c reads what unit r reads, moved by k·a: each tap of a phase and each run of positions
  /// give an interval of k. Units that also read past the ends, where a border rule holds, are asked
  /// one by one.
  /// - Throws: `ArithmeticError.tooLarge` past the bounds or 64 bits.
  /// - Complexity: O(period × taps × runs + units).
  public func pushForward(
    _ positions: PositionSet, extent: Int, count: Int
  ) throws(ArithmeticError) -> PositionSet {
    if let seeing = try cumulativeReaders(of: positions, count: count) { return seeing }
    let (period, advance) = try cycle()
    let phases = min(period, max(0, count))
    guard phases <= Self.maximumPushes else { throw .tooLarge }
    var seeing = UnitCollector(period: period, limit: Self.maximumPushes)
    for phase in 0..<phases {
      seeing.phase = phase
      let turns = Interval(0, (count - 1 - phase) / period)
      var footprints: [Interval] = []
      for read in try progressions(readBy: phase) {
        footprints += try read.footprints(limit: Self.maximumPushes)
      }
      try seeing.spend(footprints.count, times: positions.runs.count + 2)
      var outside: [Interval] = []
      for footprint in footprints {
        for run in positions.runs {
          let meeting = try Self.turns(footprint, advance, meeting: run)
          try seeing.append(meeting.intersection(turns))
        }
        if border == .nothing { continue }
        for beyond in [Interval(.min / 2, -1), Interval(extent, .max / 2)] {
          let reaching = try Self.turns(footprint, advance, meeting: beyond)
          outside.append(reaching.intersection(turns))
        }
      }
      for turns in try PositionSet(union: outside).runs {
        try seeing.spend(try turns.count(), times: footprints.count + 16)
        try append(turns, positions, extent, &seeing)
      }
    }
    return try PositionSet(union: seeing.units)
  }

  /// Of units that read all before or behind them, those that reach the first or the last of the positions; nil for
  /// other maps.
  private func cumulativeReaders(
    of positions: PositionSet, count: Int
  ) throws(ArithmeticError) -> PositionSet? {
    let all = Interval(0, try count.minus(1))
    switch kind {
    case .upTo(let offset):
      guard let first = positions.runs.first?.lower else { return .empty }
      return PositionSet(Interval(try first.minus(offset), all.upper).intersection(all))
    case .onwards(let offset):
      guard let last = positions.runs.last?.upper else { return .empty }
      return PositionSet(Interval(0, try last.minus(offset)).intersection(all))
    default: return nil
    }
  }

  /// The k for which the footprint moved by k·advance meets `run`.
  private static func turns(
    _ footprint: Interval, _ advance: Int, meeting run: Interval
  ) throws(ArithmeticError) -> Interval {
    if advance == 0 {
      return footprint.intersection(run).isEmpty ? .empty : Interval(0, .max)
    }
    let (near, far) = (try run.lower.minus(footprint.upper), try run.upper.minus(footprint.lower))
    if advance < 0 {
      let step = try 0.minus(advance)
      return Interval(try 0.minus(far).ceilQuotient(step), try 0.minus(near).floorQuotient(step))
    }
    return Interval(near.ceilQuotient(advance), far.floorQuotient(advance))
  }

  /// Asks each unit what it really reads.
  private func append(
    _ turns: Interval, _ positions: PositionSet, _ extent: Int, _ seeing: inout UnitCollector
  ) throws(ArithmeticError) {
    for turn in turns.lower...turns.upper {
      let unit = try seeing.unit(turn)
      let read = try pullBack(PositionSet(Interval(unit, unit)), extent: extent)
      if read.meets(positions) { try seeing.append(Interval(turn, turn)) }
    }
  }
}

extension Progression {
  /// The runs of consecutive positions it is made of.
  fileprivate func footprints(limit: Int) throws(ArithmeticError) -> [Interval] {
    if count == 0 { return [] }
    if step == 1 || count == 1 { return [try hull()] }
    guard count <= limit else { throw .tooLarge }
    var footprints: [Interval] = []
    footprints.reserveCapacity(count)
    for index in 0..<count {
      let position = try term(index)
      footprints.append(Interval(position, position))
    }
    return footprints
  }
}

/// Units phase + k·period.
private struct UnitCollector {
  let period: Int
  let limit: Int
  var phase = 0
  private(set) var units: [Interval] = []
  private var budget = 1 << 20

  init(period: Int, limit: Int) {
    self.period = period
    self.limit = limit
  }

  /// Refuses more work in all than the budget.
  mutating func spend(_ count: Int, times cost: Int) throws(ArithmeticError) {
    let steps = try count.times(cost)
    guard steps <= budget else { throw .tooLarge }
    budget -= steps
  }

  func unit(_ turn: Int) throws(ArithmeticError) -> Int { try period.times(turn).plus(phase) }

  mutating func append(_ turns: Interval) throws(ArithmeticError) {
    if turns.isEmpty { return }
    guard units.count < limit else { throw .tooLarge }
    if period == 1 {
      units.append(turns)
      return
    }
    guard try turns.count() <= limit - units.count else { throw .tooLarge }
    for turn in turns.lower...turns.upper {
      let unit = try unit(turn)
      units.append(Interval(unit, unit))
    }
  }
}
