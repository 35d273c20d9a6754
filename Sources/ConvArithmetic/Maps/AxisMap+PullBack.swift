/// Exact regions: which real positions a set of units reads, with the border rule applied.
extension AxisMap {
  /// More single steps than this for one axis of one layer means the answer is reported as too large.
  static let maximumSteps = 1 << 17

  /// The positions in 0..<extent that the units of `units` read.
  ///
  /// O(runs) where units read overlapping runs, otherwise O(units × positions), bounded.
  /// - Throws: `ArithmeticError.tooLarge` past the bound or 64 bits.
  public func pullBack(
    _ units: PositionSet, extent: Int
  ) throws(ArithmeticError) -> PositionSet {
    var work = 0
    return try pullBack(units, extent: extent, work: &work)
  }

  /// - Parameter work: grows by the number of intervals that the answer is put together from.
  package func pullBack(
    _ units: PositionSet, extent: Int, work: inout Int
  ) throws(ArithmeticError) -> PositionSet {
    guard isWellFormed else { throw .divisionByZero }
    var read: [Interval] = []
    defer { work += read.count }
    for run in units.runs { try append(positionsReadBy: run, to: &read) }
    return try fold(try PositionSet(union: read), into: extent)
  }

  private func append(
    positionsReadBy run: Interval, to read: inout [Interval]
  ) throws(ArithmeticError) {
    if case .repeating(let length) = kind {
      read += Self.remainders(of: run, length)
    } else if let whole = try contiguousHull(of: run) {
      read.append(whole)
    } else if let taps = slidingTaps, try run.count() > taps.count {
      try appendPerTap(taps, run, to: &read)
    } else {
      try appendPerUnit(run, to: &read)
    }
  }

  /// The hull of what a run of units reads, when it is known to be read without holes.
  private func contiguousHull(of run: Interval) throws(ArithmeticError) -> Interval? {
    switch kind {
    case .window(let taps) where taps.step == 1 && (taps.stride <= taps.count || run.isSingle):
      let first = try positions(readBy: run.lower).first
      return Interval(first, try positions(readBy: run.upper).hull().upper)
    case .transposed(let taps) where taps.step == 1:
      // i is read when its footprint stride·i + offset + 0…count−1 meets the run; footprints of a
      // single unit's readers are consecutive.
      let low = try run.lower.minus(taps.offset).minus(taps.count - 1)
      let high = try run.upper.minus(taps.offset)
      return Interval(low.ceilQuotient(taps.stride), high.floorQuotient(taps.stride))
    case .span(let span)
    where !span.narrowsAtPixels && !span.hasZeros && (run.isSingle || span.readsRuns):
      let first = try positions(readBy: run.lower).first
      return Interval(first, try positions(readBy: run.upper).hull().upper)
    case .block:
      let first = try positions(readBy: run.lower).first
      return Interval(first, try positions(readBy: run.upper).hull().upper)
    case .mirrored(_, let step) where step == 1 || run.isSingle:
      let last = try positions(readBy: run.upper).first
      return Interval(last, try positions(readBy: run.lower).first)
    case .upTo: return try positions(readBy: run.upper).hull()
    case .onwards: return try positions(readBy: run.lower).hull()
    default:
      return nil
    }
  }

  /// u mod length over a run of units: consecutive, but for the turn from length − 1 to 0.
  private static func remainders(of run: Interval, _ length: Int) -> [Interval] {
    // A difference that overflows is surely a whole turn.
    guard let difference = try? run.upper.minus(run.lower), difference < length - 1 else {
      return [Interval(0, length - 1)]
    }
    let (low, high) = (run.lower.floorRemainder(length), run.upper.floorRemainder(length))
    return low <= high ? [Interval(low, high)] : [Interval(0, high), Interval(low, length - 1)]
  }

  /// Where each tap over a run of units reads a run of positions: stride-1 windows, which shift it, and
  /// transposed windows, whose tap reads i where stride·i + offset + k·step lies in the run.
  private var slidingTaps: Taps? {
    switch kind {
    case .window(let taps) where taps.stride == 1: taps
    case .transposed(let taps): taps
    default: nil
    }
  }

