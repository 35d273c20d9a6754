import ConvArithmetic
import LayerGraph
import TestSupport
import Testing

@Suite struct RequirementsTests {
  /// What must be equal, and how it is said.
  @Test(arguments: [
    (["⌊H/8⌋ = 2·⌊H/16⌋", "⌊H/4⌋ = 2·⌊H/8⌋", "⌊H/2⌋ = 2·⌊H/4⌋", "H = 2·⌊H/2⌋"], "H % 16 = 0"),
    (["⌊H/2⌋ = 2·⌊H/4⌋"], "H % 4 = 0 or 1"), (["⌊H/4⌋ = 2·⌊H/8⌋"], "H % 8 = 0…3"),
    (["⌈H/16⌉ = 2·⌈H/32⌉", "⌈H/8⌉ = 2·⌈H/16⌉", "⌈H/4⌉ = 2·⌈H/8⌉"], "H % 32 = 0 or 29…31"),
    (["⌊(H + 4)/16⌋ = ⌊H/16⌋ + 1", "⌊(H + 3)/16⌋ = ⌊H/16⌋"], "H % 16 = 12"),
    (["H·W = 2·⌊H/2⌋·W"], "H % 2 = 0"), (["H = 5000·⌊H/5000⌋"], "H % 5000 = 0"),
    (["⌈H/32⌉ = 7"], "⌈H/32⌉ = 7"), (["H = W"], "H = W"),
    (["⌊H/2⌋ = 2·⌊H/4⌋", "W = 2·⌊W/2⌋"], "W % 2 = 0, H % 4 = 0 or 1"),
  ])
  func fewestWords(equalities: [String], said: String) throws {
    var requirements = Requirements(assumptions: .none)
    for (first, second) in try equalities.map(sides) {
      try requirements.require(first, equals: second, orElse: .noInput)
    }
    #expect(
      requirements.needed.map(\.description).sorted()
        == said.split(separator: ", ").map(String.init).sorted())
    for condition in requirements.needed {
      var again = Requirements(assumptions: .none)
      try again.require(condition, orElse: .noInput)
      #expect(again.needed == [condition])
    }
  }

  @Test func impossible() throws {
    var requirements = Requirements(assumptions: .none)
    let (first, second) = try sides("⌊H/2⌋ = 2·⌊H/4⌋")
    try requirements.require(first, equals: second, orElse: .noInput)
    let (third, fourth) = try sides("⌊H/2⌋ = 2·⌊H/4⌋ + 1")
    #expect(throws: Problem.self) {
      try requirements.require(third, equals: fourth, orElse: .noInput)
    }
  }

  /// Random equalities, one after the other: what is said in the end holds for just the sizes for which all do.
  @Test func saysTheSame() throws {
    var random = SplitMix64(seed: 5)
    for _ in 0..<400 {
      var requirements = Requirements(assumptions: .none)
      var asked: [(Dim, Dim)] = []
      var isRefused = false
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let (c, d) = (
          Int.random(in: 0...5, using: &random), 1 << Int.random(in: 0...3, using: &random)
        )
        let e = Int.random(in: 2...3, using: &random)
        let fine = try (.symbol("H") + Dim(c)).floorDivided(by: d)
        let coarse = try (.symbol("H") + Dim(Int.random(in: 0...5, using: &random)))
          .floorDivided(by: d * e)
        let shift = Dim(Int.random(in: 0...1, using: &random))
        let pair = (fine, try coarse * Dim(e) + shift)
        asked.append(pair)
        do { try requirements.require(pair.0, equals: pair.1, orElse: .noInput) } catch {
          isRefused = true
          break
        }
      }
      for h in 1...160 {
        let values = ["H": h]
        let isTrue = try asked.allSatisfy { try $0.value(values) == $1.value(values) }
        let isSaid = try !isRefused && requirements.needed.allSatisfy { try $0.holds(for: values) }
        #expect(isTrue == isSaid, "\(asked) \(requirements.needed) \(h)")
      }
    }
  }

  private func sides(_ text: String) throws -> (Dim, Dim) {
    let parts = text.split(separator: "=")
    return (try Dim(parsing: String(parts[0])), try Dim(parsing: String(parts[1])))
  }
}
