import Foundation
import LayerGraph
import RFKit
import Testing

/// The article that describes the JSON graph, against what is really written and read.
@Suite struct GraphSchemaTests {
  private func article() throws -> String {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Sources/Renderers/Renderers.docc/GraphSchema.md")
    return try String(contentsOf: file, encoding: .utf8)
  }

  /// The first three cells of the table rows below a heading, without their quotes.
  private func rows(_ heading: String) throws -> [[String]] {
    let lines = try article().split(separator: "\n", omittingEmptySubsequences: false)
    let section = lines.drop { $0 != "### \(heading)" }.dropFirst().prefix { !$0.hasPrefix("#") }
    return section.filter { $0.hasPrefix("|") }.dropFirst(2).map { line in
      line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().prefix(3).map {
        $0.trimmingCharacters(in: .whitespaces).trimmingCharacters(in: ["`"])
      }
    }
  }

  private func text(_ standard: CodedValue.Content?) -> String {
    standard.map { JSONValue($0).line } ?? "–"
  }

  @Test func everyOperatorAndKeyIsDescribed() throws {
    var expected: Set<[String]> = []
    for name in OperatorName.allCases {
      let common = try SettingsLister.settings(of: CodedNode(blank: .identity(Identity())))
      let all = try SettingsLister.allSettings(of: CodedNode(blank: name.blank.operation))
      let own = all.joined().filter { setting in !common.contains { $0.key == setting.key } }
      for (key, settings) in Dictionary(grouping: own, by: \.key) {
        // A key of several functions may have a default beside some of them only.
        let standard = settings.first { $0.standard != nil }?.standard
        expected.insert([name.rawValue, key, text(standard)])
      }
      if own.isEmpty { expected.insert([name.rawValue, "", ""]) }
    }
    let described = try rows("Operators")
    #expect(Set(described).subtracting(expected) == [], "not there")
    #expect(expected.subtracting(described) == [], "not described")
    #expect(Set(described).count == described.count)
  }

  @Test func keysOfNodesAndDocumentsAreDescribed() throws {
    let node = try SettingsLister.settings(of: CodedNode(blank: .identity(Identity())))
    #expect(
      try rows("Nodes").map { Array($0.prefix(2)) } == node.map { [$0.key, text($0.standard)] })
    #expect(try rows("The document").map { $0[0] } == GraphSchema.Key.allCases.map(\.rawValue))
    #expect(try article().contains(GraphSchema.identifier))
  }

  @Test func everyFunctionIsDescribed() throws {
    let lines = try article().split(separator: "\n\n")
    let lists: [(String, [String])] = [
      ("activation", Activation.Function.Form.allCases.map(\.rawValue)),
      ("elementwise", Elementwise.Function.allCases.map(\.rawValue)),
      ("reduce", Reduce.Function.allCases.map(\.rawValue)),
    ]
    for (name, functions) in lists {
      let list = try #require(lines.first { $0.hasPrefix("Of `\(name)`: ") })
      let words = list.split { $0 == "`" || $0 == "," || $0 == "\n" || $0 == " " || $0 == "." }
      #expect(words.dropFirst(3).map(String.init) == functions.sorted(), "\(name)")
    }
    let words = PaddingMode.allCases.map(\.rawValue) + Resize.Mode.allCases.map(\.rawValue)
    for word in words { #expect(try article().contains("`\"\(word)\"`"), "\(word)") }
  }

  /// The example of the article is what it says it is.
  @Test func theExampleIsWrittenAsItStands() throws {
    let parts = try article().split(separator: "```", maxSplits: 2)
    let example = String(try #require(parts.count > 1 ? parts[1] : nil).dropFirst("json\n".count))
    let graph = try Graph(json: Array(example.utf8))
    #expect(graph.name == "small")
    #expect(try graph.json() == example)
    #expect(try graph.report()["sum"]?.shape == .known([1, 8, .symbol("H"), .symbol("W")]))
  }
}
