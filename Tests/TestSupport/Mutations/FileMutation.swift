/// Files made wrong: bits and bytes changed, pieces cut out, cut off or doubled, lengths that lie.
public enum FileMutation {
  /// One to four changes.
  public static func mutate(
    _ original: [UInt8], _ random: inout some RandomNumberGenerator
  ) -> [UInt8] {
    var bytes = original
    for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
      change(&bytes, &random)
    }
    return bytes
  }

  private static func change(
    _ bytes: inout [UInt8], _ random: inout some RandomNumberGenerator
  ) {
    let place = Int.random(in: 0..<bytes.count, using: &random)
    switch Int.random(in: 0..<8, using: &random) {
    case 0...2: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    case 3, 4: bytes[place] = UInt8.random(in: 0...255, using: &random)
    case 5:
      let end = min(bytes.count, place + Int.random(in: 1...64, using: &random))
      bytes.removeSubrange(place..<end)
    case 6:
      let piece = Array(bytes[place..<min(bytes.count, place + 40)])
      bytes.insert(contentsOf: piece, at: Int.random(in: 0..<bytes.count, using: &random))
    default:
      if Bool.random(using: &random) {
        bytes.removeSubrange(place...)
      } else {
        // A varint of all ones: the longest length there is.
        let end = min(bytes.count, place + 9)
        bytes.replaceSubrange(place..<end, with: [UInt8](repeating: 0xff, count: 9) + [1])
      }
    }
  }
}
