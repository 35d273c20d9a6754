import TestSupport
import Testing

@testable import RFCommand

/// Names that try to be more than names, through every way in and out again in every format: what is
/// written are bytes that no terminal, spreadsheet, page or parser takes for anything but text.
struct HostileNamesTests {
  private static let starts = [
    "=1+1", "+1", "-1", "@a", "\t=1", "\r", "<script>", "[a](b)", "x", "# ",
  ]
  private static let middles = [
    "\u{1B}[31m", "\u{1B}]0;pwned\u{7}", "\n", "\r\n", "\u{202E}", "\u{9B}2J", "\u{0}", "\u{200B}",
    "|", "`", "\"", "'", ",", "\\", "<!-- /rfcalc -->", "\u{2028}", "日本", "=cmd|'/C calc'!A0",
    "é", "\u{7F}", "\u{FEFF}", "\u{E0041}",
  ]

  private static func name(_ random: inout SplitMix64) -> String {
    starts[random.below(starts.count)]
      + (0..<random.pick(1...4)).map { _ in middles[random.below(middles.count)] }.joined()
      + "\(random.below(1000))"
  }

  /// A graph whose every name is hostile: graph, inputs, symbols, nodes, values, an operator and its domain.
  private static func model(_ random: inout SplitMix64, isKnown: Bool) -> (
    bytes: [UInt8], at: String
  ) {
    var writer = ONNXFileWriter()
    let names = (0..<9).map { "\(name(&random))\($0)" }
    writer.input(names[0], named: [name(&random), "3", name(&random), name(&random)])
    writer.initializer(names[1], [4, 3, 3, 3])
    writer.node("Conv", [names[0], names[1]], [names[2]], name: names[3])
    if isKnown {
      writer.node("Relu", [names[2]], [names[4]], name: names[5])
    } else {
      writer.node(name(&random), [names[2]], [names[4]], name: names[5], domain: names[6])
    }
    writer.output(names[4])
    return (writer.bytes(name: names[7]), names[3])
  }

  /// JSON's own escapes, so that the reader gets the name as it is.
  private static func json(_ text: String) -> String {
    "\""
      + text.utf16.map { unit in
        let digits = String(unit, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }.joined() + "\""
  }

  private static func graph(_ random: inout SplitMix64) -> (text: String, at: String) {
    let (input, layer) = (name(&random), name(&random))
    let text = """
      {"schema": "rfcalc/graph/1", "name": \(json(name(&random))), "hasBatch": true, "nodes": [
        {"name": \(json(input)), "op": "input", "shape": [1, "C", "`\(json(name(&random)).dropFirst().dropLast())`", "W"]},
        {"name": \(json(layer)), "op": "convolution", "outputChannels": 4, "kernel": 3, "inputs": [\(json(input))]}],
        "outputs": [{"name": \(json(layer)), "value": \(json(layer))}]}
      """
    return (text, layer)
  }

  /// A command line with hostile words, and the files that it is about.
  private static func command(_ random: inout SplitMix64) -> (words: [String], MemoryFiles) {
    let files = MemoryFiles()
    let hostile = name(&random)
    let isKnown = random.chance(0.8)
    let model = model(&random, isKnown: isKnown)
    let graph = graph(&random)
    let path = hostile.replacing("/", with: "") + random.oneOf(".onnx", ".json", ".rf", ".md", "")
    if path.hasSuffix(".onnx") {
      files.files[path] = model.bytes
    } else if path.hasSuffix(".json") {
      files.files[path] = Array(random.chance(0.8) ? graph.text.utf8 : hostile.utf8)
    } else if random.chance(0.5) {
      files.files[path] = Array("conv3,\(hostile)".utf8)
    }
    files.files["d.md"] = Array("<!-- rfcalc: \(hostile) -->\nx\n<!-- /rfcalc -->\n".utf8)
    let at = path.hasSuffix(".onnx") ? model.at : graph.at
    let source = random.oneOf([path], ["./\(path)"], ["--layers", "conv3,\(hostile)"], ["lenet5"])
    let lines: [[String]] = [
      source, source + ["--at", at], source + ["--at", hostile], source + ["--on", at],
      source + ["--opaque"], source + ["--assume", "\(hostile)=3"], source + ["--input", hostile],
      source + ["--input", "\(hostile)=1x3x8x8"], source + ["--columns", hostile],
      source + ["--depth", hostile], source + ["--variant", hostile],
      source + ["--classes", hostile],
      source + ["--dtype", hostile], source + ["--\(hostile)"], source + [hostile],
      source + ["--depth", "all", "--input", "1x3x8x8"],
      ["region"] + source + ["--at", at, "--unit", "0,0"],
      ["region"] + source + ["--at", at, "--unit", hostile],
      ["region"] + source + ["--at", at, "--pixel", "1,1", "--input", "1x3x8x8"],
      ["verify"] + source + ["--quick", "--input", "1x3x8x8"], ["verify"] + source,
      ["models", "--family", hostile], ["models", hostile], ["help", hostile], ["docs", path],
      ["docs", "d.md"], ["docs", "--check", "d.md"], ["formats", hostile],
    ]
    var words = lines[random.below(lines.count)]
    if random.chance(0.8), words.first != "docs" {
      words += ["--format", random.oneOf("text", "markdown", "json", "csv", "graph")]
    }
    return (words, files)
  }

  private static let escapeCodes = ["\u{1B}[1m", "\u{1B}[2m", "\u{1B}[0m"]

  /// Printable characters and line feeds, none of which are hidden or turn the writing direction.
  private static func isClean(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
      switch scalar.value {
      case 0x0A, 0x20..<0x7F: true
      case 0..<0xA0, 0x200B, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF,
        0xE0000...0xE00FF:
        false
      default: true
      }
    }
  }

