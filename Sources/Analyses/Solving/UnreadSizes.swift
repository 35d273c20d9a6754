import ConvArithmetic
import LayerGraph

/// For which sizes every position of the input is read.
///
/// A period T further on, a network reads what it read, and the same moved by T: on the way from an output to a position
/// nothing is where the input ends that wasn't there before. So if all n ≥ T positions are read, n + T are. In each
/// remainder there is a first such size, found by bisection; and where there is none as soon as no unit sees both ends,
/// there is none at all.
struct UnreadSizes {
  private let problem: SizeProblem
  private let answers: [SizeSolution.Answer]
  private let sets: [SizeSet]
  private let period: SizePeriod
  private var known: [Int: Known<[Int]>?] = [:]

  /// Nil where an answer isn't known.
  init?(_ problem: SizeProblem, _ answers: [SizeSolution.Answer]) {
    (self.problem, self.answers, sets) = (problem, answers, answers.compactMap(\.set.value))
    if sets.count < answers.count { return nil }
    period = SizePeriod(problem.report, symbols: problem.symbols)
      .lookingAtRemainders(of: problem.report, symbols: problem.symbols)
  }

  mutating func narrowed() -> [SizeSolution.Answer] {
    answers.indices.map { index in
      do throws(UnknownReason) {
        guard let length = period.length, period.order == .everywhere, length <= Self.longest else {
          return try scanned(index)
        }
        return try bisected(index, length)
      } catch {
        return answers[index].with(.unknown(error))
      }
    }
  }

  /// With a longer period there would be more sizes to look at than when going through them.
  private static let longest = SizeProblem.maximumScan / 16

  private mutating func bisected(
    _ index: Int, _ length: Int
  ) throws(UnknownReason) -> SizeSolution.Answer {
    let set = sets[index]
    var ranges: [[(least: Int, greatest: Int?)]] = []
    var last: Int?
    // From here on no unit sees both ends.
    let far = period.reach.flatMap { try? $0.plus(length).times(2) }
    for remainder in 0..<length {
      let residues = Residues(modulus: length) { $0 == remainder }
      guard let own = set.intersection(SizeSet(residues)) else { throw .periodTooLong }
      var found: [(least: Int, greatest: Int?)] = []
      if own.contains(remainder), try isRead(remainder, index) { found.append((0, 0)) }
      if let least = own.next(atLeast: length),
        let end = own.next(atLeast: max(least, far ?? SizeProblem.maximumScan)) ?? own.greatest
      {
        if try isRead(end, index) {
          let first = try first(in: own, from: least, to: end, index)
          found.append((first / length, nil))
        } else if far == nil, !own.isBounded {
          last = min(last ?? end, end)
        }
      }
      ranges.append(found)
    }
    guard let read = try? SizeSet(period: length, ranges), let whole = read.intersection(set) else {
      throw .periodTooLong
    }
    // Remainders that were not read so far may be, further on.
    guard let last else { return answers[index].with(.known(whole)) }
    let part = whole.intersection(SizeSet(1...last))
    return answers[index].with(
      part.map { .known($0) } ?? .unknown(.periodTooLong), .checked(upTo: last))
  }

  /// The first member all of which is read; the end is one.
  private mutating func first(
    in own: SizeSet, from least: Int, to end: Int, _ index: Int
  ) throws(UnknownReason) -> Int {
    if try isRead(least, index) { return least }
    var (below, above) = (least, end)
    while let next = own.next(atLeast: below + 1), next < above {
      let middle = own.next(atLeast: below + (above - below) / 2) ?? next
      let size = middle > below && middle < above ? middle : next
      if try isRead(size, index) { above = size } else { below = size }
    }
    return above
  }

  /// One size after the other: until no unit sees both ends and a period more, which then repeats; else to a bound.
  private mutating func scanned(_ index: Int) throws(UnknownReason) -> SizeSolution.Answer {
    let (set, answer) = (sets[index], answers[index])
    guard let least = set.least else { return answer }
    let bound = (try? least.plus(SizeProblem.maximumScan / 4)) ?? .max
    let repeated = try repetition(from: least)
    let last = repeated.map(\.last) ?? bound
    var found: [Int] = []
    var next: Int? = least
    while let size = next, size <= last {
      if try isRead(size, index) { found.append(size) }
      next = size < .max ? set.next(atLeast: size + 1) : nil
    }
    if set.greatest.map({ $0 <= last }) ?? false {
      return answer.with(.known(SizeSet(members: found)))
    }
    guard let repeated else {
      return answer.with(.known(SizeSet(members: found)), .checked(upTo: last))
    }
    let members = Set(found)
    let tail = Residues(modulus: repeated.period) { remainder in
      members.contains(last - (last - remainder).floorRemainder(repeated.period))
    }
    let start = last - repeated.period + 1
    let all = SizeSet(members: found.filter { $0 < start }, then: tail, from: start)
    return answer.with(all.intersection(set).map { .known($0) } ?? .unknown(.periodTooLong))
  }

  /// The size from which on the remainder decides is a period before the last that is looked at.
  private func repetition(
    from least: Int
  ) throws(UnknownReason) -> (last: Int, period: Int)? {
    guard let length = period.length, let reach = period.reach, period.order != .none,
      let last = try? reach.plus(length).times(2).plus(max(least, 1)).plus(2 * length),
      last - least <= SizeProblem.maximumScan
    else { return nil }
    return (last, length)
  }

  /// Whether all positions are read along the axes of an answer that has this size, and the others the nearest that they
  /// can.
  private mutating func isRead(_ size: Int, _ index: Int) throws(UnknownReason) -> Bool {
    switch unread(at: size) {
    case nil: return false
    case .unknown(let reason)?: throw reason
    case .known(let axes)?: return !axes.contains { problem.has(answers[index].symbols, at: $0) }
    }
  }

  /// Nil where the network doesn't take it.
  private mutating func unread(at size: Int) -> Known<[Int]>? {
    if let known = known[size] { return known }
    var values: [String: Int] = [:]
    for (answer, set) in zip(answers, sets) {
      let own = set.next(atLeast: size) ?? set.last(atMost: size)
      for symbol in answer.symbols { values[symbol] = own }
    }
    let axes = (try? problem.report.putting(values))?.unreadAxes
    known[size] = .some(axes)
    return axes
  }
}

extension Report {
  /// The axes of the first input along which positions are never read.
  var unreadAxes: Known<[Int]> {
    var axes: [Int] = []
    for finding in Waste(report: self).findings where finding.layers.first == inputs.first {
      if case .unknown(let reason) = finding.facts { return .unknown(reason) }
      if let axis = finding.axis { axes.append(axis) }
    }
    return .known(axes)
  }
}
