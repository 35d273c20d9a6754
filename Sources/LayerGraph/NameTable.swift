/// Numbers for names, by their bytes, or for anything that has a hash: 0, 1, 2, … in order of first use. The
/// names themselves stay where they are; whoever asks says how the known ones compare.
///
/// A graph of 100,000 nodes looks up a million names, for which `Dictionary` and its cryptographic hash
/// take most of the time. Open addressing with linear probing; the hashes are kept, so that growing
/// reads no name again.
package struct NameTable: Sendable {
  /// The upper half of a hash and the number + 1; 0 is a free place.
  private var slots: [UInt64]
  package private(set) var count = 0

  package init(minimumCapacity: Int = 0) {
    var size = 256
    while size < minimumCapacity * 2, size < 1 << 30 { size *= 2 }
    slots = Array(repeating: 0, count: size)
  }

  /// The number of a name; nil when it is not known.
  package func number(hash: UInt64, isEqual: (Int) -> Bool) -> Int? {
    let (slot, isKnown) = find(hash, isEqual)
    return isKnown ? Self.number(slots[slot]) : nil
  }

  /// The number of a name; a new one, `count` until now, when it is new.
  package mutating func insert(
    hash: UInt64, isEqual: (Int) -> Bool
  ) -> (number: Int, isNew: Bool) {
    let (slot, isKnown) = find(hash, isEqual)
    if isKnown { return (Self.number(slots[slot]), false) }
    count += 1
    slots[slot] = hash & Self.hashBits | UInt64(count)
    if count * 2 > slots.count { grow() }
    return (count - 1, true)
  }

  private static let hashBits: UInt64 = 0xffff_ffff_0000_0000

  private static func number(_ slot: UInt64) -> Int { Int(slot & 0xffff_ffff) - 1 }

  /// Where a name is, or the free place where it belongs.
  private func find(_ hash: UInt64, _ isEqual: (Int) -> Bool) -> (slot: Int, isKnown: Bool) {
    let mask = slots.count - 1
    var slot = Int(hash >> 32) & mask
    while slots[slot] != 0 {
      if slots[slot] & Self.hashBits == hash & Self.hashBits, isEqual(Self.number(slots[slot])) {
        return (slot, true)
      }
      slot = (slot + 1) & mask
    }
    return (slot, false)
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: 0, count: old.count * 2)
    let mask = slots.count - 1
    for entry in old where entry != 0 {
      var slot = Int(entry >> 32) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = entry
    }
  }
}

/// A hash of the bytes of a name, keyed anew in each process, so that no file can choose names that
/// collide. Words are folded in by full products, as in wyhash (Wang Yi, 2019).
package enum NameHash {
  private static let key = UInt64.random(in: .min ... .max) | 1

  package static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var hash = mix(UInt64(truncatingIfNeeded: bytes.count) ^ key, 0x9e37_79b9_7f4a_7c15)
    var place = 0
    while place + 8 <= bytes.count {
      hash = mix(hash ^ bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self), key)
      place += 8
    }
    // The rest: the last bytes, of which some may have been folded in before; the count tells them apart.
    let rest: UInt64
    if bytes.count >= 8 {
      rest = bytes.loadUnaligned(fromByteOffset: bytes.count - 8, as: UInt64.self)
    } else if bytes.count >= 4 {
      let first = bytes.loadUnaligned(fromByteOffset: 0, as: UInt32.self)
      let last = bytes.loadUnaligned(fromByteOffset: bytes.count - 4, as: UInt32.self)
      rest = UInt64(first) << 32 | UInt64(last)
    } else if let first = bytes.first, let last = bytes.last {
      rest = UInt64(first) << 16 | UInt64(bytes[bytes.count / 2]) << 8 | UInt64(last)
    } else {
      rest = 0
    }
    return mix(hash ^ rest, key ^ 0xd6e8_feb8_6659_fd93)
  }

  /// A hash of a number, to which more can be added.
  package static func start(_ number: UInt64) -> UInt64 { mix(number ^ key, 0x9e37_79b9_7f4a_7c15) }

  package static func adding(_ number: UInt64, to hash: UInt64) -> UInt64 {
    mix(hash ^ number, key)
  }

  package static func of(_ name: String) -> UInt64 {
    var name = name
    return name.withUTF8 { of(UnsafeRawBufferPointer($0)) }
  }

  private static func mix(_ one: UInt64, _ other: UInt64) -> UInt64 {
    let product = one.multipliedFullWidth(by: other)
    return product.high ^ product.low
  }
}
