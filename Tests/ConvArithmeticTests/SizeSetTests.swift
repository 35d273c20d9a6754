import ConvArithmetic
import TestSupport
import Testing

/// Sets of sizes against plain lists of their members.
@Suite struct SizeSetTests {
  private static let sizes = 1...200

  private func members(_ set: SizeSet) -> [Int] { Self.sizes.filter(set.contains) }

  /// From ranges and remainders, joined and cut.
  private func randomSet(_ random: inout SplitMix64) -> SizeSet {
    func simple() -> SizeSet {
      let low = Int.random(in: 1...60, using: &random)
      switch Int.random(in: 0...3, using: &random) {
      case 0: return SizeSet(low...low + Int.random(in: 0...40, using: &random))
      case 1: return SizeSet(atLeast: low)
      default:
        let modulus = [1, 2, 3, 4, 6, 8, 12].randomElement(using: &random) ?? 1
        let bits = UInt.random(in: 0...UInt.max, using: &random)
        return SizeSet(Residues(modulus: modulus) { bits >> UInt($0) & 1 == 1 })
      }
    }
    var set = simple()
    for _ in 0..<Int.random(in: 0...3, using: &random) {
      let other = simple()
      let combined =
        Bool.random(using: &random) ? set.union(other) : set.intersection(other)
      set = combined ?? set
    }
    return set
  }

  @Test func operationsAreThoseOfSets() throws {
    var random = SplitMix64(seed: 16)
    var compared = 0
    for _ in 0..<600 {
      let (one, other) = (randomSet(&random), randomSet(&random))
      let (mine, theirs) = (Set(members(one)), Set(members(other)))
      let both = try #require(one.intersection(other))
      let either = try #require(one.union(other))
      let rest = try #require(one.subtracting(other))
      #expect(Set(members(both)) == mine.intersection(theirs), "\(one) \(other)")
      #expect(Set(members(either)) == mine.union(theirs), "\(one) \(other)")
      #expect(Set(members(rest)) == mine.subtracting(theirs), "\(one) \(other)")
      for set in [both, either, rest] {
        compared += 1
        let all = members(set)
        for size in [1, 17, 60, 101] {
          #expect(
            set.next(atLeast: size).map { min($0, 201) } ?? 201 == all.first { $0 >= size } ?? 201)
          #expect(set.last(atMost: size) == all.last { $0 <= size })
        }
        // Ends are members, and stretches follow each other.
        for stretch in set.stretches {
          #expect(stretch.contains(stretch.least))
          if let greatest = stretch.greatest { #expect(stretch.contains(greatest)) }
        }
        for (before, after) in zip(set.stretches, set.stretches.dropFirst()) {
          #expect(before.greatest ?? .max < after.least)
        }
        #expect(set.isEmpty == (set.least == nil))
      }
    }
    #expect(compared == 1800)
  }

  /// What can be told as one stretch is.
  @Test func neighboursAreJoined() throws {
    let twelve = Residues(modulus: 16) { $0 == 12 }
    let late = SizeSet(members: [12, 28], then: twelve, from: 40)
    #expect(late == SizeSet(twelve))
    #expect(SizeSet(members: [7, 8, 9]) == SizeSet(7...9))
    #expect(SizeSet(1...50).union(SizeSet(51...60)) == SizeSet(1...60))
    #expect(try #require(SizeSet(1...50).union(SizeSet(52...60))).stretches.count == 2)
  }

  /// Products of floors, which rise and fall as they like, against each number.
  @Test func solutionsAreTheNumbersThatSolve() throws {
    var random = SplitMix64(seed: 7)
    let size = Dim.symbol("H")
    func linear() throws -> Dim {
      let (a, b) = (Int.random(in: 1...3, using: &random), Int.random(in: -9...9, using: &random))
      let floor = try (size * Dim(a) + Dim(b)).floorDivided(
        by: Int.random(in: 1...6, using: &random))
      return try Dim(Int.random(in: -3...3, using: &random)) * floor
    }
    var solved = 0
    for _ in 0..<400 {
      var dim = try linear() + linear()
      for _ in 0..<Int.random(in: 0...2, using: &random) { dim = try dim * linear() + linear() }
      if dim.constant != nil { continue }
      let bound = Int.random(in: -200...200, using: &random)
      let atLeast = try #require(dim.solutions(atLeast: bound, of: "H"), "\(dim)")
      let value = try #require(try dim.value(["H": Int.random(in: 1...150, using: &random)]))
      let equal = try #require(dim.solutions(equal: value, of: "H"), "\(dim)")
      for size in Self.sizes {
        let number = try #require(try dim.value(["H": size]))
        #expect(atLeast.contains(size) == (number >= bound), "\(dim) ≥ \(bound) at \(size)")
        #expect(equal.contains(size) == (number == value), "\(dim) = \(value) at \(size)")
      }
      solved += 1
    }
    #expect(solved > 300)
  }

  @Test func whatCantBeSolvedIsSaidToBe() throws {
    let (h, w) = (Dim.symbol("H"), Dim.symbol("W"))
    #expect(try (h * w).solutions(atLeast: 3, of: "H") == nil)
    // A floor of a square has no period in the sense of one of multiples.
    #expect(try (h * h).floorDivided(by: 3).solutions(atLeast: 3, of: "H") == nil)
    #expect(try h.floorDivided(by: 2048).solutions(atLeast: 1, of: "H") == nil)
    // Past 64 bits.
    #expect(try (h * h * h * h).solutions(atLeast: .max, of: "H") == nil)
    #expect(Dim(5).solutions(atLeast: 5, of: "H") == .all)
    #expect(Dim(5).solutions(atLeast: 6, of: "H") == .empty)
    let odd = try #require(SizeSet(Residues(modulus: 1021) { $0 == 1 }).intersection(.all))
    #expect(odd.intersection(SizeSet(Residues(modulus: 2) { $0 == 1 })) == nil)
  }
}
