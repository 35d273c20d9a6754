import Analyses
import ConvArithmetic
import Escaping
import Importers
import LayerGraph
import ModelZoo
import Renderers
@testable import TestSupport
import Testing

/// Networks written and read again.
@Suite struct RoundTripTests {
  /// The graph comes back equal, and its text too.
  private func expectSurvival(_ graph: Graph, _ comment: Comment) throws {
    let text = try graph.json()
    let again = try Graph(json: Array(text.utf8), name: "other")
    #expect(again == graph, comment)
    #expect(try again.json() == text, comment)
  }

  @Test func everyNetworkOfTheZooSurvives() throws {
    var count = 0
    for entry in Zoo.entries {
      for variant in [nil] + entry.variants.map({ Optional($0) }) {
        let graph = try Zoo.graph(entry.name, variant: variant)
        try expectSurvival(graph, "\(entry.name) \(variant ?? "")")
        let open = graph.inputs.map { _ in Shape([.symbol("N"), 3, .symbol("H"), .symbol("W")]) }
        try expectSurvival(try graph.withInputs(open, hasBatch: true), "\(entry.name) open")
        count += 1
      }
    }
    print("Graphs written and read again: \(count) networks of the zoo stay the same")
  }

  @Test func modelsOfFilesSurvive() throws {
    var nodes = 0
    for measured in try ONNXReference.models() {
      let graph = try ONNXModel(measured.bytes).graph
      try expectSurvival(graph, "\(measured.name)")
      nodes += graph.nodes.count
    }
    print("Graphs written and read again: \(nodes) nodes of ONNX models stay the same")
  }

  @Test func operatorsSurvive() throws {
    for sample in OperatorCorpus.all { try expectSurvival(try sample.graph(), "\(sample)") }
  }

  @Test func microGraphsSurvive() throws {
    let graphs = try MicroGraph.load()
    #expect(graphs.count == 57)
    for micro in graphs { try expectSurvival(micro.graph, "\(micro.name)") }
  }

  @Test func randomGraphsSurvive() throws {
    for seed in 0..<1_000 {
      var random = RandomGraph(seed: UInt64(seed))
      try expectSurvival(try random.graph(), "seed \(seed)")
    }
  }

  /// Names are data: they may hold what means something elsewhere.
  @Test func namesOfAllKindsSurvive() throws {
    let names = [
      "a", "a#1", "a#1#0", "a#", "#", "#0", "a#01", "a#99999999999999999999", "a/b.c", " ",
      "\"", "\\", "\n", "\u{0}", "\u{1B}[31m", "\u{7F}", "\u{2028}", "\u{202E}", "é", "e\u{301}x",
      "日本", "👩‍👩‍👧", "\u{10FFFF}", "\u{FEFF}", "\r\n", "{", "null", "#️⃣", "a#1\u{20E3}",
      String(repeating: "long", count: 1000),
    ]
    var nodes = [Node(name: "x", operation: .input(Input([1, 4, 8])), inputs: [])]
    for name in names {
      // Each reads the second output of the one before it, where that has one.
      let reads = ValueReference(node: nodes.count - 1, output: nodes.count > 1 ? 1 : 0)
      nodes.append(
        Node(
          name: name, operation: .split(Split(parts: .count(2))), inputs: [reads],
          sharedWeights: SharedWeights(name), aliases: [name, name + " again"]))
    }
    let outputs = nodes.indices.map {
      Graph.Output(name: nodes[$0].name, value: ValueReference(node: $0))
    }
    try expectSurvival(try Graph(name: "\u{1B}\"", nodes: nodes, outputs: outputs), "names")
  }

  /// Which numbers are shared under which keys.
  @Test func sharingSurvives() throws {
    let all: [SharedWeights?] = [
      nil, SharedWeights(), "w", "", SharedWeights(weights: "w"), SharedWeights(statistics: ""),
      SharedWeights(weights: "a", biases: "b", scale: "c", shift: "d", statistics: "e"),
      SharedWeights(weights: "w", biases: "w", scale: "w", shift: "w"),
    ]
    for shared in all {
      let node = Node(
        name: "x", operation: .input(Input([1, 4, 8])), inputs: [], sharedWeights: shared)
      let graph = try Graph(
        name: "n", nodes: [node],
        outputs: [Graph.Output(name: "y", value: ValueReference(node: 0))])
      try expectSurvival(graph, "\(String(describing: shared))")
    }
  }

