import LayerGraph

/// The names given so far, of which none is given twice.
struct UsedNames {
  /// In the order in which they were given.
  private(set) var table: NameTable
  private var places: [Range<Int>] = []
  /// The last number that was put behind a name, by the name's number.
  private var suffixes: [Int: Int] = [:]

  init(count: Int) {
    table = NameTable(minimumCapacity: count)
    places.reserveCapacity(count)
  }

  /// This name, or the same with the first number that makes it new.
  mutating func unique(_ name: Range<Int>, hash: UInt64, in text: inout NameText) -> String {
    let (number, isNew) = insert(name, hash, text)
    if isNew { return text.string(name) }
    let start = text.count
    text.append(again: name)
    text.append(UInt8(ascii: "_"))
    let end = text.count
    while true {
      let suffix = suffixes[number, default: 0] + 1
      suffixes[number] = suffix
      text.remove(from: end)
      text.append("\(suffix)")
      let place = start..<text.count
      if insert(place, text.hash(of: place), text).isNew { return text.string(place) }
    }
  }

  private mutating func insert(
    _ name: Range<Int>, _ hash: UInt64, _ text: borrowing NameText
  ) -> (number: Int, isNew: Bool) {
    let (number, isNew) = table.insert(hash: hash) { text.areEqual(name, places[$0]) }
    if isNew { places.append(name) }
    return (number, isNew)
  }
}
