/// Choices that follow given bytes, one byte each, and go on at random when these are used up: whoever
/// changes a byte changes one choice of what is drawn.
package struct ByteChoices: RandomNumberGenerator {
  private var rest: ArraySlice<UInt8>
  private var random: SplitMix64

  package init(_ bytes: [UInt8], seed: UInt64 = 0) {
    rest = bytes[...]
    random = SplitMix64(seed: seed)
  }

  package mutating func next() -> UInt64 {
    let drawn = random.next()
    guard let byte = rest.popFirst() else { return drawn }
    // The highest bits decide where in its range a number lies.
    return UInt64(byte) << 56 | drawn >> 8
  }
}
