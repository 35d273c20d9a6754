/// Dimensions of values, gathered in classes of those that are equally large by construction, and the
/// sizes that they get in a narrower network.
///
/// Disjoint sets with halved paths: a step costs next to nothing.
struct DimensionClasses {
  private var parents: [Int]
  private let sizes: [Int]
  /// Of the roots: sizes that mean something else than a width.
  private var pinned: Set<Int> = []
  /// Of the roots.
  private var narrowed: [Int: Int] = [:]

  init(sizes: [Int]) {
    self.sizes = sizes
    parents = Array(sizes.indices)
  }

  private mutating func root(_ dimension: Int) -> Int {
    var dimension = dimension
    while parents[dimension] != dimension {
      parents[dimension] = parents[parents[dimension]]
      dimension = parents[dimension]
    }
    return dimension
  }

  /// Makes two dimensions one class; those of different sizes are pinned instead.
  mutating func join(_ first: Int, _ second: Int) {
    if sizes[first] != sizes[second] {
      pin(first)
      pin(second)
      return
    }
    let (first, second) = (root(first), root(second))
    if first == second { return }
    parents[second] = first
    if pinned.remove(second) != nil { pinned.insert(first) }
  }

  mutating func pin(_ dimension: Int) { pinned.insert(root(dimension)) }

  mutating func isPinned(_ dimension: Int) -> Bool { pinned.contains(root(dimension)) }

  /// In the narrower network.
  mutating func size(_ dimension: Int) -> Int { narrowed[root(dimension)] ?? sizes[dimension] }

  mutating func isSettled(_ dimension: Int) -> Bool {
    let root = root(dimension)
    return pinned.contains(root) || narrowed[root] != nil
  }

  /// A size that would be welcome: what is settled stays.
  mutating func offer(_ dimension: Int, _ size: Int) {
    if !isSettled(dimension) { narrowed[root(dimension)] = size }
  }

  /// A size that follows from others; false when the dimension has another already.
  mutating func demand(_ dimension: Int, _ size: Int) -> Bool {
    offer(dimension, size)
    return self.size(dimension) == size
  }
}
