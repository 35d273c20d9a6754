import ConvArithmetic
import LayerGraph

/// Facts about values.
extension RegionPass {
  /// Whether a value depends on the source; on any input, or perhaps on one that no fields are kept on.
  func isReached(_ value: ValueReference) -> Bool {
    let fields = report.layers[value.node].outputs[value.output].fields
    if let source { return fields[source].isReached }
    return !fields.reached.isEmpty || !report.sourcesLeftOut.isEmpty
  }

  /// Whether this dimension carries an axis of the source, or may: where one lies can be lost.
  func carriesAxis(_ value: ValueReference, _ dimension: Int) -> Bool {
    let fields = report.layers[value.node].outputs[value.output].fields
    if let source { return fields[source].axes.contains { $0.part.mayLie(in: dimension) } }
    return !report.sourcesLeftOut.isEmpty
      || fields.reached.contains { $0.field.axes.contains { $0.part.mayLie(in: dimension) } }
  }

  func site(of node: Int) throws(Problem) -> Site {
    var inputs: [Shape] = []
    for input in report.graph.nodes[node].inputs { inputs.append(try shape(of: input)) }
    var outputs: [Shape] = []
    for output in report.layers[node].outputs.indices {
      outputs.append(try shape(of: ValueReference(node: node, output: output)))
    }
    return Site(inputs: inputs, outputs: outputs)
  }

  func shape(of value: ValueReference) throws(Problem) -> Shape {
    switch report.layers[value.node].outputs[value.output].shape {
    case .known(let shape): return shape
    case .unknown(let reason): throw .undetermined(reason)
    }
  }

  /// How a value reads the inputs that see the source.
  func workedOutSteps(of value: ValueReference) throws(Problem) -> [RegionStep] {
    let node = report.graph.nodes[value.node]
    let site = try site(of: value.node)
    let routes: [[Route]]
    switch try Known(catching: { try report.rules(node).routes(output: value.output, site) }) {
    case .known(let known): routes = known
    case .unknown(let reason): throw .undetermined(reason)
    }
    var steps: [RegionStep] = []
    for (index, input) in node.inputs.enumerated()
    where index < routes.count && isReached(input) {
      let carries = routes[index].indices.map { carriesAxis(input, $0) }
      steps.append(
        RegionStep(
          input: input, routes[index], from: site.inputs[index], to: site.outputs[value.output],
          carriesAxis: carries))
    }
    return steps
  }
}
