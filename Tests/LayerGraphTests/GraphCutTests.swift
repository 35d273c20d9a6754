import ConvArithmetic
import LayerGraph
import Testing

/// What is left of a network that ends earlier.
@Suite struct GraphCutTests {
  /// Two branches of two inputs, one of which ends in halves.
  private static func network() throws -> Graph {
    let builder = GraphBuilder("net")
    let image = builder.input(3, 8, 8, named: "image")
    let mask = builder.input(3, 8, 8, named: "mask")
    let stem = image.conv(4, 3, named: "stem.conv").relu(named: "stem.relu")
    let other = mask.conv(4, 3, named: "other")
    let halves = stem.split(.count(2), named: "halves")
    let joined = halves[0].concat([halves[1]], named: "joined")
    return try builder.build(outputs: [("result", joined), ("rest", other)])
  }

  @Test(arguments: [
    ("stem.conv", ["stem.conv"], ["image", "stem.conv"]),
    ("stem", ["stem"], ["image", "stem.conv", "stem.relu"]),
    ("rest", ["rest"], ["mask", "other"]),
    ("halves", ["halves", "halves#1"], ["image", "stem.conv", "stem.relu", "halves"]),
    ("halves#1", ["halves#1"], ["image", "stem.conv", "stem.relu", "halves"]),
    ("image", ["image"], ["image"]),
  ])
  func names(_ name: String, _ outputs: [String], _ nodes: [String]) throws {
    let graph = try Self.network()
    let cut = try graph.cut(to: graph.outputs(named: name))
    #expect(cut.outputs.map(\.name) == outputs)
    #expect(cut.nodes.map(\.name) == nodes)
    #expect(cut.inputs.count == 1)
  }

  @Test(arguments: [
    ("stem.con", "there is no layer 'stem.con'; did you mean 'stem.conv'?"),
    ("ste", "there is no layer 'ste'; did you mean 'stem'?"),
    ("halves#2", "there is no layer 'halves#2'; did you mean 'halves'?"),
    ("nothing", "there is no layer 'nothing'"),
  ])
  func mistakes(_ name: String, _ message: String) throws {
    let graph = try Self.network()
    let error = #expect(throws: Diagnostic.self) { try graph.outputs(named: name) }
    #expect(error.map { "\($0)" } == message)
  }

  @Test func anOutputOfNothing() throws {
    let graph = try Self.network()
    let output = Graph.Output(name: "y", value: ValueReference(node: 99))
    #expect(throws: Diagnostic.self) { try graph.cut(to: [output]) }
    #expect(throws: Diagnostic.self) { try graph.cut(to: []) }
  }
}
