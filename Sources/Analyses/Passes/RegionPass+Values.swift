import ConvArithmetic
import LayerGraph

/// Facts about values.
extension RegionPass {
  func isReached(_ value: ValueReference) -> Bool {
    report.layers[value.node].outputs[value.output].fields[source].isReached
  }

  /// Whether this dimension carries an axis of the source, or may: where one lies can be lost.
  func carriesAxis(_ value: ValueReference, _ dimension: Int) -> Bool {
    report.layers[value.node].outputs[value.output].fields[source].axes
      .contains { $0.part.mayLie(in: dimension) }
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

  /// The positions asked for, with "all of them" spelled out.
  func spelledOut(
    _ positions: PositionSet?, _ shape: Shape, _ dimension: Int
  ) throws(Problem) -> PositionSet {
    if let positions { positions } else { try whole(shape, dimension) }
  }

  func whole(_ shape: Shape, _ dimension: Int) throws(Problem) -> PositionSet {
    guard let length = shape[dimension].constant else { throw .sizesOpen(shape) }
    return PositionSet(Interval(0, length - 1))
  }

  func isWhole(
    _ demand: PositionSet?, _ shape: Shape, _ dimension: Int
  ) throws(Problem) -> Bool {
    guard let demand else { return true }
    return demand == (try whole(shape, dimension))
  }
}