  /// Sizes are what they were, whatever they are made of.
  @Test func sizesSurvive() throws {
    let (h, odd) = (Dim.symbol("H"), Dim.symbol("batch `size`\n"))
    let dims: [Dim] = [
      1, .constant(.max), h, odd, try h * h, try (h + 1).floorDivided(by: 2),
      try (h + 6).ceilDivided(by: 32), try h * odd * 64 + 7, .symbol("floor"), .symbol("1"),
      .symbol(""), .symbol("="), try ((h * odd).floorDivided(by: 3) + 5).floorDivided(by: 7),
    ]
    let input = Node(name: "x", operation: .input(Input(Shape(dims))), inputs: [])
    let reshape = Node(
      name: "r", operation: .reshape(Reshape(dims.map { .value($0) })),
      inputs: [ValueReference(node: 0)])
    try expectSurvival(
      try Graph(
        name: "", nodes: [input, reshape],
        outputs: [Graph.Output(name: "", value: ValueReference(node: 1))]), "sizes")
  }

  @Test func operatorsWithRulesOfTheirOwnAreRefused() throws {
    let custom = Custom(kind: "warp", rules: NoRules())
    let graph = try Graph(
      name: "n",
      nodes: [
        Node(name: "x", operation: .input(Input([1, 4, 8])), inputs: []),
        Node(name: "w", operation: .custom(custom), inputs: [ValueReference(node: 0)]),
      ], outputs: [Graph.Output(name: "y", value: ValueReference(node: 1))])
    #expect(throws: Diagnostic(.node(name: "w", kind: "warp"), .notWritable)) {
      try graph.json()
    }
    #expect(
      "\(Diagnostic(.node(name: "w", kind: "warp"), .notWritable))"
        == "w (warp): has rules of its own, which no file can hold; "
        + "write networks of rfcalc's own operators")
  }

  private struct NoRules: OperatorRules {
    func outputShapes(of inputs: [Shape], requirements: inout Requirements) -> [Shape] { inputs }
    func routes(output: Int, _ site: Site) -> [[Route]] { [] }
    func parameters(_ site: Site) -> ParameterCounts { .zero }
    func work(_ site: Site) -> Work { .none }
    func shift(_ site: Site) -> LearnedShift { .none }
  }

  /// Conditions of all kinds, about names of all kinds.
  @Test func conditionsSurvive() throws {
    let (h, odd) = (Dim.symbol("H"), "a ≥ b % 2 = 0`")
    let conditions: [Requirement] = [
      .bound(symbol: "H", least: 7), .limit(symbol: "H", greatest: 900),
      .multiple(symbol: "H", of: 8), .atLeast(try h.floorDivided(by: 2) - .symbol("W"), -1),
      .equal(h, try .symbol("W") * 2), .bound(symbol: odd, least: 2),
      .limit(symbol: odd, greatest: 30), .multiple(symbol: odd, of: 5), .equal(.symbol(odd), 10),
    ]
    let node = Node(name: "x", operation: .input(Input([1, 3, h])), inputs: [])
    let graph = try Graph(
      name: "g", nodes: [node], outputs: [.init(name: "y", value: ValueReference(node: 0))],
      conditions: conditions)
    let again = try Graph(json: Array(graph.json().utf8))
    #expect(again.conditions == conditions)
    #expect(again == graph)
    let needed = try graph.report().requirements.map(\.description)
    #expect(
      needed == [
        "H % 8 = 0", "H ≤ 896", "`a ≥ b % 2 = 0``` % 5 = 0", "`a ≥ b % 2 = 0``` ≤ 30",
        "-W + ⌊H/2⌋ ≥ -1", "H = 2·W", "`a ≥ b % 2 = 0``` = 10",
      ], "\(needed)")
  }
}
