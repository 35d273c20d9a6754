import ConvArithmetic
import LayerGraph

/// The first walk over the graph, which asks every operator for its facts, in execution order.
struct GraphWalk {
  private(set) var layers: [LayerFacts] = []
  /// For each layer what is counted there, where other nodes use its numbers too.
  private(set) var counts: [SharedCount?] = []
  private let options: Report.Options
  /// How most numbers are stored, or all where the user says so.
  private let usualTypes: [ElementType]
  /// Nil: the operators' own.
  private let rules: RuleBook?
  private var state: Requirements
  private var sharing = SharingPass()
  private var memory = LayerMemory()

  /// What must hold for the open sizes.
  var requirements: [Requirement] { state.needed }

  /// What is known of the open sizes then, and what was promised.
  var known: Assumptions { state.assumptions }

  /// - Throws: a `Diagnostic` for the first layer whose input does not fit it.
  init(
    _ graph: Graph, options: Report.Options, rules: RuleBook?
  ) throws(Diagnostic) {
    (self.options, self.rules) = (options, rules)
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
    counts.reserveCapacity(graph.nodes.count)
    for node in graph.nodes {
      do throws(Problem) {
        let layer = try layer(of: node)
        layers.append(layer)
        counts.append(try sharing.count(layer.sums, of: node))
      } catch {
        throw Diagnostic(node.location, error)
      }
    }
  }

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
      switch layers[input.node].shape(of: input.output) {
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
}
