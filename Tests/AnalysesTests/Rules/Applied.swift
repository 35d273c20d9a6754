import Analyses
import ConvArithmetic
import LayerGraph
import Testing

/// One operator applied to inputs of these shapes: what the report says of it.
struct Applied {
  let layer: LayerReport
  let report: Report

  init(_ operation: Operator, _ inputs: Shape...) throws { try self.init(operation, to: inputs) }

  init(_ operation: Operator, to inputs: [Shape]) throws {
    let sources = inputs.enumerated().map { index, shape in
      Node(name: "x\(index)", operation: .input(Input(shape)), inputs: [])
    }
    let references = inputs.indices.map { ValueReference(node: $0) }
    let node = Node(name: "it", operation: operation, inputs: references)
    let graph = try Graph(
      name: "one", nodes: sources + [node],
      outputs: [.init(name: "y", value: ValueReference(node: inputs.count))])
    report = try graph.report(Report.Options(findsAxes: false))
    layer = try #require(report.layers.last)
  }

  var shapes: [Shape] { layer.outputs.compactMap(\.shape.value) }
  var shape: Shape? { layer.shape.value }
  var parameters: ParameterCounts? { layer.parameters.value }
  var multiplyAccumulates: Int? { layer.work.value?.multiplyAccumulates.constant }
  var floatingPointOperations: Int? {
    layer.work.value?.floatingPointOperations.value?.constant
  }

  /// What units of the first output with these last indices see of the first input.
  func seen(_ unit: Int...) throws -> [PositionSet] {
    let others = [Int?](repeating: nil, count: (shape?.rank ?? 0) - unit.count)
    return try report.region(of: "it", unit: others + unit).axes.map(\.positions)
  }
}

/// Figures found by doing the work on whole numbers, not by formula.
enum Counting {
  /// Windows of extent D(F − 1) + 1 that fit n positions with padding, found by sliding.
  static func windows(
    _ n: Int, kernel: Int, stride: Int = 1, before: Int = 0, after: Int = 0, dilation: Int = 1,
    ceil: Bool = false
  ) -> Int {
    let extent = dilation * (kernel - 1) + 1
    var count = 0
    var start = -before
    while start + extent <= n + after {
      count += 1
      start += stride
    }
    // Rounding up adds a window that overhangs, unless it would start in the padding after, or the
    // window one stride before it would reach the end already.
    let isCovered = start - stride + extent >= n + after
    if ceil, !isCovered, start < n { count += 1 }
    return count
  }

  /// How often `body` is reached when each of these indices runs over its range.
  static func times(_ ranges: Int...) -> Int {
    var count = 0
    func run(_ rest: ArraySlice<Int>) {
      guard let first = rest.first else {
        count += 1
        return
      }
      for _ in 0..<first { run(rest.dropFirst()) }
    }
    run(ranges[...])
    return count
  }
}
