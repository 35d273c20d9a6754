import ConvArithmetic

/// A product of position sets, one for each dimension of a value. Layers carry boxes exactly, as each
/// dimension is read on its own; where branches meet there can be several.
struct PositionBox: Hashable {
  /// The positions along each dimension; nil for all.
  var sets: [PositionSet?]
  /// For units that see a position of the source: the dimension in which its axis lies, nil when it was
  /// read as a whole.
  var dimension: Int?

  /// The box that holds just this one and the other; nil when none does.
  fileprivate func joined(with other: PositionBox) throws(ArithmeticError) -> PositionBox? {
    guard dimension == other.dimension else { return nil }
    if contains(other) { return self }
    if other.contains(self) { return other }
    let different = sets.indices.filter { sets[$0] != other.sets[$0] }
    return different.count == 1 ? try hull(with: other) : nil
  }

  private func contains(_ other: PositionBox) -> Bool {
    for (mine, theirs) in zip(sets, other.sets) {
      guard let mine else { continue }
      guard let theirs, mine.contains(theirs) else { return false }
    }
    return true
  }

  fileprivate func hull(with other: PositionBox) throws(ArithmeticError) -> PositionBox {
    var hull = PositionBox(sets: [], dimension: dimension == other.dimension ? dimension : nil)
    for (mine, theirs) in zip(sets, other.sets) {
      guard let mine, let theirs else {
        hull.sets.append(nil)
        continue
      }
      hull.sets.append(try mine.union(theirs))
    }
    return hull
  }
}

extension [PositionBox] {
  /// More boxes than this are kept as the least box that holds them all.
  private static var maximumCount: Int { 64 }

  /// Adds a box, keeping as few as hold the same.
  mutating func insert(_ box: PositionBox) throws(ArithmeticError) {
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
