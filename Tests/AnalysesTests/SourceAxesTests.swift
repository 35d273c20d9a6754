import ConvArithmetic
import LayerGraph
import ModelZoo
import Testing

@testable import Analyses

/// Which dimensions of an input fields are told along.
@Suite struct SourceAxesTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let axes: [Int]
    let channels: Int?
    let origin: Analyses.SourceAxes.Origin
    let shape: Shape
    let network: @Sendable (Value) -> Value

    init(
      _ name: String, _ shape: Shape, _ axes: [Int], _ channels: Int?,
      _ origin: Analyses.SourceAxes.Origin = .windows,
      _ network: @escaping @Sendable (Value) -> Value
    ) {
      (self.name, self.shape, self.axes) = (name, shape, axes)
      (self.channels, self.origin, self.network) = (channels, origin, network)
    }

    var testDescription: String { name }
  }

  static let cases: [Case] = images + others

  private static let images: [Case] = [
    Case("N×C×H×W", [1, 3, 8, 8], [2, 3], 1) { $0.conv(4, 3) },
    Case("N×H×W×C", [1, 8, 8, 3], [1, 2], 3) { $0.permute([0, 3, 1, 2]).conv(4, 3) },
    Case("N×W×H×C", [1, 8, 6, 3], [1, 2], 3) { $0.permute([0, 3, 2, 1]).conv(4, 3) },
    Case("N×H×W×C, pooled before", [1, 8, 8, 3], [1, 2], 3) {
      $0.permute([0, 3, 1, 2]).maxPool(2).conv(4, 1)
    },
    Case("N×H×W×C, filters of one channel before", [1, 8, 8, 3], [1, 2], 3) {
      $0.permute([0, 3, 1, 2]).depthwiseConv(3).conv(4, 1)
    },
    Case("C×H×W", [3, 8, 8], [1, 2], 0) { $0.reshaped(1, 3, 8, 8).conv(4, 3) },
    Case("H×W", [8, 9], [0, 1], nil) { $0.reshaped(1, 1, 8, 9).conv(4, 3) },
  ]

  private static let others: [Case] = [
    Case("N×C×L", [1, 3, 20], [2], 1) { $0.conv(4, 3) },
    Case("N×L×C", [1, 20, 3], [1], 2) { $0.permute([0, 2, 1]).conv(4, 3) },
    Case("T×N×C", [5, 2, 8], [0], 2) {
      $0.then(.recurrence(Recurrence(.lstm, hiddenSize: 6)))
    },
    Case("T×N×C, as N×C×T", [20, 2, 8], [0], 2) { $0.permute([1, 2, 0]).conv(4, 3) },
    Case("channels that become places", [1, 12, 6, 6], [2, 3], 1) {
      $0.then(.pixelShuffle(PixelShuffle(factor: 2))).conv(4, 3)
    },
    Case("sums along the channels", [1, 3, 20], [2], 1) {
      $0.then(.cumulative(Cumulative(.sum, dimension: 1))).conv(4, 3)
    },
    Case("H×W×C, windows along H alone", [8, 9, 3], [0, 1], 2) {
      $0.permute([2, 0, 1]).reshaped(1, 3, 8, 9).conv(4, kernel: [3, 1])
    },
    Case("one convolution of 1×1", [1, 3, 8, 8], [2, 3], 1, .products) { $0.conv(4, 1) },
    Case("tokens", [1, 20, 3], [1], 2, .products) { $0.linear(4).softmax(dimension: 2) },
    Case("channels turned round", [1, 3, 8, 8], [2, 3], 1) {
      $0.slice(dimension: 1, start: 2, end: -4, step: -1).conv(4, 3)
    },
    Case("frames as a batch", [2, 5, 3, 8, 8], [1, 3, 4], 2) {
      $0.reshaped(10, 3, 8, 8).conv(4, 3)
    },
    Case("cut into patches", [1, 8, 8, 3], [1, 2], 3, .products) {
      $0.reshaped(1, 2, 4, 2, 4, 3).permute([0, 1, 3, 2, 4, 5]).reshaped(1, 4, 48).linear(8)
    },
    Case("the state that a recurrent layer begins with", [1, 2, 6], [], 2, .products) {
      $0.builder.input([5, 2, 8], named: "steps").then(
        .recurrence(Recurrence(.gru, hiddenSize: 6, hasFirstState: true)), with: [$0])
    },
    Case("the same with lengths, cut out of several", [3, 2, 6], [], 2, .products) {
      let (steps, lengths) = (
        $0.builder.input([5, 2, 8], named: "steps"), $0.builder.input([2], named: "lengths")
      )
      return steps.then(
        .recurrence(Recurrence(.lstm, hiddenSize: 6, hasLengths: true, hasFirstState: true)),
        with: [lengths, $0.slice(dimension: 0, start: 1, end: 2)])
    },
    Case("nothing but pools", [1, 3, 8, 8], [2, 3], 1, .windows) { $0.maxPool(2) },
    Case("pools of the last but one", [1, 8, 8, 3], [1, 2], nil) {
      $0.permute([0, 3, 1, 2]).maxPool(2)
    },
    Case("flattened as a whole", [1, 3, 8, 8], [2, 3], 1, .place) {
      $0.reshaped(1, 192).linear(4)
    },
    Case("a vector", [1, 10], [], 1, .products) { $0.linear(4) },
    Case("a scalar", [], [], nil, .place) { $0.relu() },
  ]

  @Test(arguments: cases)
  func areFound(_ test: Case) throws {
    let builder = GraphBuilder("axes")
    let value = test.network(builder.input(test.shape))
    let axes = try builder.build(output: value).report().axes[0]
    #expect(axes.dimensions == test.axes)
    #expect(axes.channels == test.channels)
    #expect(axes.origin == test.origin)
  }

  @Test func areGiven() throws {
    let builder = GraphBuilder("given")
    let graph = try builder.build(output: builder.input([1, 8, 8, 3]).reshaped(1, 192).linear(4))
    let layout = try #require(Layout("NHWC"))
    let report = try graph.report(Report.Options(layouts: [layout]))
    #expect(report.axes[0].dimensions == [1, 2] && report.axes[0].origin == .given)
    #expect(report.axes[0].layout(ofRank: 4).description == "N×H×W×C")
    // Of another rank, it is none.
    let other = try graph.report(Report.Options(layouts: [try #require(Layout("NCL"))]))
    #expect(other.axes[0].origin == .place)
    for text in ["", "NN", "nhwc", "N;H", "N×H×N", "NB\u{308}"] { #expect(Layout(text) == nil) }
    for text in ["NHWC", "N×H×W×C", "NxHxWxC", "N,H,W,C", "N, H, W, C"] {
      #expect(Layout(text) == layout)
    }
  }

  /// Units are counted where the axes are, or in all dimensions.
  @Test func unitsOfTokens() throws {
    let report = try Zoo.graph("swin_t").report()
    let region = try report.region(of: "features.0.1", unit: [3, 5])
    #expect(region.axes.map(\.clipped) == [Interval(12, 15), Interval(20, 23)])
    #expect(try report.region(of: "features.0.1", unit: [nil, 3, 5, nil]) == region)
    #expect(try report.region(of: "features.0.1", unit: [0, 3, 5, 7]) == region)
    #expect(
      try report.region(of: "features.0.1", unit: [nil, 3, nil, nil]).axes[0] == region.axes[0])
  }

  /// A network reads the same image channels last: every number stays.
  @Test(arguments: ["resnet18", "googlenet", "unet", "mobilenet_v2", "vit_b_16", "r3d_18"])
  func orderOfDimensionsMakesNoDifference(_ name: String) throws {
    let graph = try Zoo.graph(name)
    let usual = try graph.report()
    let shape = try #require(usual.layers[graph.inputs[0]].shape.value)
    let spatial = Array(2..<shape.rank)
    var nodes = graph.nodes
    let image = Shape(([0] + spatial + [1]).map { shape[$0] })
    let back = [0, shape.rank - 1] + spatial.map { $0 - 1 }
    for index in nodes.indices {
      let inputs = nodes[index].inputs.map {
        ValueReference(node: $0.node + 1, output: $0.output)
      }
      nodes[index] = Node(
        name: nodes[index].name, operation: nodes[index].operation, inputs: inputs,
        sharedWeights: nodes[index].sharedWeights)
    }
    nodes[0] = Node(
      name: nodes[0].name, operation: .permute(Permute(back)), inputs: [ValueReference(node: 0)])
    nodes.insert(Node(name: "image", operation: .input(Input(image)), inputs: []), at: 0)
    let outputs = graph.outputs.map {
      Graph.Output(
        name: $0.name, value: ValueReference(node: $0.value.node + 1, output: $0.value.output))
    }
    let last = try Graph(name: name, nodes: nodes, outputs: outputs).report()
    #expect(last.axes[0].dimensions == spatial.map { $0 - 1 })
    for (index, layer) in usual.layers.enumerated().dropFirst() {
      #expect(last.layers[index + 1].outputs == layer.outputs)
    }
    #expect(last.total.parameters == usual.total.parameters)
    #expect(last.total.work == usual.total.work)
    #expect(last.positionsRead() == usual.positionsRead())
    let middle = usual.layers[usual.layers.count / 2].name
    let unit = [Int](
      repeating: 1, count: usual[middle]?.shape.value?.spatialRank ?? 0)
    #expect(try last.region(of: middle, unit: unit) == usual.region(of: middle, unit: unit))
  }
}
