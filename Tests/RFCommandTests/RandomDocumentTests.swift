import TestSupport
import Testing

@testable import RFCommand

/// Documents drawn at random: nothing outside the markers changes, ever; what was written once stays.
struct RandomDocumentTests {
  private static let commands = [
    "lenet5 --columns layer,field", "--layers conv3p1 columns=layer,parameters",
    "--layers 'conv3c4,relu' --input 3x8x8 --format csv", "region lenet5 --at f6 --unit 0",
  ]

  /// What can stand between blocks; fences in it are closed.
  private static let outside: [[String]] = [
    ["text"], [""], ["# heading"], ["  indented"], ["- item", "  - item"], ["> quote"],
    ["```", "<!-- rfcalc: lenet5 -->", "```"], ["~~~swift", "<!-- /rfcalc -->", "```", "~~~"],
    ["`<!-- rfcalc: x -->` and `` ` ``"], ["| a | b |", "| - | - |"], ["<!-- comment -->"],
    ["> ```", "> <!-- rfcalc: x -->", "", "text"], ["/// ```", "/// x", "/// ```"], ["日本 \u{1B}"],
    ["a ``` b"], ["trailing  "], ["<!-- recall: -->"], ["rfcalc"], ["* star", "* star"],
  ]
  private static let prefixes = ["", "", "  ", "> ", "/// ", " * ", "# ", "> > "]

  private static let tables: [String: [String]] = {
    var tables: [String: [String]] = [:]
    for command in commands {
      let line = command.replacing("columns=", with: "--columns=")
      let isCSV = line.contains("csv")
      let text = rfcalc(isCSV ? line : line + " --format markdown").text
      let lines = text.split(separator: "\n").map(String.init)
      tables[command] = isCSV ? ["```csv"] + lines + ["```"] : lines
    }
    return tables
  }()

  @Test func onlyBlocksChange() {
    var random = SplitMix64(seed: 7)
    for _ in 0..<500 {
      let ending = random.below(3) == 0 ? "\r\n" : "\n"
      var (before, after): ([String], [String]) = ([], [])
      for _ in 0..<random.below(8) {
        if random.below(2) == 0 {
          let lines = Self.outside[random.below(Self.outside.count)]
          before += lines
          after += lines
        } else {
          let block = Self.block(&random)
          before += block.before
          after += block.after
        }
      }
      let hasLastEnding = random.below(2) == 0
      if hasLastEnding, !before.isEmpty { (before, after) = (before + [""], after + [""]) }
      let mark = random.below(8) == 0 ? "\u{FEFF}" : ""
      let text = mark + before.joined(separator: ending)
      let files = MemoryFiles(["x.md": text])
      let result = rfcalc("docs --allow-none x.md", files)
      #expect(result.code == 0 && result.err == "", "\(text)\n\(result.err)")
      #expect(files.text("x.md") == mark + after.joined(separator: ending), "\(text)")
      #expect(files.written.isEmpty == (before == after))
      #expect(rfcalc("docs --check --allow-none x.md", files) == CommandResult())
    }
  }

  private static func block(_ random: inout SplitMix64) -> (before: [String], after: [String]) {
    let prefix = prefixes[random.below(prefixes.count)]
    let bare = prefix.trimmed.isEmpty ? "" : String(prefix.dropLast())
    let command = commands[random.below(commands.count)]
    let table = ([""] + (tables[command] ?? []) + [""]).map { $0.isEmpty ? bare : prefix + $0 }
    let (opening, closing) = ("\(prefix)<!-- rfcalc: \(command) -->", "\(prefix)<!-- /rfcalc -->")
    let old: [String] =
      switch random.below(4) {
      case 0: table
      case 1: []
      case 2: [prefix + "old", bare, prefix + "text `<!-- /rfcalc -->` text"]
      default: Array(table.dropLast())
      }
    // A star that does not go on would be a list.
    let content = prefix.contains("*") && old.isEmpty ? [prefix + "x"] : old
    return ([opening] + content + [closing], [opening] + table + [closing])
  }

