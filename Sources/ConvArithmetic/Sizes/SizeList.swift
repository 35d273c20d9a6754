package import Escaping

/// Sizes beside each other: `C×(H - 2)×⌊W/2⌋`.
package enum SizeList {
  /// Whether a size as it is written goes into brackets beside others: a sum, unless one pair of ⌊⌋ or ⌈⌉
  /// encloses all of it.
  package static func needsBrackets(_ size: some StringProtocol) -> Bool {
    size.utf8.contains(UInt8(ascii: " ")) && !isOneFloor(size)
  }

  private static func isOneFloor(_ size: some StringProtocol) -> Bool {
    guard let first = size.first, "⌊⌈".contains(first) else { return false }
    return size.dropFirst().firstIndex { "⌋⌉".contains($0) } == size.indices.last
  }

  /// A single size stays as it is.
  package static func text(_ sizes: [String], by sign: String = "×") -> String {
    if sizes.count == 1 { return sizes[0] }
    return sizes.map { needsBrackets($0) ? "(\($0))" : $0 }.joined(separator: sign)
  }

  /// As above, to be told.
  package static func text(_ sizes: [Message]) -> Message {
    if sizes.count == 1 { return sizes[0] }
    return sizes.map { needsBrackets($0.description) ? "(\($0))" : $0 }.joined(separator: "×")
  }
}
