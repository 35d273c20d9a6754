@testable import ConvArithmetic
import TestSupport
import Testing

/// Numbers from anywhere: answered exactly, or refused, at once and without a trap.
@Suite struct HugeMapTests {
  private static let extremes = [
    Int.min, Int.min + 1, -1_000_000_000_000_000_000, -1_000_000_000, -7, -1, 0, 1, 2, 3, 5, 4096,
    1_000_000_000, 1_000_000_000_000_000_000, Int.max / 2, Int.max - 1, Int.max,
  ]

  private static func draw(_ random: inout SplitMix64) -> AxisMap {
    func number() -> Int {
      Int.random(in: 0...1, using: &random) == 0
        ? Int.random(in: 0...4, using: &random) : extremes.randomElement(using: &random) ?? 0
    }
    let taps = AxisMap.Taps(stride: number(), offset: number(), step: number(), count: number())
    let kinds: [AxisMap.Kind] = [
      .window(taps), .transposed(taps),
      .span(
        .init(
          advance: number(), low: number(), high: number(), divisor: number(),
          sampleOffset: Bool.random(using: &random) ? number() : nil)),
      .block(units: number(), size: number(), offset: number()),
      .repeating(length: number()),
    ]
    let borders: [AxisMap.Border] = [.nothing, .clamp, .reflect, .wrap]
    return AxisMap(
      kinds.randomElement(using: &random) ?? .window(taps),
      border: borders.randomElement(using: &random) ?? .nothing)
  }

  @Test func nothingTraps() throws {
    var random = SplitMix64(seed: 5)
    var answers = 0
    let start = ContinuousClock.now
    for _ in 0..<1500 {
      let map = Self.draw(&random)
      let (unit, other) = (
        Self.extremes.randomElement(using: &random) ?? 0,
        Self.extremes.randomElement(using: &random) ?? 0
      )
      if let read = try? map.positions(readBy: unit) {
        _ = try? read.hull()
        _ = try? read.term(other)
      }
      let units = PositionSet(Interval(min(unit, other), max(unit, other)))
      for extent in [Int.min, -1, 0, 1, 3, 1_000_000_000, .max] {
        if let read = try? map.pullBack(units, extent: extent) {
          answers += 1
          let inside = extent < 1 ? .empty : Interval(0, extent - 1)
          if read.intersection(inside) != read { Issue.record("\(map) \(extent) \(read)") }
        }
        let count = Self.extremes.randomElement(using: &random) ?? 0
        _ = try? map.pushForward(units.intersection(Interval(0, 9)), extent: extent, count: count)
      }
      _ = try? map.samplingPoint(of: unit)
      var centres: CentreMap? = .identity
      for _ in 0..<3 {
        centres = try? centres?.followed(by: Self.draw(&random))
        guard let known = centres else { break }
        _ = try? known.centre(of: unit)
        _ = try? known.apart()
        _ = try? known.merged(with: .identity)
      }
      var field: FieldMap? = .identity
      for _ in 0..<3 {
        field = try? field?.followed(by: Self.draw(&random))
        guard let known = field else { break }
        _ = try? known.hull(of: unit)
        _ = try? known.positions(of: unit)
        _ = (try? known.jump(), try? known.sizes(), try? known.start(), try? known.worstCoverage())
        _ = try? known.merged(with: .identity)
        _ = try? known.merged(with: known)
      }
    }
    #expect(answers > 2000)
    print("Maps of huge numbers: \(answers) answers in \(ContinuousClock.now - start)")
  }

