import LayerGraph

/// The names of a file by number: each is stored once, as the place where it was first read. A graph of
/// 100,000 nodes makes no string for the names that nobody prints.
struct FileNames {
  private let bytes: UnsafeRawBufferPointer
  private var places: [Range<Int>] = []
  private var table = NameTable()

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  var count: Int { places.count }

  /// The number of the name at this place; a new one when it is new.
  mutating func number(at place: Range<Int>) -> Int {
    let name = UnsafeRawBufferPointer(rebasing: bytes[place])
    let (number, isNew) = table.insert(hash: NameHash.of(name)) { known in
      name.isEqual(to: UnsafeRawBufferPointer(rebasing: bytes[places[known]]))
    }
    if isNew { places.append(place) }
    return number
  }

  func place(_ number: Int) -> Range<Int> { places[number] }
}

extension UnsafeRawBufferPointer {
  func isEqual(to other: UnsafeRawBufferPointer) -> Bool {
    if count != other.count { return false }
    for index in indices where self[index] != other[index] { return false }
    return true
  }
}
