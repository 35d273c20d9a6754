import ConvArithmetic
import LayerGraph

/// The one walk over the graph that asks every operator for its facts, in execution order.
struct GraphWalk {
  private(set) var layers: [LayerReport] = []
  /// The values that fields are kept on.
  private let sources: [ValueReference]
  /// Which of them each node makes.
  private let sourcesOfNode: [Int: [Int]]
  private let options: Report.Options
  /// How most numbers are stored, or all where the user says so.
  private let usualTypes: [ElementType]
  /// Nil: the operators' own.
  private let rules: RuleBook?
  private var state: Requirements
  private var sharing = SharingPass()
  private var memory = LayerMemory()
  /// How long the axes of each source are, once it was met.
  private var lengths: [[Dim]]

  /// What must hold for the open sizes.
  var requirements: [Requirement] { state.needed }

  /// - Throws: a `Diagnostic` for the first layer whose input does not fit it.
  init(
    _ graph: Graph, sources: [ValueReference], options: Report.Options, rules: RuleBook?
  ) throws(Diagnostic) {
    (self.sources, self.options, self.rules) = (sources, options, rules)
    sourcesOfNode = Dictionary(grouping: sources.indices) { sources[$0].node }
    lengths = Array(repeating: [], count: sources.count)
    usualTypes = [options.elementType ?? graph.elementType]
    state = Requirements(assumptions: options.assumptions)
    for condition in graph.conditions {
      do {
        try state.require(condition, orElse: .conditionExcluded(condition))
      } catch {
        throw Diagnostic(.graph, .conditionExcluded(condition))
      }
    }
    layers.reserveCapacity(graph.nodes.count)
    for index in graph.nodes.indices {
      do throws(Problem) {
        layers.append(try report(on: graph.nodes[index], index: index))
      } catch {
        throw Diagnostic(graph.nodes[index].location, error)
      }
    }
  }

  private mutating func report(on node: Node, index: Int) throws(Problem) -> LayerReport {
    let layer = try layer(of: node)
    let outputs = outputs(of: layer, node, index: index)
    return LayerReport(
      name: node.name, facts: layer, inputs: node.inputs, outputs: outputs,
      sharing: try sharing.count(layer.sums, of: node), stored: node.stored)
  }

  // MARK: What follows from the settings and the shapes

  private mutating func layer(of node: Node) throws(Problem) -> LayerFacts {
    // Rules that somebody put in may differ from node to node.
    let hash = rules == nil ? memory.hash(of: node, after: layers) : nil
    if let hash, let known = memory.layer(hash, for: node, after: layers, state) { return known }
    let changes = state.changes
    let rules = rules(of: node)
    let site = try site(of: node, rules)
    let layer = try LayerFacts(of: node.shared, at: site, rules: rules, elementTypes(of: node))
    if let hash { memory.insert(layer, of: node, hash, after: layers, state, before: changes) }
    return layer
  }

  /// The shapes around a node; unknown when one before it is.
  private mutating func site(
    of node: Node, _ rules: any OperatorRules
  ) throws(Problem) -> Known<Site> {
    var inputs: [Shape] = []
    inputs.reserveCapacity(node.inputs.count)
    for input in node.inputs {
      switch layers[input.node].outputs[input.output].shape {
      case .known(let shape): inputs.append(shape)
      case .unknown(let reason): return .unknown(reason)
      }
    }
    let outputs = try Known { try rules.outputShapes(of: inputs, requirements: &state) }
    if case .known(let shapes) = outputs { for shape in shapes { try shape.requireRank() } }
    if case .unknown(.opaque(let name)) = outputs, !options.allowsOpaque {
      throw .opaqueNotAllowed(name)
    }
    return outputs.map { Site(inputs: inputs, outputs: $0) }
  }

  private func elementTypes(of node: Node) -> [ElementType] {
    options.elementType != nil || node.elementTypes.isEmpty ? usualTypes : node.elementTypes
  }

  private func rules(of node: Node) -> any OperatorRules { rules?(node) ?? node.operation.rules }

  // MARK: What depends on the layers before

  private mutating func outputs(
    of layer: LayerFacts, _ node: Node, index: Int
  ) -> [OutputReport] {
    let own = sourcesOfNode[index] ?? []
    switch layer.site {
    case .known(let site):
      for source in own {
        let dims = site.outputs[sources[source].output].dims
        lengths[source] = Array(dims.dropFirst(Shape.firstSpatialDimension))
      }
      if layer.outputs.count == 1, layer.outputs[0].isPointwise, own.isEmpty,
        case let before = layers[node.inputs[0].node].outputs, before.count == 1
      {
        // The same shape and the same fields.
        return before
      }
      let step = FieldStep(
        index: index, inputs: fields(of: node.inputs), sourceCount: sources.count,
        lengths: lengths)
      return layer.outputs.enumerated().map { output, facts in
        var fields = step.fields(of: facts)
        for source in own where sources[source].output == output {
          fields = fields.replacing(source, by: Field(identityOf: site.outputs[output]))
        }
        return OutputReport(shape: .known(site.outputs[output]), fields: fields)
      }
    case .unknown(let reason):
      let unknown = OutputReport(
        shape: .unknown(reason),
        fields: FieldsBySource(
          unknown: reason, after: fields(of: node.inputs), of: sources.count))
      return Array(repeating: unknown, count: node.shared.outputCount)
    }
  }

  private func fields(of inputs: [ValueReference]) -> [FieldsBySource] {
    inputs.map { layers[$0.node].outputs[$0.output].fields }
  }
}
