import ConvArithmetic
public import LayerGraph

/// A layer whose field reaches a size while none that it reads does: the first on its way.
public struct FieldReach: Hashable, Sendable {
  /// The layer, and the field of the layer before, as indices in `Report.layers`; nil where it reads nothing else.
  public let layer: Int
  public let before: Int?
}

extension Report {
  /// The first layers whose fields are so large, along each axis of the first source: units see so many positions from
  /// the first to the last, or everything.
  ///
  ///     try Zoo.graph("vgg16").report().firstLayers(reaching: [200, 200])      // one: features.28
  /// - Parameter sizes: one for each axis.
  /// - Returns: layers that are unknown, where there are some, as reasons beside those that are known.
  /// - Complexity: O(layers + edges).
  public func firstLayers(
    reaching sizes: [Int]
  ) -> (layers: [FieldReach], unknown: UnknownReason?) {
    var reached: [Bool] = []
    var (first, unknown): ([FieldReach], UnknownReason?) = ([], nil)
    reached.reserveCapacity(layers.count)
    for (index, layer) in layers.enumerated() {
      switch layer.field.reaches(sizes) {
      case .known(let isReached):
        reached.append(isReached)
        let isBefore = layer.inputs.contains { reached[$0.node] }
        if isReached, !isBefore {
          first.append(FieldReach(layer: index, before: layer.inputs.last?.node))
        }
      case .unknown(let reason):
        unknown = unknown ?? reason
        reached.append(layer.inputs.contains { reached[$0.node] })
      }
    }
    return (first, unknown)
  }
}

extension Field {
  fileprivate func reaches(_ sizes: [Int]) -> Known<Bool> {
    if !isReached || axes.isEmpty { return .known(false) }
    var unknown: UnknownReason?
    for (axis, size) in zip(axes, sizes) where !axis.isGlobal {
      switch axis.sizes {
      case nil: return .known(false)
      case .known(let own)?: if own.lowerBound < size { return .known(false) }
      case .unknown(let reason)?: unknown = unknown ?? reason
      }
    }
    return unknown.map { .unknown($0) } ?? .known(true)
  }
}
