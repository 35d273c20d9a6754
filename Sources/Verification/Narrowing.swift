import Analyses
import ConvArithmetic
import LayerGraph

/// A network with fewer channels: fields and holes do not depend on the width, and every operation is
/// still there to be counted, so runs that would take minutes take milliseconds.
struct Narrowing {
  let graph: Graph
  /// What channel counts were divided by (rounding up, two staying two); 1 when nothing could be.
  let factor: Int
  /// Whether attention has fewer heads: the fewest above one that divide its new width.
  var hasFewerHeads: Bool {
    zip(graph.nodes, wide.nodes).contains { $0.operation.heads != $1.operation.heads }
  }
  private let wide: Graph

  /// The narrowest variant in which only widths are others.
  ///
  /// Relations between widths (sums, concatenations, splits) survive division by a common factor;
  /// a factor under which they do not is found out by analysing the narrowed network and given up.
  init(_ graph: Graph, _ report: Report) {
    wide = graph
    (self.graph, factor) =
      Self.channels(of: graph, report) ?? Self.widths(report) ?? (graph, 1)
  }

  private static let factors = [64, 32, 16, 8, 4, 2]

  /// For networks whose widths are the channels of maps.
  private static func channels(of graph: Graph, _ report: Report) -> (Graph, Int)? {
    for factor in factors {
      guard let narrowed = divided(graph, by: factor, report),
        let analysed = try? narrowed.report(report.options), agree(report, analysed)
      else { continue }
      // Networks of one or two channels are as narrow as can be.
      return areEqual(report, analysed) ? nil : (narrowed, factor)
    }
    return nil
  }

  /// For networks in which they stand elsewhere too.
  private static func widths(_ report: Report) -> (Graph, Int)? {
    guard let plan = WidthPlan(report) else { return nil }
    for factor in factors {
      guard let narrowed = plan.graph(dividedBy: factor) else { continue }
      return narrowed == report.graph ? nil : (narrowed, factor)
    }
    return nil
  }

  private static func agree(_ wide: Report, _ narrow: Report) -> Bool {
    wide.layers.indices.allSatisfy { index in
      zip(wide.layers[index].outputs, narrow.layers[index].outputs).allSatisfy { wide, narrow in
        guard let first = wide.shape.value, let second = narrow.shape.value else { return false }
        return first.rank == second.rank
          && first.dims.dropFirst(Shape.firstSpatialDimension)
            == second.dims.dropFirst(Shape.firstSpatialDimension)
      }
    }
  }

  private static func areEqual(_ wide: Report, _ narrow: Report) -> Bool {
    zip(wide.layers, narrow.layers).allSatisfy { wide, narrow in
      wide.outputs.map(\.shape) == narrow.outputs.map(\.shape)
    }
  }

  private static func divided(_ graph: Graph, by factor: Int, _ report: Report) -> Graph? {
    var nodes = graph.nodes
    for index in nodes.indices {
      var input: Int?
      if let first = nodes[index].inputs.first {
        let shape = report.layers[first.node].outputs[first.output].shape.value
        input = shape.flatMap { $0.rank > 1 ? $0[Shape.channelDimension].constant : nil }
      }
      guard let narrowed = nodes[index].operation.divided(by: factor, inputChannels: input) else {
        return nil
      }
      nodes[index].operation = narrowed
      nodes[index].stored = nil
    }
    return try? Graph(
      name: graph.name, nodes: nodes, outputs: graph.outputs, hasBatch: graph.hasBatch,
      elementType: graph.elementType)
  }
}

extension Operator {
  fileprivate var heads: Int? {
    switch self {
    case .multiHeadAttention(let payload): payload.heads
    case .windowAttention(let payload): payload.heads
    default: nil
    }
  }
}
