import ConvArithmetic
import LayerGraph

/// Layers that no output of the network has anything of.
struct DeadLayers {
  let report: Report

  /// One for all of them. What computes nothing and learns nothing isn't told: files keep what was left over.
  var findings: [Finding] {
    var isRead = [Bool](repeating: false, count: report.layers.count)
    for output in report.graph.outputs { isRead[output.value.node] = true }
    for index in report.layers.indices.reversed() where isRead[index] {
      for input in report.layers[index].inputs { isRead[input.node] = true }
    }
    for index in report.inputs { isRead[index] = true }
    let layers = report.layers.indices.filter { index in
      !isRead[index] && report.layers[index].isOfUse
    }
    if layers.isEmpty { return [] }
    let count = LayerSums(of: report.layers, layers).parameters.flatMapArithmetic {
      counts throws(ArithmeticError) in try counts.total()
    }
    return [Finding(.dead, layers: layers, count.map { .parameters($0) })]
  }
}

extension LayerReport {
  /// Whether it learns or computes, as far as is known.
  fileprivate var isOfUse: Bool {
    guard case .known(let counts) = parameters, case .known(let work) = work else { return true }
    return (try? counts.total()) != 0 || work != .none
  }
}