  private func appendPerTap(
    _ taps: Taps, _ run: Interval, to read: inout [Interval]
  ) throws(ArithmeticError) {
    guard taps.count <= Self.maximumSteps - read.count else { throw .tooLarge }
    for tap in 0..<taps.count {
      let offset = try taps.offset.plus(try taps.step.times(tap))
      if case .transposed = kind {
        read.append(
          Interval(
            try run.lower.minus(offset).ceilQuotient(taps.stride),
            try run.upper.minus(offset).floorQuotient(taps.stride)))
      } else {
        read.append(try run.shifted(by: offset))
      }
    }
  }

  private func appendPerUnit(
    _ run: Interval, to read: inout [Interval]
  ) throws(ArithmeticError) {
    guard try run.count() <= Self.maximumSteps else { throw .tooLarge }
    for unit in run.lower...run.upper {
      for positions in try progressions(readBy: unit) {
        if positions.step == 1 {
          read.append(try positions.hull())
          continue
        }
        guard positions.count <= Self.maximumSteps - read.count else { throw .tooLarge }
        for index in 0..<positions.count {
          let position = try positions.term(index)
          read.append(Interval(position, position))
        }
      }
      guard read.count <= Self.maximumSteps else { throw .tooLarge }
    }
  }
}

extension AxisMap.Span {
  /// Whether neighbouring units leave no gap: α + β ≤ γ + δ.
  fileprivate var readsRuns: Bool {
    let (width, overflow) = high.subtractingReportingOverflow(low)
    return overflow || advance - divisor <= width
  }
}

// MARK: - Border rules

extension AxisMap {
  /// Applies the border rule: where positions outside 0..<extent really read from.
  private func fold(
    _ positions: PositionSet, into extent: Int
  ) throws(ArithmeticError) -> PositionSet {
    let inside = extent < 1 ? .empty : Interval(0, extent - 1)
    let kept = positions.intersection(inside)
    guard border != .nothing, extent > 0, let bounds = positions.runs.last,
      let first = positions.runs.first, first.lower < 0 || bounds.upper >= extent
    else { return kept }
    var folded = kept.runs
    for run in positions.runs {
      let before = run.intersection(Interval(.min, -1))
      let after = run.intersection(Interval(extent, .max))
      for outside in [before, after] where !outside.isEmpty {
        folded += try border.images(of: outside, extent: extent)
      }
    }
    return try PositionSet(union: folded)
  }
}

extension AxisMap.Border {
  /// Where an interval that lies wholly outside 0..<extent, on one side, reads from.
  fileprivate func images(
    of outside: Interval, extent: Int
  ) throws(ArithmeticError) -> [Interval] {
    let last = extent - 1
    switch self {
    case .nothing:
      return []
    case .clamp:
      return [outside.lower < 0 ? Interval(0, 0) : Interval(last, last)]
    case .reflect:
      return try Self.reflections(of: outside, last: last)
    case .wrap:
      guard let count = try? outside.count(), count < extent else { return [Interval(0, last)] }
      let low = outside.lower.floorRemainder(extent)
      let high = outside.upper.floorRemainder(extent)
      return low <= high ? [Interval(low, high)] : [Interval(low, last), Interval(0, high)]
    }
  }
  /// Places between mirrors at 0 and `last`: up and down again in 2·last steps.
  private static func reflections(
    of outside: Interval, last: Int
  ) throws(ArithmeticError) -> [Interval] {
    let (whole, turn) = (Interval(0, last), try last.times(2))
    guard let count = try? outside.count(), count < turn else { return [whole] }
    let low = outside.lower.floorRemainder(turn)
    let places = Interval(low, try low.plus(count - 1))
    var images: [Interval] = []
    for start in [0, turn] {
      let up = try places.shifted(by: 0.minus(start))
      images.append(up.intersection(whole))
      let down = up.intersection(Interval(last, turn))
      if !down.isEmpty { images.append(Interval(turn - down.upper, turn - down.lower)) }
    }
    return images
  }
}
