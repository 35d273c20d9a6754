@testable import ConvArithmetic
import TestSupport
import Testing

/// Centres against the definition: means of the centres of what is read, unit by unit.
@Suite struct CentreMapTests {
  private func chain(_ maps: [AxisMap]) throws -> CentreMap? {
    var centres: CentreMap? = .identity
    for map in maps { centres = try centres?.followed(by: map) }
    return centres
  }

  /// By the definition, from the last map to the first; nil where nothing is read.
  private func mean(_ maps: ArraySlice<AxisMap.Kind>, at unit: Int) throws -> Rational? {
    guard let last = maps.last else { return Rational(unit) }
    let before = maps.dropLast()
    if case .span(let span) = last, let offset = span.sampleOffset {
      let point = try Rational(span.advance * unit + offset, over: span.divisor)
      let share = try point - Rational(point.floor)
      let near = try mean(before, at: point.floor)
      let far = try share == 0 ? nil : mean(before, at: point.floor + 1)
      guard let near, let far else { return near ?? far }
      return try near + share * (far - near)
    }
    let centres = try last.members(of: unit).compactMap { try mean(before, at: $0) }
    if centres.isEmpty { return nil }
    var sum = Rational(0)
    for centre in centres { sum = try sum + centre }
    return try sum / Rational(centres.count)
  }

  @Test func singleMapsByTheDefinition() throws {
    for kind in MapCases.exhaustive {
      let centres = try #require(try chain([AxisMap(kind)]))
      for unit in -5...9 {
        let expected = try mean([kind], at: unit)
        #expect(try centres.centre(of: unit)?.least == expected, "\(kind) \(unit)")
      }
      #expect(centres.areAligned && centres.precision == 0)
    }
  }

  @Test func chainsByTheDefinition() throws {
    var random = SplitMix64(seed: 5)
    var (compared, periodic, empty) = (0, 0, 0)
    for _ in 0..<600 {
      let kinds = (0..<Int.random(in: 2...4, using: &random)).map { _ in MapCases.draw(&random) }
      guard let centres = try chain(kinds.map { AxisMap($0) }), centres.period < 64 else {
        continue
      }
      periodic += centres.period > 1 ? 1 : 0
      for unit in -3...6 {
        let expected = try mean(kinds[...], at: unit)
        compared += 1
        if expected == nil { empty += 1 }
        #expect(try centres.centre(of: unit)?.greatest == expected, "\(kinds) \(unit)")
      }
    }
    #expect(compared > 5000 && periodic > 100 && empty > 20)
  }

