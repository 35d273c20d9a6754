extension String {
  /// The text with everything made visible that could move a cursor, end a line, change a colour or
  /// turn the writing direction: `\n`, `\t`, `\u{1B}`. Names come from files, so they are data.
  package var visible: String {
    guard unicodeScalars.contains(where: Self.isUnsafe) else { return self }
    var result = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where Self.isUnsafe(scalar):
        result += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// The text with its middle left out where it would make a table unreadable: a name from a file may be
  /// thousands of characters long.
  package var shortened: String {
    let most = 96
    guard utf8.count > most, count > most else { return self }
    return prefix(most / 2 - 1) + "…" + suffix(most / 2)
  }

  /// Control characters, line and paragraph separators, and the marks that override direction.
  private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069, 0x200E...0x200F, 0xFEFF: true
    default: false
    }
  }
}
