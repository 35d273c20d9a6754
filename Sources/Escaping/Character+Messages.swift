extension Character {
  /// As messages name it: 'q', or U+001B for what can't be seen.
  public var quoted: Message {
    guard let scalar = unicodeScalars.first, isWhitespace || !isShown else { return "'\(self)'" }
    let hex = String(scalar.value, radix: 16, uppercase: true)
    return "U+\(String(repeating: "0", count: max(0, 4 - hex.count)))\(hex)"
  }

  private var isShown: Bool { Terminal.escaped(String(self)) == String(self) }
}

extension Character? {
  /// What a reader found where it expected something else; nil at the end of its text.
  public var found: Message { self?.quoted ?? "the end" }
}
