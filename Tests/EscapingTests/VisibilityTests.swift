import Escaping
import TestSupport
import Testing

/// What is seen of outside text, wherever it goes.
struct VisibilityTests {
  /// Written from the ranges that Unicode publishes, not with the properties that the code asks
  /// for.
  private static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0xAD, 0x34F, 0x61C, 0x115F...0x1160, 0x17B4...0x17B5, 0x180E,
      0x200B, 0x200E...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0x3164, 0xFEFF, 0xFFA0,
      0xFFF0...0xFFFB, 0xFFFE...0xFFFF, 0x1BCA0...0x1BCA3, 0x1D173...0x1D17A,
      0xE0000...0xE00FF, 0xE01F0...0xE0FFF:
      true
    case 0x1_0000...: scalar.value & 0xFFFE == 0xFFFE
    default: (0xFDD0...0xFDEF).contains(scalar.value)
    }
  }

  @Test func noHarmfulScalarSurvivesAlone() {
    let wrong = Hostile.scalars.filter { scalar in
      let text = String(scalar)
      let shown = Terminal.escaped(text)
      if Self.isHarmful(scalar) { return !shown.utf8.allSatisfy { (0x20..<0x7F).contains($0) } }
      // What only combines, joins, varies or lays out is not shown where it stands alone.
      let needsOthers: [Unicode.GeneralCategory] = [
        .nonspacingMark, .spacingMark, .enclosingMark, .format,
      ]
      return shown != text && !needsOthers.contains(scalar.properties.generalCategory)
    }
    #expect(wrong == [])
  }

  @Test func noHarmfulScalarSurvivesAmongOthers() {
    var random = SplitMix64(seed: 1)
    for _ in 0..<5_000 {
      let text = Hostile.text(&random)
      let shown = Terminal.escaped(text)
      #expect(!shown.unicodeScalars.contains(where: Self.isHarmful), "\(text.debugDescription)")
      #expect(Terminal.escaped(shown) == shown, "\(text.debugDescription)")
      // Nothing is lost: undoing the codes gives the text, where it had no backslash itself.
      if !text.unicodeScalars.contains("\\") {
        #expect(Self.decoded(shown) == Array(text.unicodeScalars))
      }
    }
  }

  @Test func whatPeopleReadIsKept() {
    let names = [
      "layer1.0/conv", "C:\\models\\net.onnx", "日本語", "résnet", "re\u{301}snet", "क्षत्रिय",
      "می‌خواهم", "র‍্যাব", "ශ්‍රී", "👨‍👩‍👧", "❤️‍🔥", "🇩🇪", "ελληνικά", "עברית", "العربية",
      "葛\u{E0100}", "½ × ⌈H/32⌉ – …", "\u{600}١٢", "\u{E000}", "a\u{A0}b",
    ]
    for name in names { #expect(Terminal.escaped(name) == name) }
  }

  @Test func whatIsNotSeenIsWritten() {
    let texts: [(String, String)] = [
      ("a\nb", "a\\nb"), ("a\r\nb", "a\\r\\nb"), ("\t", "\\t"), ("\u{0}", "\\u{0}"),
      ("\u{1B}[31mred", "\\u{1B}[31mred"), ("\u{7F}", "\\u{7F}"), ("\u{9B}2J", "\\u{9B}2J"),
      ("a\u{202E}b", "a\\u{202E}b"), ("\u{2028}", "\\u{2028}"), ("\u{FEFF}x", "\\u{FEFF}x"),
      ("conv\u{200B}1", "conv\\u{200B}1"), ("a\u{200D}b", "a\\u{200D}b"),
      ("می\u{200C}", "می\\u{200C}"), ("\u{301}a", "\\u{301}a"), ("a\n\u{301}", "a\\n\\u{301}"),
      ("a\u{FE0F}", "a\\u{FE0F}"), ("❤\u{FE0F}\u{FE0E}", "❤\u{FE0F}\\u{FE0E}"),
      ("x\u{E0041}", "x\\u{E0041}"),
    ]
    for (text, shown) in texts { #expect(Terminal.escaped(text) == shown) }
    let marks = String(repeating: "\u{301}", count: 32)
    #expect(
      Terminal.escaped("e" + marks)
        == "e" + String(repeating: "\u{301}", count: 30) + "\\u{301}\\u{301}")
  }

  /// The scalars that a shown text stands for.
  private static func decoded(_ text: String) -> [Unicode.Scalar] {
    var (result, rest) = ([Unicode.Scalar](), text.unicodeScalars[...])
    while let scalar = rest.popFirst() {
      guard scalar == "\\" else {
        result.append(scalar)
        continue
      }
      switch rest.popFirst() {
      case "n": result.append("\n")
      case "r": result.append("\r")
      case "t": result.append("\t")
      default:
        let digits = String(rest.dropFirst().prefix { $0 != "}" })
        result.append(UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init) ?? "?")
        rest = rest.drop { $0 != "}" }.dropFirst()
      }
    }
    return result
  }
}
