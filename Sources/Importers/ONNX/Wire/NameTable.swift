/// Names by number: every name of a file is stored once, as the place where it was first read, and
/// looked up by its bytes. A graph of 100,000 nodes makes no string for the names that nobody prints.
struct NameTable {
  private let bytes: UnsafeRawBufferPointer
  private var places: [Range<Int>] = []
  /// Names that are not in the file: values of functions, made while they are unfolded.
  private var slots: [Int32]

  init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
    slots = Array(repeating: -1, count: 256)
  }

  var count: Int { places.count }

  /// The number of the name at this place; a new one when it is new.
  mutating func number(at place: Range<Int>) -> Int {
    if places.count * 2 >= slots.count { grow() }
    let name = UnsafeRawBufferPointer(rebasing: bytes[place])
    var slot = hash(name) & (slots.count - 1)
    while slots[slot] >= 0 {
      let known = Int(slots[slot])
      if equal(places[known], name) { return known }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = Int32(truncatingIfNeeded: places.count)
    places.append(place)
    return places.count - 1
  }

  func place(_ number: Int) -> Range<Int> { places[number] }

  private func equal(_ place: Range<Int>, _ name: UnsafeRawBufferPointer) -> Bool {
    place.count == name.count && bytes[place].elementsEqual(name)
  }

  private mutating func grow() {
    slots = Array(repeating: -1, count: slots.count * 2)
    for (number, place) in places.enumerated() {
      var slot = hash(UnsafeRawBufferPointer(rebasing: bytes[place])) & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(truncatingIfNeeded: number)
    }
  }

  /// Seeded anew in each process, so that no file can choose names that collide.
  private func hash(_ name: UnsafeRawBufferPointer) -> Int {
    var hasher = Hasher()
    hasher.combine(bytes: name)
    return hasher.finalize()
  }
}
