import LayerGraph

extension Report {
  /// The layer that stands for how far the network looks: the last of those with the largest neighbourhood
  /// that moves with the unit, or the first whose neighbourhood is unknown. Nil when there is none.
  ///
  /// What is unknown inside a block, between layers of attention, is no more than what the block's end
  /// sees, where that is known: a unit sees all that what it reads sees.
  ///
  ///     try Zoo.graph("vgg16").report().farthestLooking?.field      // 212×212, of features.30
  ///
  /// - Complexity: O(layers + edges).
  public var farthestLooking: LayerReport? {
    var best: (index: Int, size: Int)?
    let seen = layersSeenFromKnown
    for index in layers.indices {
      guard let size = layers[index].neighbourhood else { continue }
      switch size {
      case .known(let size): if size >= best?.size ?? 0 { best = (index, size) }
      case .unknown: if !seen[index] { return layers[index] }
      }
    }
    return best.map { layers[$0.index] }
  }

  /// For each layer whether one after it, whose neighbourhood is known, reads it by way of others that are
  /// local too.
  private var layersSeenFromKnown: [Bool] {
    var seen = [Bool](repeating: false, count: layers.count)
    for index in layers.indices.reversed() {
      let isKnown: Bool
      switch layers[index].neighbourhood {
      case .known: isKnown = true
      case .unknown: isKnown = seen[index]
      case nil: continue
      }
      guard isKnown else { continue }
      // A neighbourhood is that of the first output.
      for input in layers[index].inputs where input.output == 0 { seen[input.node] = true }
    }
    return seen
  }
}

extension LayerReport {
  /// The least side of the local field, in the phase that sees most; nil where there is none along some
  /// axis.
  fileprivate var neighbourhood: Known<Int>? {
    var least: Int?
    for axis in field.axes {
      // Tokens that see everything beside a patch of their own are no map any more, but still look.
      guard let local = axis.local, !axis.isFolded || field.isGlobal else { return nil }
      switch local.flatMap(\.size) {
      case .known(let size): least = min(least ?? .max, size.upperBound)
      case .unknown(let reason): return .unknown(reason)
      }
    }
    return least.map { .known($0) }
  }
}
