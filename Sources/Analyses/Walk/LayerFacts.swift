import LayerGraph

/// What layers that are alike have in common wherever they stand.
final class LayerFacts: Sendable {
  let shared: SharedOperator
  /// Whether each output element reads just the same element of its only input.
  let isPointwise: Bool
  /// Its numbers, whether or not another layer uses them too.
  let sums: LayerSums

  init(of shared: SharedOperator, isPointwise: Bool, _ sums: LayerSums) {
    self.shared = shared
    self.isPointwise = isPointwise
    self.sums = sums
  }
}
