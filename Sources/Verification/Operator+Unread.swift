import Analyses
import LayerGraph

/// What is counted and yet read by no kernel.
extension Operator {
  /// Whether its elements are made of learned numbers that the graph does not show.
  var standsForOthers: Bool {
    if case .constant(let payload) = self { !payload.isStoredAsIs } else { false }
  }

  /// Whether the executor runs fixed numbers in its place, which prove nothing of it.
  var isStoodInFor: Bool { if case .opaque = self { true } else { false } }

  /// Whether stored statistics come with a number of batches, which only training reads.
  var hasBatchCounter: Bool {
    switch self {
    case .batchNorm(let payload): payload.hasBatchCounter
    case .instanceNorm(let payload): payload.hasBatchCounter
    default: false
    }
  }
}

extension Report {
  /// For each layer whether fixed numbers stand for it or for one before: what reached it can't be measured.
  var layersBehindStandIns: [Bool] {
    var behind: [Bool] = []
    behind.reserveCapacity(layers.count)
    for layer in layers {
      behind.append(layer.operation.isStoodInFor || layer.inputs.contains { behind[$0.node] })
    }
    return behind
  }
}
