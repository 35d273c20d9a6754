import LayerGraph

/// Which nodes hold the initializers, and whether some node counts their numbers.
struct Holders {
  private var entries: [Entry]

  private struct Entry {
    var isCounted = false
    var holder: Holder?
  }

  /// A node, and what an initializer is in it.
  struct Holder {
    let node: Int
    let role: SharedWeights.Role
  }

  init(count: Int) { entries = Array(repeating: Entry(), count: count) }

  /// Counts an initializer's numbers; false when they are counted already.
  mutating func count(_ index: Int) -> Bool {
    if entries[index].isCounted { return false }
    entries[index].isCounted = true
    return true
  }

  /// Notes who holds an initializer, and counts it; gives back who held it last.
  mutating func hold(_ index: Int, by holder: Holder) -> Holder? {
    let last = entries[index].holder
    entries[index] = Entry(isCounted: true, holder: holder)
    return last
  }
}
