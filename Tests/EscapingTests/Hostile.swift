import TestSupport

/// Texts that try to be more than text, drawn from what has a meaning to some output.
enum Hostile {
  static let pieces: [String] = [
    "\u{1B}[31m", "\u{1B}]0;title\u{7}", "\u{9B}2J", "\n", "\r\n", "\r", "\t", "\u{0}", "\u{8}",
    "\u{7F}", "\u{85}", "\u{2028}", "\u{2029}", "\u{202E}", "\u{2066}", "\u{61C}", "\u{200F}",
    "\u{200B}", "\u{200C}", "\u{200D}", "\u{FEFF}", "\u{AD}", "\u{34F}", "\u{3164}", "\u{FFFE}",
    "\u{E0041}", "\u{E0101}", "\u{FE0F}", "\u{180E}", "\u{301}", "\u{20E3}", "|", "`", "```",
    "*", "_", "~~", "[a](b)", "[a]: b", "![", "](", "<script>", "</td>", "<!-- /rfcalc -->",
    "&amp;",
    "$x$", "@", "=1+1", "+1", "-1", "- ", "1. ", "# ", "> ", ",", ";", "\"", "\"\"", "'", "\\",
    "\\n",
    "\\u{1B}", " ", "a", "conv1", "日本", "क्ष", "می‌خواهم", "👨‍👩‍👧", "é", "×", "⌈H/2⌉",
  ]

  static func text(_ random: inout SplitMix64) -> String {
    (0..<random.pick(0...6)).map { _ in
      random.chance(0.8)
        ? pieces[random.below(pieces.count)]
        : String(String.UnicodeScalarView([scalar(&random)]))
    }.joined()
  }

  private static func scalar(_ random: inout SplitMix64) -> Unicode.Scalar {
    Unicode.Scalar(UInt32(random.below(random.oneOf(0x100, 0x3000, 0x11_0000)))) ?? "\u{FFFD}"
  }

  /// Every scalar there is.
  static var scalars: [Unicode.Scalar] {
    (UInt32(0)...0x10_FFFF).compactMap(Unicode.Scalar.init)
  }
}
