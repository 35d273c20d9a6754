import Analyses
import ConvArithmetic
import LayerGraph
import ModelZoo
@testable import TestSupport
import Testing

/// Layers that are alike are worked out once, and nobody can tell.
@Suite struct LayerMemoryTests {
  @Test(arguments: [
    "resnet50", "densenet121", "googlenet", "shufflenet_v2_x1_0", "swin_t", "unet", "raft_small",
  ])
  func answersAreThoseOfEachLayerAlone(name: String) throws {
    let graph = try Zoo.graph(name)
    #expect(Set(graph.nodes.map { ObjectIdentifier($0.shared) }).count < graph.nodes.count * 3 / 4)
    try expectSame(graph)
  }

  /// Many small graphs beside each other, in which an operator comes at all sizes and in all orders.
  @Test func answersAreThoseOfEachLayerAloneInRandomGraphs() throws {
    for group in 0..<12 {
      var pool = OperatorPool()
      var nodes: [Node] = []
      for seed in 0..<40 {
        var random = RandomGraph(seed: UInt64(group * 40 + seed))
        let graph = try random.graph()
        let offset = nodes.count
        for node in graph.nodes {
          nodes.append(
            Node(
              name: "\(seed).\(node.name)", shared: pool.shared(node.operation),
              inputs: node.inputs.map {
                ValueReference(node: $0.node + offset, output: $0.output)
              }, sharedWeights: node.sharedWeights))
        }
      }
      #expect(Set(nodes.map { ObjectIdentifier($0.shared) }).count < nodes.count)
      let last = ValueReference(node: nodes.count - 1)
      let outputs = [Graph.Output(name: "y", value: last)]
      try expectSame(Graph(name: "group \(group)", nodes: nodes, outputs: outputs))
    }
  }

  /// A graph against itself with operators that no two nodes have in common, and by rules that are asked
  /// anew for each node.
  private func expectSame(_ graph: Graph) throws {
    let options = Report.Options(allowsOpaque: true)
    let apart = try Graph(
      name: graph.name,
      nodes: graph.nodes.map {
        Node(
          name: $0.name, operation: $0.operation, inputs: $0.inputs,
          sharedWeights: $0.sharedWeights, aliases: $0.aliases)
      }, outputs: graph.outputs, hasBatch: graph.hasBatch)
    #expect(apart == graph)
    let report = try graph.report(options)
    for other in [
      try apart.report(options),
      try Report(of: graph, options: options, rules: { $0.operation.rules }),
    ] {
      #expect(other.layers == report.layers)
      #expect(other.modules == report.modules)
      #expect(other.total == report.total)
      #expect(other.requirements == report.requirements)
    }
  }

  /// The same layer again and again: at another size, on open sizes, after an unknown one, with numbers
  /// that several use.
  @Test func theSameLayerInOtherPlaces() throws {
    for input in [Shape([1, 8, 24, 24]), Shape([1, 8, .symbol("H"), .symbol("W")])] {
      let image = GraphBuilder("repeats").input(input)
      var value = image
      for index in 0..<4 {
        let before = value
        for _ in 0..<3 { value = value.conv(8, 3, padding: 1).batchNorm().relu() }
        value = value.then(
          .convolution(Convolution(window: WindowSettings(kernel: 1), outputChannels: 8)),
          sharedWeights: index < 2 ? "one" : nil)
        value = before.add(value)
        if index == 1 { value = value.maxPool(2) }
        if index == 2 { value = value.then(.opaque(Opaque(name: "Mystery", outputs: 1))) }
      }
      try expectSame(image.builder.build(output: value))
    }
  }

  /// Two operators of one name and other rules are two operators.
  @Test func customOperatorsAreNotTakenForEachOther() throws {
    struct Growing: OperatorRules {
      let factor: Int
      func outputShapes(of inputs: [Shape], requirements: inout Requirements) -> [Shape] {
        inputs
      }
      func routes(output: Int, _ site: Site) -> [[Route]] { [[.kept(0), .all, .all]] }
      func parameters(_ site: Site) -> ParameterCounts { ParameterCounts(weights: Dim(factor)) }
      func work(_ site: Site) -> Work { .none }
      func shift(_ site: Site) -> LearnedShift { .none }
    }
    let image = GraphBuilder("custom").input([1, 2, 3])
    let first = image.then(.custom(Custom(kind: "mix", rules: Growing(factor: 5))))
    let second = first.then(.custom(Custom(kind: "mix", rules: Growing(factor: 7))))
    let report = try image.builder.build(output: second).report()
    #expect(report.layers.map { $0.parameters.value?.weights } == [0, 5, 7])
  }
}
