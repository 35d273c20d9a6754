/// The fields of one value, one for each source that fields are kept on.
///
/// Stored are those on the sources that the value depends on, which values with the same fields share; the others
/// are all alike.
public struct FieldsBySource: Hashable, Sendable, RandomAccessCollection {
  /// A source that the value depends on, as an index in `Report.sources`, and the field on it.
  public struct Entry: Hashable, Sendable {
    public let source: Int
    public let field: Field
  }

  /// Those that the value depends on, in the order of the sources.
  public let reached: [Entry]
  /// How many sources fields are kept on, reached or not.
  public let count: Int

  init(_ reached: [Entry], of count: Int) {
    self.reached = reached
    self.count = count
  }

  public var startIndex: Int { 0 }
  public var endIndex: Int { count }

  /// The field on a source; that of a value which doesn't depend on it where it isn't reached.
  /// - Complexity: O(log sources).
  public subscript(source: Int) -> Field {
    precondition(indices.contains(source), "no fields are kept on source \(source)")
    if reached.count == count { return reached[source].field }
    let place = place(of: source)
    guard place < reached.count, reached[place].source == source else { return .unreached }
    return reached[place].field
  }

  /// The same with another field on one source.
  func replacing(_ source: Int, by field: Field) -> FieldsBySource {
    var entries = reached
    let place = place(of: source)
    let isReached = place < entries.count && entries[place].source == source
    entries.replaceSubrange(
      place..<(isReached ? place + 1 : place), with: [Entry(source: source, field: field)])
    return FieldsBySource(entries, of: count)
  }

  /// Where a source stands among those reached, or would.
  private func place(of source: Int) -> Int {
    var (low, high) = (0, reached.count)
    while low < high {
      let middle = (low + high) / 2
      if reached[middle].source < source { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
