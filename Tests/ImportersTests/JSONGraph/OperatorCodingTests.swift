import ConvArithmetic
import Importers
import LayerGraph
import Renderers
import TestSupport
import Testing

/// Every operator with every setting, in both directions.
@Suite struct OperatorCodingTests {
  /// A network with this node at its end, which reads as many values as it must, and its line.
  private func network(_ operation: Operator) throws -> Graph {
    let count = operation.payload.arity.lowerBound
    let inputs = (0..<count).map {
      Node(name: "x\($0)", operation: .input(Input([1, 3, 8, 8])), inputs: [])
    }
    var node = Node(
      name: "n", operation: operation, inputs: inputs.indices.map { ValueReference(node: $0) },
      sharedWeights: "w", aliases: ["a", "b"])
    node.stored = StoredNumbers(
      counts: ParameterCounts(weights: 6, constants: 2), bytes: 12,
      tensors: [StoredTensor(name: "t", elements: 2, evidence: .bufferName)])
    node.elementTypes = [.float16]
    return try Graph(
      name: "all", nodes: inputs + [node],
      outputs: [Graph.Output(name: "y", value: ValueReference(node: count))], hasBatch: true)
  }

  private func line(_ operation: Operator, _ settings: String) -> String {
    let count = operation.payload.arity.lowerBound
    let names = (0..<count).map { #""x\#($0)""# }.joined(separator: ", ")
    let op = settings.prefix { $0 != "," }
    let inputs = count == 0 ? "" : #", "inputs": [\#(names)]"#
    return #"    {"name": "n", \#(op)\#(inputs)\#(settings.dropFirst(op.count)), "#
      + #""sharedWeights": "w", "aliases": ["a", "b"], "stored": {"counts": {"weights": 6, "#
      + #""constants": 2}, "bytes": 12, "tensors": [{"name": "t", "elements": 2, "#
      + #""evidence": "bufferName"}]}, "elementTypes": ["float16"]}"#
  }

  @Test func everySettingIsWrittenAndReadAgain() throws {
    for (sample, settings) in OperatorCorpus.documents {
      let operation = sample.operation
      let graph = try network(operation)
      let text = try graph.json()
      let written = text.split(separator: "\n").first { $0.contains(#""name": "n""#) } ?? ""
      #expect(written == line(operation, settings))
      #expect(try Graph(json: Array(text.utf8)) == graph)
    }
  }

  /// The samples have every setting of every form of every operator.
  @Test func noSettingIsMissingAmongTheSamples() throws {
    var samples: Set<[String]> = []
    for (sample, _) in OperatorCorpus.documents {
      let operation = sample.operation
      let graph = try network(operation)
      let keys = try CodedNode.coded(graph.nodes[graph.nodes.count - 1], of: graph).map(\.key)
      // What reads nothing leaves its inputs out.
      samples.insert([operation.codedName?.rawValue ?? ""] + keys.filter { $0 != "inputs" })
    }
    for name in OperatorName.allCases {
      let node = CodedNode(blank: name.blank.operation)
      for settings in try SettingsLister.allSettings(of: node) {
        let keys = settings.map(\.key)
        #expect(Set(keys).count == keys.count, "\(name) has two settings of one key")
        let isThere = samples.contains([name.rawValue] + keys.filter { $0 != "inputs" })
        #expect(isThere, "\(name) \(keys)")
      }
    }
  }

  /// The samples are off the defaults in all that there is in an operator: whoever adds a property
  /// learns here that documents should have it.
  @Test func noPropertyIsForgotten() {
    for name in OperatorName.allCases {
      let samples = OperatorCorpus.samples(of: name).filter { $0.document != nil }
        .map(\.operation.payload)
      let blank = properties(of: name.blank)
      for (label, standard) in blank {
        let isMoved = samples.contains { properties(of: $0)[label] != standard }
        #expect(isMoved, "no sample of \(name) has another \(label) than \(standard)")
      }
    }
  }

  /// The stored properties and those of settings in them, as texts.
  private func properties(of value: Any, prefix: String = "") -> [String: String] {
    var properties: [String: String] = [:]
    for (label, child) in Mirror(reflecting: value).children {
      let name = prefix + (label ?? "")
      if child is WindowSettings {
        properties.merge(self.properties(of: child, prefix: name + ".")) { $1 }
      } else {
        properties[name] = "\(child)"
      }
    }
    return properties
  }

  /// Leaving out any of the settings that may be left out gives a network that is written as it was.
  @Test func everyChoiceOfSettingsSurvives() throws {
    var count = 0
    for sample in OperatorCorpus.all {
      let (name, settings) = (
        try #require(sample.name), try #require(CodedSettings(sample.operation))
      )
      let members = try SettingsWriter.members(of: settings)
      let optional = try SettingsLister.settings(of: settings)
        .filter { $0.standard != nil }.map(\.key)
      // Of many settings at most two are left out together, or kept.
      let fewest = optional.count > 8 ? 2 : optional.count
      for subset in 0..<(1 << optional.count)
      where min(subset.nonzeroBitCount, optional.count - subset.nonzeroBitCount) <= fewest {
        let left = members.filter { member in
          guard let place = optional.firstIndex(of: member.key) else { return true }
          return subset >> place & 1 == 1
        }
        let payload = try CodedSettings(reading: left, of: name)
        let again = try SettingsWriter.members(of: payload)
        #expect(Set(again.map(\.key)).isSubset(of: left.map(\.key)))
        #expect(
          try CodedSettings(reading: again, of: name).payload.operation
            == payload.payload.operation)
        count += 1
      }
    }
    print("Operators written and read again: \(count) settings stay the same")
  }

  @Test func functionsAreCalledAsInSwift() throws {
    for form in Activation.Function.Form.allCases {
      let function = Activation.Function(blank: form)
      #expect("\(function)".prefix { $0 != "(" } == form.rawValue)
      #expect(function.form == form)
      let graph = try network(.activation(Activation(function)))
      #expect(try Graph(json: Array(graph.json().utf8)) == graph)
    }
    #expect(Activation.Function.Form.allCases.count == 48)
  }
}