  @Test func numbersThatMeanNothingAreRefused() throws {
    let maps: [AxisMap.Kind] = [
      .window(.init(stride: -1, offset: 0, step: 1, count: 1)),
      .window(.init(stride: 1, offset: 0, step: 0, count: 2)),
      .window(.init(stride: 1, offset: 0, step: 1, count: 0)),
      .transposed(.init(stride: 0, offset: 0, step: 1, count: 1)),
      .span(.init(advance: 1, low: 0, high: 0, divisor: 0)),
      .span(.init(advance: 1, low: 1, high: 0, divisor: 1)),
      .span(.init(advance: -1, low: 0, high: 0, divisor: 1)),
      .block(units: 0, size: 1, offset: 0), .block(units: 1, size: 0, offset: 0),
      .block(units: 2, size: 1, offset: 0, hasQueries: true),
      .repeating(length: 0),
    ]
    for map in maps.map({ AxisMap($0) }) {
      #expect(throws: ArithmeticError.divisionByZero) { try map.positions(readBy: 0) }
      #expect(throws: ArithmeticError.divisionByZero) { try map.cycle() }
      #expect(throws: ArithmeticError.divisionByZero) { try map.samplingPoint(of: 0) }
      #expect(throws: ArithmeticError.divisionByZero) {
        try map.pullBack(PositionSet(Interval(0, 0)), extent: 1)
      }
      #expect(throws: ArithmeticError.divisionByZero) {
        try map.pushForward(PositionSet(Interval(0, 0)), extent: 1, count: 1)
      }
      #expect(throws: ArithmeticError.divisionByZero) { try FieldMap.identity.followed(by: map) }
      #expect(throws: ArithmeticError.divisionByZero) { try CentreMap.identity.followed(by: map) }
    }
  }

  /// Sets with many pieces in many phases: the coverage is given up before it takes time or room.
  @Test func manyPiecesInManyPhasesTakeNoTime() throws {
    let start = ContinuousClock.now
    for (pieces, gap) in [(2, 5000), (4, 5000), (2000, 4099), (4096, 3)] {
      let holes = AxisMap(.window(.init(stride: 1, offset: 0, step: gap, count: pieces)))
      let spread = AxisMap(
        .transposed(.init(stride: 4096, offset: 0, step: 1, count: 4096 * 4096)))
      let field = try #require(try FieldMap.identity.followed(by: holes)?.followed(by: spread))
      #expect(field.period == 4096)
      #expect(try field.hull(of: 0) == Interval(-4095, gap * (pieces - 1)))
      let shifted = try #require(try field.followed(by: .shift(by: 1)))
      let merged = try #require(try field.merged(with: shifted))
      #expect(try merged.hull(of: 0) == Interval(-4095, gap * (pieces - 1)))
    }
    #expect(ContinuousClock.now - start < .seconds(20))
  }

  @Test func hugeWindowsAreAnsweredAtOnce() throws {
    let billion = 1_000_000_000
    let window = AxisMap(.window(.init(stride: billion, offset: -5, step: 1, count: billion)))
    let read = try window.pullBack(PositionSet(Interval(0, 8)), extent: 20 * billion)
    #expect(read == PositionSet(Interval(0, 9 * billion - 6)))
    let field = try #require(try FieldMap.identity.followed(by: window)?.followed(by: window))
    #expect(try field.jump() == Rational(billion * billion))
    #expect(try field.sizes() == [billion * billion])
    #expect(throws: ArithmeticError.tooLarge) { try field.followed(by: window) }
    // Holes too many to list: the hull stays.
    let sparse = AxisMap(.window(.init(stride: 1, offset: 0, step: 2, count: billion)))
    let holes = try #require(try FieldMap.identity.followed(by: sparse))
    #expect(try holes.hull(of: 0) == Interval(0, 2 * billion - 2))
    #expect(holes.coverage == .unknown)
    #expect(try holes.positions(of: 0) == nil)
    #expect(try holes.worstCoverage() == nil)
    // Phases too many to list: no closed form, though one unit can still be asked.
    let up = AxisMap(.span(.init(advance: 1, low: 0, high: 0, divisor: billion)))
    #expect(try FieldMap.identity.followed(by: up) == nil)
    #expect(
      try up.pullBack(PositionSet(Interval(0, 5 * billion)), extent: billion)
        == PositionSet(Interval(0, 5)))
    let adaptive = AxisMap(
      .span(.init(advance: billion, low: 0, high: billion - 1, divisor: 1_000_000)))
    #expect(
      try adaptive.pullBack(PositionSet(Interval(0, 999_999)), extent: billion)
        == PositionSet(Interval(0, billion - 1)))
  }
}
