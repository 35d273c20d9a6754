/// What a terminal would obey rather than show.
enum CleanText {
  /// Text holds nothing that a terminal obeys but line feeds.
  static func check(_ text: String, _ what: String) throws(BrokenLaw) {
    guard let bad = text.unicodeScalars.first(where: isObeyed) else { return }
    throw BrokenLaw(
      law: "\(what) has no control characters",
      evidence: "U+\(String(bad.value, radix: 16, uppercase: true)) in \(text.debugDescription)")
  }

  /// An error says something, and nothing that a terminal obeys.
  static func check(_ error: any Error) throws(BrokenLaw) {
    let text = "\(error)"
    try require("an error says something", !text.isEmpty, "\(type(of: error))")
    try check(text, "an error's text")
  }

  private static func isObeyed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A: false
    case 0..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
