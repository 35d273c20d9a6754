package import LayerGraph

extension Report {
  /// For each module the values that layers outside it read of it, and the network's results among those that it makes,
  /// in execution order.
  /// - Complexity: O((layers + connections) · depth).
  package var outputsOfModules: [[ValueReference]] {
    var around = [[Int]](repeating: [], count: layers.count)
    for (module, report) in modules.enumerated() {
      for layer in report.layers { around[layer].append(module) }
    }
    var found = [Set<ValueReference>](repeating: [], count: modules.count)
    for index in layers.indices {
      for input in layers[index].inputs {
        for module in around[input.node] where !around[index].contains(module) {
          found[module].insert(input)
        }
      }
    }
    for output in graph.outputs {
      for module in around[output.value.node] { found[module].insert(output.value) }
    }
    let results = Set(graph.outputs.map(\.value))
    return found.map { values in
      // Constants that others read are no results of a module.
      values.filter { !layers[$0.node].inputs.isEmpty || results.contains($0) }
        .sorted { ($0.node, $0.output) < ($1.node, $1.output) }
    }
  }
}
