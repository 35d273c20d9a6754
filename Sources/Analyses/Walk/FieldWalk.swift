import ConvArithmetic
import LayerGraph

/// The second walk over the graph: the fields of every value on each source, from how layers read their inputs.
struct FieldWalk {
  private(set) var layers: [LayerReport] = []
  /// The values that fields are kept on.
  private let sources: [ValueReference]
  /// The dimensions of each that fields are told along.
  private let axes: [SourceAxes]
  /// Which sources each node makes.
  private let sourcesOfNode: [Int: [Int]]
  /// How long the axes of each source are, once it was met.
  private var lengths: [[Dim]]

  init(
    _ graph: Graph, _ first: GraphWalk, sources: [ValueReference], axes: [SourceAxes]
  ) {
    (self.sources, self.axes) = (sources, axes)
    sourcesOfNode = Dictionary(grouping: sources.indices) { sources[$0].node }
    lengths = Array(repeating: [], count: sources.count)
    layers.reserveCapacity(first.layers.count)
    for (index, node) in graph.nodes.enumerated() {
      let facts = first.layers[index]
      layers.append(
        LayerReport(
          node, facts, reports(of: facts, node.inputs, index: index), first.counts[index]))
    }
  }

  private mutating func reports(
    of layer: LayerFacts, _ inputs: [ValueReference], index: Int
  ) -> [OutputReport] {
    let own = sourcesOfNode[index] ?? []
    switch layer.site {
    case .known(let site):
      for source in own {
        let shape = site.outputs[sources[source].output]
        lengths[source] = axes[source].dimensions.map { shape[$0] }
      }
      if layer.outputs.count == 1, layer.outputs[0].isPointwise, own.isEmpty,
        case let before = layers[inputs[0].node].outputs, before.count == 1
      {
        // The same shape and the same fields.
        return before
      }
      let step = FieldStep(
        index: index, inputs: fields(of: inputs), sourceCount: sources.count,
        lengths: lengths)
      return layer.outputs.enumerated().map { output, facts in
        var fields = step.fields(of: facts)
        for source in own where sources[source].output == output {
          fields = fields.replacing(source, by: Field(identityAlong: axes[source]))
        }
        return OutputReport(shape: .known(site.outputs[output]), fields: fields)
      }
    case .unknown(let reason):
      let unknown = OutputReport(
        shape: .unknown(reason),
        fields: FieldsBySource(
          unknown: reason, after: fields(of: inputs), of: sources.count))
      return Array(repeating: unknown, count: layer.shared.outputCount)
    }
  }

  private func fields(of inputs: [ValueReference]) -> [FieldsBySource] {
    inputs.map { layers[$0.node].outputs[$0.output].fields }
  }
}
