import ConvArithmetic
import LayerGraph

/// The one walk over the graph that asks every operator for its facts, in execution order.
struct GraphWalk {
  private(set) var layers: [LayerReport] = []
  private let rules: RuleBook
  private var state: Requirements
  private var sharing = SharingPass()

  /// What must hold for the open sizes.
  var requirements: [Requirement] { state.needed }

  /// - Throws: a `Diagnostic` for the first layer whose input does not fit it.
  init(
    _ graph: Graph, sources: [ValueReference], options: Report.Options, rules: @escaping RuleBook
  ) throws(Diagnostic) {
    self.rules = rules
    state = Requirements(assumptions: options.assumptions)
    layers.reserveCapacity(graph.nodes.count)
    for index in graph.nodes.indices {
      do throws(Problem) {
        layers.append(
          try report(on: graph.nodes[index], index: index, sources: sources, options: options))
      } catch {
        throw Diagnostic(graph.nodes[index].location, error)
      }
    }
  }

  private mutating func report(
    on node: Node, index: Int, sources: [ValueReference], options: Report.Options
  ) throws(Problem) -> LayerReport {
    let rules = self.rules(node)
    let site = try site(of: node, rules: rules, options: options)
    var outputs: [OutputReport] = []
    var isPointwise = false
    switch site {
    case .known(let site):
      let fields = FieldStep(index: index, rules: rules, site: site)
      for output in site.outputs.indices {
        let step = try fields.fields(
          output: output, inputs: node.inputs.map { layers[$0.node].outputs[$0.output].fields },
          sources: sources)
        isPointwise = step.isPointwise
        outputs.append(OutputReport(shape: .known(site.outputs[output]), fields: step.fields))
      }
    case .unknown(let reason):
      let inputs = node.inputs.map { layers[$0.node].outputs[$0.output].fields }
      let unknown = OutputReport(
        shape: .unknown(reason),
        fields: sources.indices.map { Field(unknown: reason, after: inputs, source: $0) })
      outputs = Array(repeating: unknown, count: node.operation.outputCount)
    }
    let own = try Known(flattening: site) { try rules.parameters($0) }
    let (parameters, sharer) = try sharing.count(own, of: node)
    return LayerReport(
      name: node.name, kind: node.operation.kind, operation: node.operation, inputs: node.inputs,
      outputs: outputs, parameters: parameters, sharesWeightsWith: sharer,
      work: try Known(flattening: site) { try rules.work($0) },
      activationBytes: try Known(flattening: site) { site in
        var elements: Dim = 0
        for output in site.outputs { elements = try elements + output.elements() }
        return try elements * Dim(options.elementType.bytes)
      },
      isPointwise: isPointwise)
  }

  /// The shapes around a node; unknown when one before it is.
  private mutating func site(
    of node: Node, rules: any OperatorRules, options: Report.Options
  ) throws(Problem) -> Known<Site> {
    var inputs: [Shape] = []
    inputs.reserveCapacity(node.inputs.count)
    for input in node.inputs {
      switch layers[input.node].outputs[input.output].shape {
      case .known(let shape): inputs.append(shape)
      case .unknown(let reason): return .unknown(reason)
      }
    }
    let outputs = try Known { try rules.outputShapes(of: inputs, assumptions: &state) }
    if case .unknown(.opaque(let name)) = outputs, !options.allowsOpaque {
      throw .opaqueNotAllowed(name)
    }
    return outputs.map { Site(inputs: inputs, outputs: $0) }
  }
}
