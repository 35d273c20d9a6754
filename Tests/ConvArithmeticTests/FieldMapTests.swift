@testable import ConvArithmetic
import TestSupport
import Testing

/// Closed forms of chains and merges against sets composed position by position.
@Suite struct FieldMapTests {
  /// A chain of maps, first the one next to the input.
  private static func chain(_ random: inout SplitMix64) -> [AxisMap.Kind] {
    (0..<Int.random(in: 0...4, using: &random)).map { _ in MapCases.draw(&random) }
  }

  private static func field(_ chain: [AxisMap.Kind]) throws -> FieldMap? {
    var field: FieldMap? = .identity
    for kind in chain { field = try field?.followed(by: AxisMap(kind)) }
    return field
  }

  /// What unit `unit` reads of the input: through the maps one after the other. Nil where the search
  /// for positions would have to go too far.
  private static func members(_ chain: [AxisMap.Kind], of unit: Int) -> Set<Int>? {
    var units: Set<Int> = [unit]
    for kind in chain.reversed() {
      guard units.allSatisfy({ abs($0) < 40 }) else { return nil }
      units = units.reduce(into: []) { $0.formUnion(kind.members(of: $1)) }
    }
    return units
  }

  private static func disagreement(
    _ field: FieldMap, _ members: (Int) -> Set<Int>?
  ) throws -> String? {
    let jump = try field.jump()
    if jump != (try Rational(field.advance, over: field.period)) { return "jump \(jump)" }
    var sizes = try field.sizes().map(Optional.init)
    if sizes.count != field.period { return "sizes \(sizes)" }
    for unit in -7...7 {
      guard let expected = members(unit) else { continue }
      let set = try PositionSet(members: expected)
      if try field.hull(of: unit) != set.hull { return "hull of \(unit) is not \(set.hull)" }
      if try field.positions(of: unit) != set { return "\(unit) does not read \(set)" }
      let phase = unit.floorRemainder(field.period)
      if let size = sizes[phase], try size != set.hull.count() { return "size of \(unit)" }
      sizes[phase] = nil
      if unit == 0 {
        let start = try set.isEmpty ? nil : Rational(set.hull.lower + set.hull.upper, over: 2)
        if try field.start() != start { return "start is not \(start as Any)" }
      }
    }
    return nil
  }

  @Test func chainsReadWhatTheirLinksRead() throws {
    var random = SplitMix64(seed: 7)
    var (known, unknown) = (0, 0)
    for _ in 0..<2000 {
      let chain = Self.chain(&random)
      guard let field = try Self.field(chain) else {
        unknown += 1
        continue
      }
      known += 1
      if let what = try Self.disagreement(field, { Self.members(chain, of: $0) }) {
        Issue.record("\(chain) \(field): \(what)")
        return
      }
    }
    print("Closed forms of chains: \(known) agree with brute force, \(unknown) don't exist")
    #expect(known > 1900)
  }

  @Test func mergesReadWhatBothRead() throws {
    var random = SplitMix64(seed: 8)
    var (merged, apart) = (0, 0)
    while merged < 400 {
      let chains = [Self.chain(&random), Self.chain(&random), Self.chain(&random)]
      let fields = try chains.compactMap { try Self.field($0) }
      guard fields.count == 3 else { continue }
      let (a, b, c) = (fields[0], fields[1], fields[2])
      let ab = try a.merged(with: b)
      // Idempotent and commutative, as sets.
      let itself = try #require(try a.merged(with: a))
      let turned = try b.merged(with: a)
      guard try a.jump() == b.jump() else {
        #expect(ab == nil && turned == nil)
        apart += 1
        continue
      }
      guard let ab, let turned else { continue }
      merged += 1
      let associated = try (
        ab.merged(with: c), b.merged(with: c).flatMap { try a.merged(with: $0) }
      )
      for unit in -5...5 {
        let isRight =
          try itself.positions(of: unit) == a.positions(of: unit)
          && ab.positions(of: unit) == turned.positions(of: unit)
          && ab.hull(of: unit) == turned.hull(of: unit)
          && associated.0?.positions(of: unit) == associated.1?.positions(of: unit)
        #expect(isRight, "\(chains) \(unit)")
        if !isRight { return }
      }
      let what = try Self.disagreement(ab) { unit in
        guard let mine = Self.members(chains[0], of: unit),
          let theirs = Self.members(chains[1], of: unit)
        else { return nil }
        return mine.union(theirs)
      }
      if let what {
        Issue.record("\(chains.prefix(2)) \(ab): \(what)")
        return
      }
    }
    print("Closed forms of branches: \(merged) agree with brute force, \(apart) don't exist")
  }

  @Test func theIdentityChangesNothing() throws {
    var random = SplitMix64(seed: 9)
    for _ in 0..<500 {
      let map = AxisMap(MapCases.draw(&random))
      let field = try #require(try FieldMap.identity.followed(by: map))
      #expect(try field.followed(by: .identity) == field)
      for unit in -5...5 {
        let expected = try PositionSet(members: map.kind.members(of: unit))
        #expect(try field.positions(of: unit) == expected, "\(map) \(unit)")
      }
    }
  }

  @Test func coverageIsTheLeastShareRead() throws {
    let dilated = AxisMap(.window(.init(stride: 1, offset: 0, step: 2, count: 3)))
    let one = try #require(try FieldMap.identity.followed(by: dilated))
    #expect(try one.worstCoverage() == Rational(3, over: 5))
    #expect(try FieldMap.identity.worstCoverage() == 1)
    // Two phases, of which one reads nothing and does not count.
    let narrow = AxisMap(.transposed(.init(stride: 2, offset: 0, step: 1, count: 1)))
    let phases = try #require(try one.followed(by: narrow))
    #expect(try phases.sizes() == [5, 0])
    #expect(try phases.worstCoverage() == Rational(3, over: 5))
    #expect(try phases.start() == 2)
    #expect(try phases.jump() == Rational(1, over: 2))
  }

  @Test func boundsAreKept() throws {
    func up(_ factor: Int) -> AxisMap {
      AxisMap(.span(.init(advance: 1, low: 0, high: 0, divisor: factor)))
    }
    let most = try #require(try FieldMap.identity.followed(by: up(FieldMap.maximumPeriod)))
    #expect(most.period == FieldMap.maximumPeriod)
    #expect(try most.followed(by: up(2)) == nil)
    #expect(try FieldMap.identity.followed(by: up(FieldMap.maximumPeriod + 1)) == nil)
    // Down by as much again: the period is 1, whatever was between.
    let down = AxisMap(
      .window(.init(stride: FieldMap.maximumPeriod, offset: 0, step: 1, count: 1)))
    #expect(try most.followed(by: down) == .identity)
    let (four, three) = (
      up(4096), AxisMap(.span(.init(advance: 3, low: 0, high: 0, divisor: 4095)))
    )
    let fields = try [four, three].compactMap { try FieldMap.identity.followed(by: $0) }
    #expect(fields.count == 2)
    #expect(try fields[0].merged(with: fields[1]) == nil)
    let wide = AxisMap(.window(.init(stride: .max / 2, offset: 0, step: 1, count: 1)))
    let field = try #require(try FieldMap.identity.followed(by: wide))
    #expect(try field.hull(of: 2) == Interval(.max - 1, .max - 1))
    #expect(throws: ArithmeticError.tooLarge) { try field.hull(of: 3) }
    #expect(throws: ArithmeticError.tooLarge) { try field.followed(by: wide) }
  }
}
