import ConvArithmetic
import LayerGraph

/// Biases that a norm behind takes away again.
struct BiasBeforeNorm {
  let report: Report

  /// One for all layers of the network. O(layers + edges).
  var findings: [Finding] {
    var dimensions = report.layers.map { $0.shift.addedDimension }
    var isRead = [Bool](repeating: false, count: report.layers.count)
    for output in report.graph.outputs { dimensions[output.value.node] = nil }
    for layer in report.layers {
      let removed = layer.shift.removedDimension
      for (number, input) in layer.inputs.enumerated() where dimensions[input.node] != nil {
        isRead[input.node] = true
        if number > 0 || input.output > 0 || removed != dimensions[input.node] {
          dimensions[input.node] = nil
        }
      }
    }
    let layers = report.layers.indices.filter { dimensions[$0] != nil && isRead[$0] }
    var count: Known<Dim> = 0
    for index in layers {
      count = count.adding(report.layers[index].parameters.map(\.biases))
    }
    // Where another layer has counted them, there is nothing to spare.
    if layers.isEmpty || count == 0 { return [] }
    return [Finding(.biasBeforeNorm, layers: layers, count.map { .parameters($0) })]
  }
}

extension LayerReport {
  /// What it has to do with numbers that are added for each channel.
  fileprivate var shift: LearnedShift {
    guard case .known(let site) = facts.site else { return .none }
    return (try? operation.rules.shift(site)) ?? .none
  }
}

extension LearnedShift {
  fileprivate var addedDimension: Int? {
    if case .added(let dimension) = self { dimension } else { nil }
  }
  fileprivate var removedDimension: Int? {
    if case .removed(let dimension) = self { dimension } else { nil }
  }
}
