package import Analyses
import ConvArithmetic
import LayerGraph

extension Report {
  /// The layer that stands for how far the network looks: the last of those with the largest neighbourhood
  /// that moves with the unit, or the first whose neighbourhood is unknown. Nil when there is none.
  package var farthestLooking: LayerReport? {
    var best: (layer: LayerReport, size: Int)?
    for layer in layers {
      guard let size = layer.neighbourhood else { continue }
      guard case .known(let size) = size else { return layer }
      if size >= best?.size ?? 0 { best = (layer, size) }
    }
    return best?.layer
  }

  /// Its field and its jump, as the table of layers shows them.
  package var reach: (field: Cell, jump: Cell) {
    guard let layer = farthestLooking else { return (.none, .none) }
    let context = RowContext(report: self, pixelOrigin: .zero)
    return (context.fieldSize(layer), context.rates(layer) { $0.jump.cell { .fraction($0) } })
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
      switch local.flattened(\.size) {
      case .known(let size): least = min(least ?? .max, size.upperBound)
      case .unknown(let reason): return .unknown(reason)
      }
    }
    return least.map { .known($0) }
  }
}