  private static let nearest = AxisMap(.span(.init(advance: 1, low: 0, high: 0, divisor: 2)))
  private static let bilinear = AxisMap(
    .span(.init(advance: 2, low: -1, high: 2, divisor: 4, sampleOffset: -1)))
  private static let corners = AxisMap(
    .span(.init(advance: 7, low: 0, high: 14, divisor: 15, sampleOffset: 0)))
  private static let asymmetric = AxisMap(
    .span(.init(advance: 1, low: 0, high: 1, divisor: 2, sampleOffset: 0)))
  private static func window(_ count: Int, stride: Int, offset: Int) -> AxisMap {
    AxisMap(.window(.init(stride: stride, offset: offset, step: 1, count: count)))
  }
  private static func transposed(_ count: Int, _ offset: Int) -> AxisMap {
    AxisMap(.transposed(.init(stride: 2, offset: offset, step: 1, count: count)))
  }

  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    let map: AxisMap
    /// Least and greatest distance from the map before, in halves of its positions.
    let halves: ClosedRange<Int>
    var period = 1
    var testDescription: String { name }
  }

  /// Beside a map that a 3×3 convolution with stride 2 halves and that is brought back.
  @Test(arguments: [
    Case(name: "nearest", map: nearest, halves: 0...2, period: 2),
    Case(name: "bilinear, half pixels", map: bilinear, halves: 1...1),
    Case(name: "bilinear, asymmetric", map: asymmetric, halves: 0...0),
    Case(name: "transposed 2", map: transposed(2, 0), halves: 0...2, period: 2),
    Case(name: "transposed 4, padding 1", map: transposed(4, -1), halves: 0...2, period: 2),
    Case(name: "transposed 3, padding 1", map: transposed(3, -1), halves: 0...0),
  ]) func broughtBack(_ example: Case) throws {
    let halved = try chain([Self.window(3, stride: 2, offset: -1), example.map])
    let merged = try #require(try halved?.merged(with: .identity))
    #expect(merged.period == example.period)
    let apart = try #require(try merged.apart())
    #expect(try apart.least == Rational(example.halves.lowerBound, over: 2))
    #expect(try apart.greatest == Rational(example.halves.upperBound, over: 2))
    #expect(merged.areAligned == (example.halves == 0...0))
  }

  /// 15 units over 8 positions: another jump, so there is no merging with it.
  @Test func ratesThatDifferDoNotMerge() throws {
    let halved = try chain([Self.window(3, stride: 2, offset: -1), Self.corners])
    #expect(try halved?.jump == Rational(14, over: 15))
    #expect(halved?.period == 1)
    #expect(try halved?.merged(with: .identity) == nil)
  }

  /// A layer averages both ends alike; a block of a residual keeps its input's.
  @Test func endsGoThroughLayers() throws {
    let coarse = try chain([Self.window(3, stride: 2, offset: -1), Self.nearest])
    let merged = try #require(try coarse?.merged(with: .identity))
    #expect(try merged.centre(of: 3) == .init(least: 2, greatest: 3))
    let conv = try #require(try merged.followed(by: Self.window(3, stride: 1, offset: -1)))
    let (third, two) = (try Rational(1, over: 3), try Rational(2, over: 3))
    #expect(try conv.apart() ?? (0, 0) == (third, two))
    #expect(try conv.centre(of: 3) == .init(least: 3 - third, greatest: 3))
    #expect(try conv.merged(with: merged)?.apart() ?? (0, 0) == (two, 1))
  }

  /// Thirds of thirds … leave 64 bits; then centres are rounded, and say so.
  @Test func longChainsRoundAndSaySo() throws {
    let conv = Self.window(3, stride: 1, offset: -1)
    let deep = try #require(
      try chain([Self.nearest] + Array(repeating: conv, count: 60)))
    #expect(deep.period == 1 && deep.precision > 0)
    #expect(try deep.precision < Rational(1, over: 100_000))
    // Phases are ½ apart at first, a third of that after each layer.
    let first = try #require(try deep.centre(of: 0)?.least)
    #expect(try first + Rational(1, over: 4) <= deep.precision)
    #expect(deep.areAligned)
    // What is apart by less than the rounding is not told from what is not.
    let other = try #require(
      try chain([Self.nearest] + Array(repeating: conv, count: 59) + [conv]))
    #expect(try deep.merged(with: other)?.areAligned == true)
    let moved = try #require(try deep.followed(by: .shift(by: 1)))
    #expect(try deep.merged(with: moved)?.areAligned == false)
  }

  /// Queries come from a unit's own place, keys and values from all of its window.
  @Test func windowsOfAttentionHaveTwoWays() throws {
    let attention = try #require(try chain([AxisMap(.block(size: 4, offset: 1))]))
    let half = try Rational(1, over: 2)
    #expect(try attention.centre(of: 1) == .init(least: 1, greatest: 2 + half))
    #expect(try attention.centre(of: 4) == .init(least: 2 + half, greatest: 4))
    #expect(try attention.apart() ?? (0, 0) == (half, 1 + half))
  }

  @Test func longPeriodsHaveNoClosedForm() throws {
    let up = AxisMap(.span(.init(advance: 1, low: 0, high: 0, divisor: 5000)))
    #expect(try chain([up]) == nil)
    let first = AxisMap(.span(.init(advance: 1, low: 0, high: 0, divisor: 4096)))
    let second = AxisMap(.span(.init(advance: 1, low: 0, high: 0, divisor: 4095)))
    #expect(try chain([first, second]) == nil)
    // In the fewest phases: twice four is eight, and a mean over all of them is one.
    let both = try chain([first, Self.window(4096, stride: 4096, offset: 0)])
    #expect(both == .identity)
  }
}