  @Test func bothStreamsAreCleanInEveryFormat() {
    var random = SplitMix64(seed: 13)
    var codes = Set<Int32>()
    for _ in 0..<1500 {
      let (words, files) = Self.command(&random)
      let result = run(words, files)
      codes.insert(result.code)
      let out = result.text
      #expect(Self.isClean(out), "\(words): \(out.debugDescription)")
      #expect(Self.isClean(result.err), "\(words): \(result.err.debugDescription)")
      #expect(result.out.elementsEqual(out.utf8), "\(words)")
      guard let format = words.firstIndex(of: "--format"), result.code == 0 else { continue }
      let lines = out.split(separator: "\n")
      switch words[format + 1] {
      case "csv":
        let starts = Set("=+-@\t\r")
        #expect(!lines.contains { $0.first.map(starts.contains) ?? false }, "\(out)")
      case "markdown":
        #expect(!out.contains("<script>") || out.contains("\\<script>"), "\(out)")
        let rows = lines.filter { $0.hasPrefix("|") }
        #expect(Set(rows.map(Self.cells)).count <= 1, "\(out)")
      default: break
      }
    }
    #expect(codes.isSuperset(of: [0, 64, 65, 66]))
  }

  /// The bars of a Markdown row that separate cells.
  private static func cells(_ row: Substring) -> Int {
    var (count, isEscaped) = (0, false)
    for scalar in row.unicodeScalars {
      if scalar == "|", !isEscaped { count += 1 }
      isEscaped = scalar == "\\" && !isEscaped
    }
    return count
  }

  /// Nothing long comes back as long as it was typed.
  @Test func whatIsMentionedIsShort() {
    let long = String(repeating: "x\u{1B}", count: 500_000)
    let lines = [
      [long], ["--layers", long], ["--\(long)"], ["lenet5", "--at", long], ["lenet5", long],
      ["lenet5", "--input", long], ["lenet5", "--assume", long], ["lenet5", "--variant", long],
      ["lenet5", "--columns", long], ["models", "--family", long], ["help", long], ["docs", long],
      ["lenet5", "--assume", "`\(long)`=3"], ["--layers", "conv3", "--input", "\(long)=3"],
    ]
    for words in lines {
      let result = run(words, MemoryFiles())
      #expect(result.code >= 64, "\(words.count)")
      #expect(result.err.utf8.count < 8000, "\(result.err.prefix(300))")
    }
  }

  /// A caret stands under what is seen of the place.
  @Test func caretsPointAtWhatIsSeen() {
    let result = run(["--layers", "relu,\u{1B}[2J日pol2"], MemoryFiles())
    #expect(
      result.err == """
        Error: --layers:1:6: a layer must stand here, found U+001B
          relu,\\u{1B}[2J日pol2
               ^~~~~~

        """)
    let assumed = run(["lenet5", "--assume", "`日\u{202E}`=1, ?"], MemoryFiles())
    #expect(
      assumed.err == """
        Error: The value '`日\\u{202E}`=1, ?' is invalid for '--assume <facts>': expected the name of a \
        size, found '?'
          `日\\u{202E}`=1, ?
                          ^

        """)
  }

  /// The symbols of a graph are kept: what is written is read again.
  @Test func whatIsReadAgainIsExact() {
    var random = SplitMix64(seed: 5)
    for _ in 0..<20 {
      let model = Self.model(&random, isKnown: true)
      let files = MemoryFiles()
      files.files["m.onnx"] = model.bytes
      let written = run(["m.onnx", "--format", "graph"], files)
      #expect(written.code == 0, "\(written.err)")
      files.files["m.json"] = written.out
      let again = run(["m.json", "--format", "graph"], files)
      #expect(again.out == written.out, "\(again.err)")
    }
  }
}
