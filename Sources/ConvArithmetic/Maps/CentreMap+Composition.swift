extension CentreMap {
  /// The centres of a layer that reads this one through `map`: the mean over what each unit reads, or
  /// the sampling point between two.
  /// - Returns: nil when the period would pass `FieldMap.maximumPeriod`: no closed form.
  /// - Complexity: O(1) for windows and interpolations on one phase, else O(period × distinct taps).
  public func followed(by map: AxisMap) throws(ArithmeticError) -> CentreMap? {
    if map.isIdentity { return self }
    let mean = try mean(over: map)
    return map.hasQueries ? try mean?.merged(with: self) : mean
  }

  private func mean(over map: AxisMap) throws(ArithmeticError) -> CentreMap? {
    let (mapPeriod, mapAdvance) = try map.cycle()
    let newJump = try jump * Rational(mapAdvance, over: mapPeriod)
    if rest.isEmpty, let middle = try map.middleOfUnitZero() {
      return CentreMap(
        jump: newJump, first: try first?.moved(by: try jump * middle), rest: [],
        roundings: roundings)
    }
    guard mapPeriod <= FieldMap.maximumPeriod else { return nil }
    let newPeriod = try mapPeriod.times(period / greatestCommonDivisor(mapAdvance, period))
    guard newPeriod <= FieldMap.maximumPeriod else { return nil }
    var offsets: [Centre?] = []
    var isRounded = false
    var steps = 0
    for unit in 0..<newPeriod {
      var mean = CentreMean()
      let start = try -(newJump * Rational(unit))
      if let point = try map.samplingPoint(of: unit) {
        try add(point, from: start, to: &mean)
      } else {
        let taps = try map.positions(readBy: unit)
        steps += min(taps.count, period)
        guard steps <= Self.maximumSteps else { return nil }
        try add(taps, from: start, to: &mean)
      }
      offsets.append(try mean.centre(&isRounded))
    }
    return CentreMap(
      jump: newJump, offsets: offsets, roundings: isRounded ? try roundings.plus(1) : roundings)
  }

  /// Work bound for one composition; past it there is no closed form.
  private static let maximumSteps = 1 << 18

  /// The neighbours of a sampling point p between i and i + 1 count 1 − w and w, w = p − i.
  private func add(
    _ point: Rational, from start: Rational, to mean: inout CentreMean
  ) throws(ArithmeticError) {
    let pixel = point.floor
    let share = try point - Rational(pixel)
    for (position, weight) in [(pixel, try 1 - share), (try pixel.plus(1), share)]
    where weight != 0 {
      guard let offset = offset(ofPhase: position.floorRemainder(period)) else { continue }
      let place = try start + jump * Rational(position)
      try mean.add(try offset.moved(by: place), weight: weight)
    }
  }

  /// Taps that are a whole turn of phases apart have the same offset: they count as one in their middle.
  private func add(
    _ taps: Progression, from start: Rational, to mean: inout CentreMean
  ) throws(ArithmeticError) {
    let turn = period / greatestCommonDivisor(taps.step, period)
    for index in 0..<min(taps.count, turn) {
      let position = try taps.term(index)
      guard let offset = offset(ofPhase: position.floorRemainder(period)) else { continue }
      let turns = (taps.count - 1 - index) / turn
      let span = try taps.step.times(turn).times(turns)
      let middle = try Rational(try position.times(2).plus(span), over: 2)
      try mean.add(try offset.moved(by: try start + jump * middle), weight: Rational(turns + 1))
    }
  }

  /// The centres of a unit that reads both: the least and the greatest, phase by phase.
  /// - Returns: nil when the jumps differ, or the period gets too long.
  public func merged(with other: CentreMap) throws(ArithmeticError) -> CentreMap? {
    guard jump == other.jump else { return nil }
    let most = max(roundings, other.roundings)
    if rest.isEmpty, other.rest.isEmpty {
      return CentreMap(
        jump: jump, first: Self.merged(first, other.first), rest: [], roundings: most)
    }
    let divisor = greatestCommonDivisor(period, other.period)
    let newPeriod = try (period / divisor).times(other.period)
    guard newPeriod <= FieldMap.maximumPeriod else { return nil }
    let offsets = (0..<newPeriod).map { unit in
      Self.merged(
        offset(ofPhase: unit % period), other.offset(ofPhase: unit % other.period))
    }
    return CentreMap(jump: jump, offsets: offsets, roundings: most)
  }

  private static func merged(_ first: Centre?, _ second: Centre?) -> Centre? {
    guard let first, let second else { return first ?? second }
    return first.merged(with: second)
  }
}
