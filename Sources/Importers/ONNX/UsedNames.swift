import LayerGraph

/// The names given so far, of which none is given twice.
struct UsedNames {
  /// In the order in which they were given.
  private(set) var table: NameTable
  private var places: [Range<Int>] = []
  /// The last number that was put behind a name, by the name's hash.
  private var suffixes: [UInt64: Int] = [:]

  init(count: Int) {
    table = NameTable(minimumCapacity: count)
    places.reserveCapacity(count)
  }

  /// This name, or the same with the first number that makes it new.
  /// - Parameter isFree: whether a name may be given at all.
  mutating func unique(
    _ name: Range<Int>, hash: UInt64, in text: inout NameText,
    isFree: (Range<Int>, UInt64, borrowing NameText) -> Bool
  ) -> String {
    if isFree(name, hash, text), insert(name, hash, text) { return text.string(name) }
    let start = text.count
    text.append(again: name)
    text.append(UInt8(ascii: "_"))
    let end = text.count
    while true {
      let suffix = suffixes[hash, default: 0] + 1
      suffixes[hash] = suffix
      text.remove(from: end)
      text.append("\(suffix)")
      let place = start..<text.count
      let hash = text.hash(of: place)
      if isFree(place, hash, text), insert(place, hash, text) { return text.string(place) }
    }
  }

  /// False when the name was given before.
  private mutating func insert(
    _ name: Range<Int>, _ hash: UInt64, _ text: borrowing NameText
  ) -> Bool {
    let (_, isNew) = table.insert(hash: hash) { text.areEqual(name, places[$0]) }
    if isNew { places.append(name) }
    return isNew
  }
}
