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

  /// What adds up never repeats, reads runs, and is read by all behind or before.
  @Test func cumulativeMaps() throws {
    for offset in -2...2 {
      for kind in [AxisMap.Kind.upTo(offset: offset), .onwards(offset: offset)] {
        let map = AxisMap(kind)
        #expect(throws: ArithmeticError.tooLarge) { try map.cycle() }
        #expect(try FieldMap.identity.followed(by: map) == nil)
        for (lower, upper) in [(0, 0), (1, 3), (4, 6)] {
          let units = try PositionSet(union: [Interval(lower, upper), Interval(6, 6)])
          let read = (0...6).filter { units.contains($0) }.map { kind.members(of: $0) }
          let all = read.reduce(Set()) { $0.union($1) }.filter { (0..<7).contains($0) }
          #expect(try map.pullBack(units, extent: 7) == PositionSet(members: all))
          let readers = (0..<7).filter { unit in
            kind.members(of: unit).contains { (lower...upper).contains($0) || $0 == 6 }
          }
          let pushed = try map.pushForward(units, extent: 7, count: 7)
          #expect(pushed == (try PositionSet(members: Set(readers))), "\(kind) \(units)")
        }
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
