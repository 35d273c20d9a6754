/// Lists of sizes, of which a network's tensors repeat a few: equal ones share their storage.
struct SizeLists {
  /// The list that is being read.
  var next: [Int] = []
  /// Lists seen before, each where its numbers lead.
  private var known: [[Int]] = []

  private static let places = 64

  mutating func begin() { while !next.isEmpty { next.removeLast() } }

  /// The list that was read.
  mutating func list() -> [Int] {
    var mixed: UInt64 = 0
    for size in next {
      mixed = (mixed ^ UInt64(truncatingIfNeeded: size)) &* 0x9e37_79b9_7f4a_7c15
    }
    if known.isEmpty { known = Array(repeating: [], count: Self.places) }
    let place = Int(mixed >> 58)
    if known[place] != next { known[place] = next }
    return known[place]
  }
}