  /// Any lines in any order: refused without writing, or settled after one run.
  @Test func anythingSettles() {
    var random = SplitMix64(seed: 8)
    let lines =
      Self.outside.joined() + [
        "<!-- rfcalc: lenet5 columns=layer -->", "> <!-- rfcalc: lenet5 columns=layer -->",
        "<!-- /rfcalc -->", "<!-- /rfcalc -->", "> <!-- /rfcalc -->", "```", "~~~", "<!-- rfcalc:",
        "x <!-- rfcalc: lenet5 -->", "<!-- rfcalc: 'x -->", "> ```", "-->", "<!--",
        "!-- /rfcalc -->", "rfcalc: lenet5 -->", "- ```", "    <!-- /rfcalc -->", "    text",
        "1. item",
        "    <!-- rfcalc: lenet5 columns=layer -->", "      ```",
      ]
    var (settled, refused) = (0, 0)
    for _ in 0..<1500 {
      let drawn = (0..<random.below(7)).map { _ in lines[random.below(lines.count)] }
      let text = drawn.joined(separator: "\n")
      let files = MemoryFiles(["x.md": text])
      let result = rfcalc("docs --allow-none x.md", files)
      if result.code == 0 {
        settled += 1
        #expect(rfcalc("docs --check --allow-none x.md", files) == CommandResult(), "\(text)")
        let kept = files.text("x.md").split(separator: "\n", omittingEmptySubsequences: false)
        var rest = kept[...]
        for line in drawn where line.contains("<!-- /rfcalc -->") || line.contains("columns=layer")
        {
          let found = rest.firstIndex { $0 == line }
          #expect(found != nil, "\(text)")
          rest = rest[((found ?? rest.startIndex) + 1)...]
        }
      } else {
        refused += 1
        #expect(result.code == 65 && result.err.hasPrefix("x.md:"), "\(text)")
        #expect(files.written.isEmpty && files.text("x.md") == text)
      }
    }
    #expect(settled > 150 && refused > 150)
  }

  /// Any bytes at all.
  @Test func noBytesAreLost() {
    var random = SplitMix64(seed: 9)
    let alphabet =
      Array("<!- rfcalc:/>`~\n\r\t *#x".utf8) + [0xFF, 0xC3, 0xA9, 0x00, 0xEF, 0xBB, 0xBF]
    for _ in 0..<3000 {
      let bytes = (0..<random.below(60)).map { _ in alphabet[random.below(alphabet.count)] }
      #expect(DocumentLines(bytes).lines.flatMap(\.bytes) == bytes)
      let files = MemoryFiles()
      files.files["x"] = bytes
      let result = rfcalc("docs -q x", files)
      #expect(result.code == 0 || result.code == 65)
      #expect(files.written.isEmpty)
    }
  }

  /// A model may call its inputs and layers whatever it likes: what was written once stays.
  @Test func namesOfModelsChangeNothing() {
    var random = SplitMix64(seed: 10)
    let pieces = [
      "a", "b", " ", "  ", "\t", "\r", "\n", "\r\n", "`", "```", "~~~", "|", "*", "- ", "> ", "<",
      "\\",
      "<!-- /rfcalc -->", "<!-- rfcalc: lenet5 -->", "<!-- rfclac: x", "-->", "<!--",
      "!-- /rfcalc -->", "/rfcalc -->", "rfcalc: x -->", "rfcalc: ", "/rfcalc", " ->", "\u{2028}",
      "\u{85}", "\u{B}", "\u{1B}[31m", "\u{202E}", "\u{FEFF}", "日", "e\u{301}", "\"", "&lt;", "#",
      "1. ",
    ]
    var read = 0
    for _ in 0..<400 {
      let names = (0..<3).map { index in
        "\(index)" + (0..<random.below(6)).map { _ in pieces[random.below(pieces.count)] }.joined()
      }
      // The place of the number must not keep a name from beginning with anything.
      let (x, y, z) = (
        Self.json(names[0].dropFirst() + "x"), Self.json(names[1]), Self.json(names[2])
      )
      let model = """
        {"schema": "rfcalc/graph/1", "nodes": [
          {"name": \(x), "op": "input", "shape": [1, 3, "H", 8]},
          {"name": \(y), "op": "flatten", "inputs": [\(x)]}],
          "outputs": [{"name": \(z), "value": \(y)}]}
        """
      let ending = random.oneOf("\n", "\r\n")
      let prefix = Self.prefixes[random.below(Self.prefixes.count)]
      let format = random.oneOf("text", "markdown", "json", "csv", "graph")
      let isOfLayer = random.below(2) == 0 && format != "graph"
      let command = "m.json \(isOfLayer ? "--at 1 " : "")--format \(format)"
      let lines = ["\(prefix)<!-- rfcalc: \(command) -->", prefix, "\(prefix)<!-- /rfcalc -->"]
      let files = MemoryFiles(["x.md": lines.joined(separator: ending), "m.json": model])
      let result = rfcalc("docs x.md", files)
      if result.code != 0 {
        #expect(result.err.contains("There is no layer '1'"), "\(result.err) \(model)")
        continue
      }
      read += 1
      let written = files.text("x.md")
      #expect(rfcalc("docs x.md", files) == CommandResult(), "\(written)")
      #expect(rfcalc("docs --check x.md", files) == CommandResult(), "\(written)")
      #expect(written.hasPrefix(lines[0] + ending) && written.hasSuffix(ending + lines[2]))
    }
    #expect(read > 200)
  }

  /// A text as JSON has it.
  private static func json(_ text: some StringProtocol) -> String {
    "\""
      + text.unicodeScalars.map { "\\u" + String(String($0.value + 0x10000, radix: 16).suffix(4)) }
      .joined() + "\""
  }
}
