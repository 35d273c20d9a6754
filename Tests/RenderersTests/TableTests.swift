import Foundation
import RFKit
import Testing

/// The four formats of one table, cell by cell.
struct TableTests {
  private func table(_ cells: [[Cell]]) -> Table {
    Table(
      columns: [
        .init(key: "name", title: "name", alignment: .left),
        .init(key: "value", title: "value", alignment: .right),
      ],
      rows: cells)
  }

  /// A gate over the columns of each row: all of them are seen, and of the rows what the convolution sees.
  @Test func axesSeenAsAWholeBesideOthers() throws {
    let rows = GraphBuilder("rows").input(3, 8, 10).conv(3, 3, padding: 1)
    let means = rows.then(.reduce(Reduce(.mean, dimensions: [3], keepsDimensions: true)))
    let report = try rows.builder.build(output: rows.merge(.multiply, means, named: "gated"))
      .report()
    var options = RenderOptions()
    options.columns = [.layer, .field]
    let last = report.csv(options).split(separator: "\n").first { $0.hasPrefix("gated") }
    #expect(last == "gated,3xall")
  }

  @Test func everyCellInEveryFormat() throws {
    let half = try Rational(1, over: 2)
    let (h, w) = (Dim.symbol("H"), Dim.symbol("W"))
    let runs = try PositionSet(union: [Interval(-3, 4), Interval(6, 6), Interval(8, 9)])
    let cells: [(Cell, text: String, csv: String, json: String)] = [
      (.none, "–", "", "null"),
      (.text("a"), "a", "a", "\"a\""),
      (.count(25_557_032), "25,557,032", "25557032", "25557032"),
      (.count(try h * 1000), "1,000·H", "1000·H", "\"1000·H\""),
      (.share(half), "50 %", "0.5", "0.5"),
      (.share(1), "100 %", "1", "1"),
      (.fraction(half), "½", "0.5", "0.5"),
      (
        .sizes([.count(64), .count(1080), .count(1920)]), "64×1080×1920", "64x1080x1920",
        "[64, 1080, 1920]"
      ),
      (
        .sizes([.count(3), .count(try h + 1), .count(w)]), "3×(H + 1)×W", "3x(H + 1)xW",
        "[3, \"H + 1\", \"W\"]"
      ),
      (
        .sizes([.count(try (h + 1).floorDivided(by: 3)), .count(w)]), "⌊(H + 1)/3⌋×W",
        "⌊(H + 1)/3⌋xW", "[\"⌊(H + 1)/3⌋\", \"W\"]"
      ),
      (.sizes([.count(try h - 2)]), "H - 2", "H - 2", "[\"H - 2\"]"),
      (
        .all(local: [.count(try h - 2), .count(5)]), "(H - 2)×5 +all", "(H - 2)x5+all",
        "{\"global\": true, \"local\": [\"H - 2\", 5]}"
      ),
      (.sizes([.range(5, 6), .range(5, 6)]), "5–6×5–6", "5-6x5-6", "[[5, 6], [5, 6]]"),
      (.sizes([.count(5), .word(.everything)]), "5×all", "5xall", "[5, \"all\"]"),
      (.rates([.fraction(32), .fraction(32)]), "32", "32", "[32, 32]"),
      (.rates([.fraction(2), .fraction(half)]), "2×½", "2x0.5", "[2, 0.5]"),
      (.places([.fraction(0), .fraction(half)]), "0, ½", "0;0.5", "[0, 0.5]"),
      (.places([.word(.nothing), .fraction(half)]), "–, ½", "–;0.5", "[\"–\", 0.5]"),
      (.places([.margins(3, 3), .margins(3, 2)]), "3, 3/2", "3;3/2", "[[3, 3], [3, 2]]"),
      (.all(local: []), "all", "all", "{\"global\": true, \"local\": []}"),
      (
        .all(local: [.count(35), .count(35)]), "35×35 +all", "35x35+all",
        "{\"global\": true, \"local\": [35, 35]}"
      ),
      (.runs(runs), "-3…4, 6, 8…9", "-3..4;6..6;8..9", "[[-3, 4], [6, 6], [8, 9]]"),
      (.runs(.empty), "–", "", "[]"),
      (
        .unknown(.openPadding), "?", "?",
        "{\"unknown\": \"SAME padding depends on the remainder of an open size\"}"
      ),
      (
        .sizes([.unknown(.tooLarge), .unknown(.tooLarge)]), "?", "?x?",
        "[{\"unknown\": \"too large for exact arithmetic\"}, {\"unknown\": \"too large for exact arithmetic\"}]"
      ),
    ]
    for (cell, text, csv, json) in cells {
      #expect(CellStyle().text(cell) == text)
      let line = table([[.text("x"), cell]]).csv().split(separator: "\n")[1]
      #expect(line == "x,\(csv)")
      let compact = cell.json.text().split(separator: "\n").map { $0.drop { $0 == " " } }
        .joined(separator: " ")
      #expect(
        compact.replacing("{ ", with: "{").replacing(" }", with: "}")
          .replacing("[ ", with: "[").replacing(" ]", with: "]") == json)
    }
  }

  @Test func textIsAlignedByWhatIsSeen() {
    let rows: [[Cell]] = [
      [.text("conv"), .count(9)], [.text("日本"), .count(1234)], [.text("e\u{301}\u{1B}"), .none],
    ]
    #expect(
      table(rows).text(CellStyle()) == """
        name     value
        ──────────────
        conv         9
        日本     1,234
        e\u{301}\\u{1B}      –

        """)
    #expect(table([]).text(CellStyle()) == "name  value\n───────────\n")
  }

  @Test func namesAreCutToAWidthAndNumbersNever() {
    let rows: [[Cell]] = [[.text("features.denseblock1.denselayer1"), .count(1_000_000)]]
    let lines = table(rows).text(CellStyle(), width: 30).split(separator: "\n")
    #expect(lines[2] == "features.…enselayer1 1,000,000")
    for width in 1...60 {
      let text = table(rows).text(CellStyle(), width: width)
      #expect(text.contains("1,000,000"))
      if width >= 23 { #expect(text.split(separator: "\n").allSatisfy { $0.count <= width }) }
    }
  }

  @Test func color() {
    let text = table([[.text("a"), .count(1)]]).text(CellStyle(), paint: .ansi)
    #expect(text.hasPrefix("\u{1B}[1mname  value\u{1B}[0m\n\u{1B}[2m─"))
  }

  @Test func markdownIsPaddedAndEscaped() {
    let rows: [[Cell]] = [[.text("a|b"), .count(1)], [.text("日本"), .count(1234)]]
    #expect(
      table(rows).markdown(CellStyle()) == """
        | name | value |
        | :--- | ----: |
        | a\\|b |     1 |
        | 日本 | 1,234 |

        """)
  }

  @Test func csvIsQuotedByRFC4180() {
    let texts: [(String, String)] = [
      ("plain", "plain"), ("a,b", "\"a,b\""), ("say \"hi\"", "\"say \"\"hi\"\"\""),
      ("a\nb", "a\\nb"), (" a", "\" a\""), ("", ""), ("日本", "日本"),
    ]
    for (text, expected) in texts {
      #expect(table([[.text(text), .none]]).csv() == "name,value\n\(expected),\n")
    }
  }

  @Test func jsonIsJSON() throws {
    let hostile = "q\"b\\n\n\t\r\u{0}\u{1B}[31m\u{7F}\u{2028}\u{202E}日本🙂"
    let value = JSONValue.object([
      (hostile, .string(hostile)), ("empty", .array([])), ("nothing", .object([])),
      ("numbers", .array([.integer(.min), .integer(.max), .number(0.1), .number(1e-7)])),
      ("infinite", .number(.infinity)), ("flags", .array([.boolean(true), .null])),
    ])
    let text = value.text()
    #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || ($0.value >= 0x20 && $0.value != 0x7F) })
    let parsed = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(parsed[hostile] as? String == hostile)
    #expect(parsed["infinite"] is NSNull)
    #expect((parsed["numbers"] as? [Any])?.first as? Int == .min)
  }
}
