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

  func shape(of value: ValueReference) throws(Problem) -> Shape {
    switch report.layers[value.node].outputs[value.output].shape {
    case .known(let shape): return shape
    case .unknown(let reason): throw .undetermined(reason)
    }
  }

  /// How a value reads the inputs of its layer.
  func readings(of value: ValueReference) throws(Problem) -> [Reading] {
    switch report.layers[value.node].readings(of: value.output) {
    case .known(let readings): return readings
    case .unknown(let reason): throw .undetermined(reason)
    }
  }
}
