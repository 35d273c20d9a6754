import ConvArithmetic
@testable import TestSupport
import Testing

/// Pushing positions forward is pulling every unit back, only faster.
@Suite struct PushForwardTests {
  @Test func unitsFoundAreThoseThatReadThePositions() throws {
    var random = SplitMix64(seed: 20)
    func draw(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
    for _ in 0..<6000 {
      let taps = AxisMap.Taps(
        stride: draw(1...4), offset: draw(-5...5), step: draw(1...3), count: draw(1...4))
      let low = draw(-3...3)
      let kinds: [AxisMap.Kind] = [
        .window(taps), .transposed(taps),
        .window(.init(stride: 0, offset: draw(0...2), step: 1, count: 1)),
        .span(.init(advance: draw(0...7), low: low, high: low + draw(0...9), divisor: draw(1...5))),
        .span(
          .init(
            advance: draw(1...5), low: low, high: low + draw(0...9), divisor: draw(1...4),
            sampleOffset: draw(0...3))),
        .block(units: draw(1...4), size: draw(1...4), offset: draw(0...3)),
        .repeating(length: draw(1...4)),
        .mirrored(first: draw(-2...12), step: draw(1...4)),
      ]
      let borders: [AxisMap.Border] = [.nothing, .nothing, .clamp, .reflect, .wrap]
      let map = AxisMap(kinds[draw(0...kinds.count - 1)], border: borders[draw(0...4)])
      let (extent, count) = (draw(1...14), draw(1...14))
      let wanted = (0..<draw(1...3)).map { _ in draw(0...extent - 1) }
      let positions = try PositionSet(union: wanted.map { Interval($0, $0) })
      let expected = try (0..<count).filter {
        try map.pullBack(PositionSet(Interval($0, $0)), extent: extent).meets(positions)
      }
      let found = try map.pushForward(positions, extent: extent, count: count)
      #expect(
        found == (try PositionSet(union: expected.map { Interval($0, $0) })),
        "\(map) \(positions) extent \(extent) count \(count)")
      let run = Interval(draw(0...5), draw(5...20))
      let pulled = try PositionSet(
        union: (run.lower...run.upper).flatMap {
          try map.pullBack(PositionSet(Interval($0, $0)), extent: extent).runs
        })
      #expect(try map.pullBack(PositionSet(run), extent: extent) == pulled, "\(map) \(run)")
    }
  }
}
