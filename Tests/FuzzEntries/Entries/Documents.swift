import RFCommand
import TestSupport

extension FuzzEntry {
  /// Documents with tables inside.
  static let documents = FuzzEntry("documents") {
    DocumentSeeds.all.map { Array($0.utf8) } + [try Fixtures.file("Examples/LayerStrings.md")]
  } laws: { bytes in
    if CommandLaws.isLong(String(decoding: bytes, as: UTF8.self)) { return }
    var files = CommandLaws.networks
    files["x.md"] = bytes
    let memory = MemoryFiles(files)
    let first = try CommandLaws.run(["docs", "x.md"], memory)
    let after = memory.files["x.md"] ?? []
    guard first.code == 0 else {
      return try requireEqual("what can't be refreshed stays", after, bytes)
    }
    try DocumentLaws.checkKept(bytes, after)
    let check = try CommandLaws.run(["docs", "--check", "--allow-none", "x.md"], memory)
    try require(
      "what was refreshed is fresh", check.code == 0,
      "\(check.err)\(String(decoding: memory.out, as: UTF8.self))")
    _ = try CommandLaws.run(["docs", "x.md"], memory)
    try requireEqual("a second run changes nothing", memory.files["x.md"] ?? [], after)
  }
}

private enum DocumentSeeds {
  static let all = [
    "# Title\n\n<!-- rfcalc: n.rf -->\n<!-- /rfcalc -->\n\ntext",
    "a\r\n<!-- rfcalc: n.json --format csv -->\r\nold\r\n<!-- /rfcalc -->\r\nb\r\n",
    "> quote\n> <!-- rfcalc: --layers \"conv3,pool2\" --input 3x8x8 -->\n> <!-- /rfcalc -->\n",
    "/// <!-- rfcalc: region n.rf --at conv1 --unit 1,1 --input 3x9x9 -->\n/// x\n/// <!-- /rfcalc -->",
    "```\n<!-- rfcalc: n.rf -->\n```\n~~~~ swift\n<!-- /rfcalc -->\n~~~~\n`<!-- rfcalc: x -->`\n",
    "\u{FEFF}<!-- rfcalc: n.onnx --columns layer,output,field --depth 1 -->\n<!-- /rfcalc -->",
    "- item\n  <!-- rfcalc: 'n.rf' --format graph -->\n  <!-- /rfcalc -->\n* a\n* <!-- rfcalc: n.rf -->",
    " * <!-- rfcalc: n.rf --format json -->\n * x\n * <!-- /rfcalc -->\n#  # <!-- rfclac: n.rf -->\n",
    "<!-- rfcalc: n.rf columns=layer -->\n<!-- rfcalc: n.rf -->\n<!-- /rfcalc -->\n",
    "- ```\n  code\ntext\n\n    <!-- rfcalc: n.rf -->\n1. a\n\n    <!-- rfcalc: n.rf -->\n    <!-- /rfcalc -->\n",
    "<!--\nrfcalc: n.rf -->\n!-- /rfcalc -->\n<pre>\n\n\t<!-- rfcalc: n.rf -->\n\t<!-- /rfcalc -->\n",
    "<!--rfcalc: formats--><!-- /rfcalc -->\n<!-- rfcalc: models --family lenet -->\n<!--/rfcalc-->\n",
  ]
}

private enum DocumentLaws {
  /// All lines outside blocks are what they were, with their ends; and no block is gone.
  static func checkKept(_ before: [UInt8], _ after: [UInt8]) throws {
    let (old, new) = (outside(before), outside(after))
    try require(
      "nothing outside blocks changes", old == new,
      "\(old.map { String(decoding: $0, as: UTF8.self) })\n– and –\n"
        + "\(new.map { String(decoding: $0, as: UTF8.self) })")
  }

  /// The lines that aren't between an opening marker and the next closing one. It knows nothing of code,
  /// so some that stand outside are left out.
  private static func outside(_ document: [UInt8]) -> [ArraySlice<UInt8>] {
    var (result, isInside) = ([ArraySlice<UInt8>](), false)
    for line in document.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      if isClosing(line) { isInside = false }
      if !isInside { result.append(line) }
      if comment(in: line)?.hasPrefix("rfcalc:") ?? false { isInside = true }
    }
    return result
  }

  private static func isClosing(_ line: ArraySlice<UInt8>) -> Bool {
    comment(in: line) == "/rfcalc"
  }

  /// What stands in the first comment of a line, without blanks around it.
  private static func comment(in line: ArraySlice<UInt8>) -> Substring? {
    let text = String(decoding: line, as: UTF8.self)
    guard let start = text.firstRange(of: "<!--"),
      let end = text[start.upperBound...].firstRange(of: "-->")
    else { return nil }
    let content = text[start.upperBound..<end.lowerBound].drop(while: \.isWhitespace)
    return content.prefix(
      (content.lastIndex { !$0.isWhitespace }.map {
        content.distance(from: content.startIndex, to: $0) + 1
      }) ?? 0)
  }
}
