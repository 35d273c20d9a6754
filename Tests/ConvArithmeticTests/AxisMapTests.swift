@testable import ConvArithmetic
import TestSupport
import Testing

/// Maps against their definitions, searched position by position.
@Suite struct AxisMapTests {
  @Test func everyUnitReadsItsDefinition() throws {
    var checked = 0
    for kind in MapCases.exhaustive {
      let map = AxisMap(kind)
      let (period, advance) = try map.cycle()
      for unit in -5...6 {
        let read = try map.positions(readBy: unit)
        let terms = try (0..<read.count).map { try read.term($0) }
        let next = try map.positions(readBy: unit + period)
        let isRight =
          try Set(terms) == kind.members(of: unit) && terms.count == Set(terms).count
          && terms == terms.sorted()
          && (try read.hull()) == Interval(terms.min() ?? 0, terms.max() ?? -1)
          && (try (0..<next.count).map { try next.term($0) }) == terms.map { $0 + advance }
        #expect(isRight, "\(kind) \(unit): \(terms), not \(kind.members(of: unit).sorted())")
        if !isRight { return }
        checked += 1
      }
    }
    print("Axis maps: \(checked) units read what their definitions say")
  }

  @Test(arguments: [AxisMap.Border.nothing, .clamp, .reflect, .wrap])
  func pullingBackIsAskingEveryUnit(border: AxisMap.Border) throws {
    var random = SplitMix64(seed: 3)
    for kind in MapCases.exhaustive {
      let map = AxisMap(kind, border: border)
      for _ in 0..<3 {
        let extent = Int.random(in: 1...7, using: &random)
        let lower = Int.random(in: -3...5, using: &random)
        let run = Interval(lower, lower + Int.random(in: 0...6, using: &random))
        let lone = run.upper + Int.random(in: 2...4, using: &random)
        let units = try PositionSet(union: [run, Interval(lone, lone)])
        var expected = Set<Int>()
        for unit in lower...lone where units.contains(unit) {
          for place in kind.members(of: unit) {
            if let image = border.image(of: place, extent: extent) { expected.insert(image) }
          }
        }
        let found = try map.pullBack(units, extent: extent)
        let isRight = try found == (PositionSet(members: expected))
        #expect(isRight, "\(map) \(units) in \(extent): \(found), not \(expected.sorted())")
        if !isRight { return }
      }
    }
  }

  @Test func namedMaps() throws {
    #expect(AxisMap.identity.isIdentity && !AxisMap.broadcast.isIdentity)
    #expect(try AxisMap.identity.positions(readBy: 7).hull() == Interval(7, 7))
    #expect(try AxisMap.broadcast.positions(readBy: 7).hull() == Interval(0, 0))
    #expect(try AxisMap.shift(by: -2).positions(readBy: 7).hull() == Interval(5, 5))
    let same = AxisMap(.block(size: 4, offset: 1))
    #expect(same == AxisMap(.block(units: 4, size: 4, offset: 1, hasQueries: true)))
  }
}
