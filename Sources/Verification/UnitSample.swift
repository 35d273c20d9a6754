/// Which units of an axis are looked at.
enum UnitSample {
  /// Every unit of a small axis; else both ends, their neighbours, the middle and `random` more.
  static func units(
    of size: Int, everyBelow small: Int, random: Int, seed: UInt64
  ) -> [Int] {
    if size <= max(small, 4) { return Array(0..<size) }
    var units = Set([0, 1, size / 2 - 1, size / 2, size - 2, size - 1])
    var state = seed &+ UInt64(truncatingIfNeeded: size)
    for _ in 0..<random {
      units.insert(Int(nextRandom(&state) % UInt64(size)))
    }
    return units.sorted()
  }

  /// The units from the middle outwards.
  static func inward(_ units: [Int]) -> [Int] {
    let last = units.last ?? 0
    return units.sorted { abs(2 * $0 - last) < abs(2 * $1 - last) }
  }

  /// `count` of the units, chosen by the seed.
  static func some(_ count: Int, of units: [Int], seed: UInt64) -> [Int] {
    var (state, rest) = (seed, units)
    var chosen: [Int] = []
    while chosen.count < count, !rest.isEmpty {
      chosen.append(rest.remove(at: Int(nextRandom(&state) % UInt64(rest.count))))
    }
    return chosen.sorted()
  }

  /// SplitMix64 (Steele, Lea, Flood 2014).
  private static func nextRandom(_ state: inout UInt64) -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
