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

  /// What the steps of a value follow from; nil where it is not worth telling.
  func plan(of value: ValueReference) -> RegionPlan? {
    let inputs = report.layers[value.node].inputs
    guard inputs.count == 1, isReached(inputs[0]),
      let rank = report.layers[inputs[0].node].outputs[inputs[0].output].shape.value?.rank,
      rank <= RegionPlan.maximumRank
    else { return nil }
    var axes: UInt64 = 0
    for dimension in 0..<rank where carriesAxis(inputs[0], dimension) { axes |= 1 << dimension }
    return RegionPlan(
      layer: report.layers[value.node].kindOfPlace, output: value.output, axes: axes)
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
          input: index, routes[index], from: site.inputs[index], to: site.outputs[value.output],
          carriesAxis: carries))
    }
    return steps
  }
}

/// What decides how a value reads its only input: layers that are alike, at equal shapes, read alike.
struct RegionPlan: Hashable {
  let layer: ObjectIdentifier
  let output: Int
  /// The dimensions of the input in which an axis of the source may lie, as bits.
  let axes: UInt64

  static let maximumRank = 64
}
