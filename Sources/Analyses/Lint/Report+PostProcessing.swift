import ConvArithmetic
import LayerGraph

extension Report {
  /// For each layer whether it is part of what is done with a network's results: neither it nor any layer after it learns
  /// or multiplies. Decoding of boxes, TopK, the suppression of what overlaps.
  ///
  /// Where it isn't known what a layer learns or multiplies, it may; nowhere in a network that does neither.
  /// - Complexity: O(layers + connections).
  package var postProcessing: [Bool] {
    let hasWork = layers.map { layer in
      guard case .known(let counts) = layer.parameters, case .known(let work) = layer.work else {
        return true
      }
      return (try? counts.total()) != 0 || work.multiplyAccumulates != 0
    }
    guard hasWork.contains(true) else { return hasWork }
    var leadsToWork = hasWork
    for index in layers.indices.reversed() where leadsToWork[index] {
      for input in layers[index].inputs { leadsToWork[input.node] = true }
    }
    var isLast = leadsToWork.map { !$0 }
    for index in inputs { isLast[index] = false }
    return isLast
  }
}
