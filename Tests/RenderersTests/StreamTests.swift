import RFKit
import Testing

/// What is written as it is made: in pieces, the same as in one, and no further than somebody wants it.
struct StreamTests {
  /// A stream that keeps the pieces.
  private struct Pieces: TextOutputStream {
    var all: [String] = []

    mutating func write(_ string: String) { all.append(string) }
  }

  private func chain(_ count: Int) throws -> Report {
    try Graph(layers: "\(count)*conv3p1c4", input: try InputShape(parsing: "3x8x8")).report()
  }

  @Test(arguments: OutputFormat.allCases) func piecesAreTheWhole(_ format: OutputFormat) throws {
    for report in [try chain(5_000), try Zoo.graph("unet").report()] {
      let options = RenderOptions(depth: .all)
      let whole = report.rendered(as: format, options)
      var pieces = Pieces()
      report.write(format, options, to: &pieces)
      #expect(pieces.all.joined() == whole)
      let count = whole.utf8.count
      #expect(pieces.all.allSatisfy { $0.utf8.count <= 1 << 16 })
      #expect(pieces.all.count <= 2 + count / (1 << 15))
    }
  }

  @Test func networksArePiecesToo() throws {
    let graph = try chain(5_000).graph
    var pieces = Pieces()
    try graph.writeJSON(to: &pieces)
    #expect(pieces.all.count > 5)
    #expect(try pieces.all.joined() == graph.json())
  }

  /// Longer than the buffer, and right up to its end.
  @Test func longTextsAndFullBuffers() {
    let long = String(repeating: "é", count: 1 << 17)
    for spaces in [0, 1, (1 << 16) - 1, 1 << 16, 3 << 16] {
      let text = TextOutput.text { output in
        output.write(spaces: spaces)
        output.write(Int.min)
        output.write(Message(escaping: long))
        output.write(0)
      }
      #expect(text == String(repeating: " ", count: spaces) + "-9223372036854775808" + long + "0")
    }
  }

  /// Whoever has heard enough is not told the rest, which is then not made.
  @Test func nothingIsMadeForNobody() throws {
    let report = try chain(5_000)
    for format in OutputFormat.allCases {
      var received = 0
      let output = TextOutput { bytes in
        received += bytes.count
        return false
      }
      report.write(format, RenderOptions(), to: output)
      output.flush()
      #expect(!output.isOpen && received <= 1 << 16)
    }
    let made = Counter()
    let rows = Table.Rows(count: 100_000) { row in
      made.count += 1
      return [.count(Dim(row))]
    }
    let table = Table(columns: [.init(key: "a", title: "a", alignment: .right)], rows: rows)
    for write in [table.writeCSV, { JSONValue.object([("rows", table.json)]).write(to: $0) }] {
      made.count = 0
      write(TextOutput { _ in false })
      #expect(made.count < 20_000)
    }
  }

  private final class Counter: @unchecked Sendable {
    var count = 0
  }
}
