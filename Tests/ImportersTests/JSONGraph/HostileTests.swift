import Analyses
import ConvArithmetic
import Escaping
import Importers
import LayerGraph
import ModelZoo
import Renderers
import TestSupport
import Testing

/// No bytes may trap, and what is refused is refused at a place inside them.
@Suite struct HostileTests {
  /// Whether the bytes are a graph; a graph must survive being written and
  /// looked at.
  private func isRead(_ bytes: [UInt8]) -> Bool {
    do throws(GraphJSONError) {
      let graph = try Graph(json: bytes)
      // The texts are compared, as not-a-number is not equal to itself.
      let text = try? graph.json()
      let again = try? text.map { try Graph(json: Array($0.utf8)).json() }
      #expect(text != nil && again == text)
      _ = try? graph.report()
      return true
    } catch {
      let place = error.place
      #expect(place.line >= 1 && place.length >= 1 && place.offset <= bytes.count)
      #expect(place.column >= 1 && place.column - 1 <= place.sourceLine.count)
      #expect(!error.reason.description.isEmpty)
      return false
    }
  }

  /// A few operators, among which is every one, and every kind of value.
  private static let samples: [[UInt8]] = {
    let all = OperatorCorpus.documents
    return stride(from: 0, to: all.count, by: 7).map { document(all[$0..<min($0 + 7, all.count)]) }
  }()

  private static func document(
    _ operators: ArraySlice<(sample: OperatorSample, document: String)>
  ) -> [UInt8] {
    var text = """
      {
        "schema": "rfcalc/graph/1", "name": "é\\u00e9\\ud83d\\ude00😀", "hasBatch": true,
        "outputs": [{"name": "y", "value": "x"}],
        "nodes": [
          {"name": "x", "op": "input", "shape": ["N", 3, "⌈H/2⌉ + 1", "2*W"], "aliases": ["\\n"]}
      """
    for (index, (sample, document)) in operators.enumerated() {
      let inputs = Array(repeating: "\"x\"", count: sample.operation.payload.arity.lowerBound)
      text += """
        ,
            {"name": "n\(index)", "inputs": [\(inputs.joined(separator: ", "))], \(document)}
        """
    }
    return Array((text + "\n  ]\n}\n").utf8)
  }

  @Test func truncations() {
    for bytes in Self.samples {
      #expect(isRead(bytes))
      // Behind the last bracket there is only white space.
      for count in 0..<bytes.count - 1 { #expect(!isRead(Array(bytes[..<count]))) }
    }
  }

  @Test func flippedBits() {
    var random = SplitMix64(seed: 8)
    var read = 0
    for round in 0..<10_000 {
      var mutant = Self.samples[round % Self.samples.count]
      for _ in 0...random.below(3) {
        mutant[random.below(mutant.count)] ^= 1 << UInt8(random.below(8))
      }
      if isRead(mutant) { read += 1 }
    }
    // Both outcomes must be frequent, or the mutations test little.
    #expect((50...5_000).contains(read), "\(read)")
  }

  /// Pieces taken out, doubled and exchanged for what is dangerous.
  @Test func exchangedPieces() {
    let pieces = [
      "0", "-1", "9223372036854775807", "-9223372036854775808", "1e308", "\"infinity\"", "\"nan\"",
      "null", "[]", "{}", "[[]]", "\"\"", "\"H\"", "true", "-0.0", "4611686018427387904", ",", ":",
      "\"9223372036854775807*9223372036854775807\"", "\"((((H))))\"", "[null]", "[0]", "[-1, 1e9]",
      "\"x#9223372036854775807\"", "\"n1\"", "[1,1,1,1,1,1,1,1,1]",
    ].map { Array($0.utf8) }
    var random = SplitMix64(seed: 9)
    var read = 0
    for round in 0..<10_000 {
      let bytes = Self.samples[round % Self.samples.count]
      var mutant = bytes
      let start = random.below(bytes.count)
      switch random.below(3) {
      case 0: mutant.removeSubrange(start..<min(bytes.count, start + random.below(20)))
      case 1: mutant.insert(contentsOf: mutant[start..<min(bytes.count, start + 30)], at: start)
      default:
        // A whole value: what stands between a colon or a comma and the next.
        let isMark = { (byte: UInt8) in byte == 0x3A || byte == 0x2C }
        guard let mark = mutant[start...].firstIndex(where: isMark),
          let end = mutant[(mark + 1)...].firstIndex(where: { isMark($0) || $0 == 0x7D })
        else { continue }
        mutant.replaceSubrange(mark + 1..<end, with: pieces[random.below(pieces.count)])
      }
      if isRead(mutant) { read += 1 }
    }
    #expect((250...5_000).contains(read), "\(read)")
  }

  /// Texts that grow, and take no more than in proportion.
  @Test func largeTexts() {
    func times(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }
    let head = #"{"schema": "rfcalc/graph/1", "nodes": ["#
    let count = 100_000
    let texts = [
      times("[", count), times("{\"a\":", count), times("[],", count), "[" + times("0,", count),
      times("9", count), "\"" + times("\\u0041", count), "\"" + times("é", count),
      "{\"schema\":\"rfcalc/graph/1\"" + times(",\"schemas\":1", count) + "}",
      head + #"{"name":"x","op":"input","shape":["# + times("1,", count) + "1]}]}",
      head + #"{"name":"x","op":"input","shape":[""# + times("H+", count) + #"H"]}]}"#,
      head + #"{"name":"x","op":"input","shape":[""# + times("(", count) + #"H"]}]}"#,
      head + #"{"name":"x","op":"input","shape":[""# + times("-", count) + #"H"]}]}"#,
      head + #"{"name":"x","op":"input","shape":[""# + times("(A+B+C+D)^2+", 1_000) + #"H"]}]}"#,
      head + times(#"{"name":"x"},"#, count) + "]}",
      head + #"{"name":"x","op":"tile","# + times("\"repeats\":1,", count) + "\"name\":1}]}",
      head + #"{"name":"x","op":"input","shape":"# + times("[", 190) + times("]", 190) + "}]}",
    ]
    for text in texts { _ = isRead(Array(text.utf8)) }
  }
}
