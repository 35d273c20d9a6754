import ConvArithmetic
import LayerGraph
import Testing

@Suite struct SharedOperatorTests {
  private func conv(_ kernel: PerAxis<Int>) -> Operator {
    .convolution(Convolution(window: WindowSettings(kernel: kernel), outputChannels: 4))
  }

  @Test func equalOperatorsAreOneObject() {
    var pool = OperatorPool()
    let first = pool.shared(conv(3))
    let wide = pool.shared(conv(5))
    #expect(pool.shared(conv(3)) === first)
    #expect(wide !== first && wide != first)
    #expect(SharedOperator(conv(3)) == first && SharedOperator(conv(3)) !== first)
    #expect(Set([first, SharedOperator(conv(3)), wide]).count == 2)
  }

  /// Not even itself, and looking for it among its like would take ever longer.
  @Test func whatEqualsNothingIsNotKept() {
    var pool = OperatorPool()
    let strange = Operator.activation(Activation(.leakyRelu(slope: .nan)))
    #expect(pool.shared(strange) !== pool.shared(strange))
  }

  @Test func whatIsWrongIsFoundOnce() {
    let bad = SharedOperator(conv(0))
    #expect(bad.problem == .settingTooSmall("kernel", value: 0, least: 1))
    #expect(SharedOperator(.identity(Identity())).problem == nil)
  }

  /// Setting a node's operator leaves the nodes alone that had the same.
  @Test func nodesAreValues() throws {
    let image = GraphBuilder("pair").input(1, 8, 8)
    let graph = try image.builder.build(output: image.relu().relu())
    var nodes = graph.nodes
    #expect(nodes[1].shared === nodes[2].shared)
    nodes[1].operation = .identity(Identity())
    #expect(nodes[2].operation == graph.nodes[2].operation)
    #expect(nodes[1] != graph.nodes[1])
  }
}
