/// A product of position sets, one for each dimension of a value. Layers carry boxes exactly, as each
/// dimension is read on its own; where branches meet there can be several.
package struct PositionBox: Hashable, Sendable {
  /// The positions along each dimension; nil for all.
  package var sets: [PositionSet?]
  /// For units that see a position of the source: the dimensions in which its axis lies, none when it was
  /// read as a whole.
  package var dimensions: Set<Int> = []
  /// Whether it holds others and more: which places of one dimension go with which of another is lost.
  package private(set) var isHull = false

  package init(sets: [PositionSet?], dimensions: Set<Int> = []) {
    self.sets = sets
    self.dimensions = dimensions
  }

  /// The runs of all dimensions together, 0 for one that is read as a whole.
  package var runCount: Int { sets.reduce(0) { $0 + ($1?.runs.count ?? 0) } }

  /// Leaves of the positions along a dimension those that are in `positions` too.
  /// - Returns: whether anything is left.
  package mutating func narrow(to positions: PositionSet, along dimension: Int) -> Bool {
    let both = sets[dimension]?.intersection(positions) ?? positions
    sets[dimension] = both
    return !both.isEmpty
  }

  /// The box that holds just this one and the other; nil when none does.
  fileprivate func joined(with other: PositionBox) throws(ArithmeticError) -> PositionBox? {
    guard dimensions == other.dimensions, isHull == other.isHull else { return nil }
    if contains(other) { return self }
    if other.contains(self) { return other }
    let different = sets.indices.filter { sets[$0] != other.sets[$0] }
    return different.count == 1 ? try union(with: other) : nil
  }

  private func contains(_ other: PositionBox) -> Bool {
    for (mine, theirs) in zip(sets, other.sets) {
      guard let mine else { continue }
      guard let theirs, mine.contains(theirs) else { return false }
    }
    return true
  }

  /// The least box that holds both.
  private func union(with other: PositionBox) throws(ArithmeticError) -> PositionBox {
    var union = PositionBox(sets: [], dimensions: dimensions.union(other.dimensions))
    union.isHull = isHull || other.isHull
    for (mine, theirs) in zip(sets, other.sets) {
      guard let mine, let theirs else {
        union.sets.append(nil)
        continue
      }
      union.sets.append(try mine.union(theirs))
    }
    return union
  }

  fileprivate func hull(with other: PositionBox) throws(ArithmeticError) -> PositionBox {
    var hull = try union(with: other)
    hull.isHull = true
    return hull
  }

  /// As the box from which this one is made.
  package func asHull(_ isHull: Bool) -> PositionBox {
    var box = self
    box.isHull = isHull
    return box
  }
}

extension [PositionBox] {
  /// More boxes than this are kept as the least box that holds them all.
  private static var maximumCount: Int { 64 }

  /// Adds a box, keeping as few as hold the same.
  package mutating func insert(_ box: PositionBox) throws(ArithmeticError) {
    var box = box
    var index = startIndex
    while index < endIndex {
      guard let joined = try self[index].joined(with: box) else {
        index += 1
        continue
      }
      if joined == self[index] { return }
      box = joined
      remove(at: index)
      index = startIndex
    }
    append(box)
    guard count > Self.maximumCount, var hull = first else { return }
    for other in self { hull = try hull.hull(with: other) }
    self = [hull]
  }
}
