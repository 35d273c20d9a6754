import Escaping
import TestSupport
import Testing

/// What each format makes of outside text.
struct FormatTests {
  @Test func markdown() {
    let texts: [(String, String)] = [
      ("a_b", "a_b"), ("_a_", "\\_a\\_"), ("a__b", "a__b"), ("x_", "x\\_"), ("1_2", "1_2"),
      ("a*b", "a\\*b"), ("`c`", "\\`c\\`"), ("<b>", "\\<b>"), ("[l](u)", "\\[l\\](u)"),
      ("a[0]", "a[0]"), ("[x] a", "\\[x\\] a"), ("[a]: b", "\\[a\\]: b"), ("&amp;", "\\&amp;"),
      ("~~s~~", "\\~\\~s\\~\\~"), ("$x$", "\\$x\\$"), ("@foo", "\\@foo"), ("a@b", "a@b"),
      ("a\\b", "a\\\\b"), ("a\nb", "a\\\\nb"), ("|", "\\|"), ("\u{1B}[0m", "\\\\u{1B}[0m"),
      ("résnet_50", "résnet_50"), ("# a", "\\# a"), ("##", "\\##"), ("#a", "#a"),
      ("a # b", "a # b"),
      ("> a", "\\> a"), ("a > b", "a > b"), ("- a", "\\- a"), ("-1", "-1"), ("---", "\\---"),
      ("- - -", "\\- - -"), ("+ a", "\\+ a"), ("+1", "+1"), ("1. a", "1\\. a"), ("12)", "12\\)"),
      ("1.5 a", "1.5 a"), ("(1) a", "(1) a"), ("", ""),
    ]
    for (text, expected) in texts { #expect(Markdown.escaped(text) == expected) }
  }

  @Test func markdownHasNoSignWithoutABackslash() {
    var random = SplitMix64(seed: 2)
    for _ in 0..<5_000 {
      let text = Markdown.escaped(Hostile.text(&random))
      var scalars = text.unicodeScalars[...]
      while let scalar = scalars.popFirst() {
        if scalar == "\\" {
          #expect(scalars.popFirst() != nil)
        } else {
          #expect(!"`*|<&~$\n".unicodeScalars.contains(scalar), "\(text)")
        }
      }
    }
  }

  @Test func csv() {
    let texts: [(String, String)] = [
      ("plain", "plain"), ("a,b", "\"a,b\""), ("say \"hi\"", "\"say \"\"hi\"\"\""),
      ("a;b", "\"a;b\""),
      ("a\nb", "a\\nb"), (" a", "\" a\""), ("a ", "\"a \""), ("", ""), ("日本", "日本"), ("a=b", "a=b"),
      ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@a", "'@a"), ("\t=1", "'\\t=1"),
      ("\ra", "'\\ra"), ("\na", "'\\na"), ("  =1", "'  =1"), ("\u{A0}=1", "'\u{A0}=1"),
      ("＝1", "'＝1"), ("=a,\"b\"", "\"'=a,\"\"b\"\"\""), ("'=1", "'=1"),
    ]
    for (text, expected) in texts { #expect(CSV.escaped(text) == expected) }
    #expect("\(-1),\(-0.5),\("-1")" as Escaped<CSV> == "-1,-0.5,'-1")
  }

  /// A row of any texts is read back as that many cells, none of which begins a formula.
  @Test func csvCellsStayCells() {
    var random = SplitMix64(seed: 3)
    for _ in 0..<5_000 {
      let texts = (0..<3).map { _ in Hostile.text(&random) }
      let row = texts.map { Escaped<CSV>(escaping: $0) }.joined(separator: ",").description
      #expect(!row.contains("\n") && !row.contains("\r"))
      let cells = Self.cells(row)
      #expect(cells.count == 3, "\(row)")
      for (cell, text) in zip(cells, texts) {
        #expect(cell == Terminal.escaped(text) || cell == "'" + Terminal.escaped(text))
        let first = cell.unicodeScalars.first { $0 != " " }
        #expect(first.map { !"=+-@\t\r".unicodeScalars.contains($0) } ?? true, "\(row)")
      }
    }
  }

  /// RFC 4180, by scalars.
  private static func cells(_ row: String) -> [String] {
    var (cells, isQuoted) = ([String.UnicodeScalarView()], false)
    var scalars = row.unicodeScalars[...]
    while let scalar = scalars.popFirst() {
      switch (scalar, isQuoted) {
      case (",", false): cells.append(String.UnicodeScalarView())
      case ("\"", false): isQuoted = true
      case ("\"", true):
        isQuoted = scalars.first == "\""
        if isQuoted { cells[cells.count - 1].append("\"") }
        if isQuoted { scalars.removeFirst() }
      default: cells[cells.count - 1].append(scalar)
      }
    }
    return cells.map { String($0) }
  }

  @Test func json() {
    let texts: [(String, String)] = [
      ("", "\"\""), ("plain", "\"plain\""), ("q\"b\\", "\"q\\\"b\\\\\""),
      ("\n\r\t", "\"\\n\\r\\t\""),
      ("\u{0}\u{1B}\u{7F}", "\"\\u0000\\u001b\\u007f\""),
      ("\u{2028}\u{202E}", "\"\\u2028\\u202e\""),
      ("日本🙂", "\"日本🙂\""), ("\u{E0041}", "\"\\udb40\\udc41\""),
    ]
    for (text, expected) in texts { #expect(JSON.escaped(text) == expected) }
    #expect("{\("a\"b"): \(1)}" as Escaped<JSON> == "{\"a\\\"b\": 1}")
  }

  /// The codes undone give the text that came in, whatever it is.
  @Test func jsonKeepsTheValue() {
    var random = SplitMix64(seed: 4)
    let texts = (0..<5_000).map { _ in Hostile.text(&random) }
    let wrong = (texts + Hostile.scalars.map { String($0) }).filter { text in
      let written = JSON.escaped(text)
      return !Self.decoded(written).utf16.elementsEqual(text.utf16)
        || written.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x202E }
    }
    #expect(wrong == [])
  }

  private static func decoded(_ json: String) -> String {
    var (units, rest) = ([UInt16](), Array(json.utf16).dropFirst().dropLast())
    while let unit = rest.popFirst() {
      guard unit == 0x5C, let code = rest.popFirst() else {
        units.append(unit)
        continue
      }
      switch Unicode.Scalar(code) {
      case "n": units.append(10)
      case "r": units.append(13)
      case "t": units.append(9)
      case "u":
        units.append(UInt16(String(decoding: rest.prefix(4), as: UTF16.self), radix: 16) ?? 0)
        rest = rest.dropFirst(4)
      default: units.append(code)
      }
    }
    return String(decoding: units, as: UTF16.self)
  }

  @Test func html() {
    let texts: [(String, String)] = [
      ("a", "a"), ("<script>", "&lt;script&gt;"), ("a&b", "a&amp;b"), ("\"'", "&quot;&#39;"),
      ("a\nb", "a\\nb"), ("日本", "日本"),
    ]
    for (text, expected) in texts { #expect(HTML.escaped(text) == expected) }
    var random = SplitMix64(seed: 5)
    for _ in 0..<5_000 {
      let text = HTML.escaped(Hostile.text(&random))
      #expect(!text.utf8.contains { "<>\"'\n".utf8.contains($0) })
    }
  }
}
