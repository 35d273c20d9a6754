import ConvArithmetic
import LayerGraph
import TestSupport
import Testing

@Suite struct GraphTests {
  /// A node that reads the nodes with these numbers.
  private func node(_ name: String, _ inputs: [Int]) -> Node {
    let references = inputs.map { ValueReference(node: $0) }
    switch inputs.count {
    case 0: return Node(name: name, operation: .input(Input([1, 3, 8, 8])), inputs: [])
    case 1: return Node(name: name, operation: .identity(Identity()), inputs: references)
    default: return Node(name: name, operation: .elementwise(Elementwise(.add)), inputs: references)
    }
  }

  private func graph(_ nodes: [Node], output: Int? = nil) throws(Diagnostic) -> Graph {
    let value = ValueReference(node: output ?? nodes.count - 1)
    return try Graph(name: "g", nodes: nodes, outputs: [.init(name: "out", value: value)])
  }

  @Test func nodesInOrderStayAsTheyAre() throws {
    let nodes = [node("x", []), node("a", [0]), node("b", [0]), node("sum", [2, 1])]
    let graph = try graph(nodes)
    #expect(graph.nodes == nodes)
    #expect(graph.outputs == [.init(name: "out", value: ValueReference(node: 3))])
    #expect(graph.inputs == [0])
    #expect(graph.name == "g")
    #expect(!graph.hasBatch)
  }

  @Test func whatIsReadComesFirstAndTheRestKeepsItsOrder() throws {
    // Given: c reads b, b reads a; d comes last and reads only the input.
    let graph = try graph(
      [node("c", [2]), node("x", []), node("b", [3]), node("a", [1]), node("d", [1])], output: 0)
    #expect(graph.nodes.map(\.name) == ["x", "a", "b", "c", "d"])
    #expect(graph.nodes.map { $0.inputs.map(\.node) } == [[], [0], [1], [2], [0]])
    #expect(graph.outputs.map(\.value.node) == [3])
    #expect(graph.inputs == [0])
  }

  @Test func randomGraphsAreSortedWithoutChangingWhoReadsWhom() throws {
    var random = SplitMix64(seed: 5)
    for _ in 0..<300 {
      let count = Int.random(in: 2...20, using: &random)
      let places = Array(0..<count).shuffled(using: &random)
      var nodes = [Node](repeating: node("", []), count: count)
      for number in 0..<count {
        let readable =
          number == 0
          ? []
          : (0..<Int.random(in: 1...3, using: &random)).map { _ in
            places[Int.random(in: 0..<number, using: &random)]
          }
        nodes[places[number]] = node("n\(places[number])", readable)
      }
      let sorted = try graph(nodes)
      #expect(sorted.nodes.map(\.name).sorted() == nodes.map(\.name).sorted())
      for (index, node) in sorted.nodes.enumerated() {
        #expect(node.inputs.allSatisfy { $0.node < index })
        let original = try #require(nodes.first { $0.name == node.name })
        let names = node.inputs.map { sorted.nodes[$0.node].name }
        #expect(names == original.inputs.map { nodes[$0.node].name })
        #expect(try sorted.index(ofNode: node.name) == index)
      }
      #expect(sorted.nodes[sorted.outputs[0].value.node].name == nodes[count - 1].name)
      #expect(try graph(sorted.nodes).nodes == sorted.nodes)
    }
  }

  @Test func longChainsGivenBackwardsNeedNoStack() throws {
    let count = 50_000
    let nodes = (0..<count).map { node("n\($0)", $0 == count - 1 ? [] : [$0 + 1]) }
    let sorted = try graph(nodes, output: 0)
    #expect(sorted.nodes.map(\.name) == nodes.reversed().map(\.name))
  }

  @Test func inputShapesAreReplacedInOrder() throws {
    let builder = GraphBuilder("two")
    let (first, second) = (builder.input(3, 8, 8, named: "a"), builder.input(3, 8, 8, named: "b"))
    let graph = try builder.build(output: first.add(second))
    let h = Dim.symbol("H")
    let changed = try graph.withInputs([[1, 3, h, 9], [2, 4]], hasBatch: true)
    #expect(changed.nodes[0].operation == .input(Input([1, 3, h, 9])))
    #expect(changed.nodes[1].operation == .input(Input([2, 4])))
    #expect(changed.nodes[2] == graph.nodes[2])
    #expect(changed.hasBatch)
    #expect(changed.outputs == graph.outputs)
  }

  @Test func nodesAreFoundByName() throws {
    let graph = try graph([node("x", []), node("layer1.0.relu", [0])])
    #expect(try graph.index(ofNode: "layer1.0.relu") == 1)
    let node = graph.nodes[1]
    #expect(node.location == .node(name: "layer1.0.relu", kind: "identity"))
  }
}
