import Analyses
import ConvArithmetic
import LayerGraph
import ReferenceExecutor

/// Into how many runs each axis is cut for a pass with footprints: into single positions where that takes
/// no longer than the effort allows.
struct CellPlan {
  let cells: [PositionCells]

  /// - Parameter seconds: how long one run takes.
  init(
    _ lengths: [Int], claims: [[FieldCheck.UnitClaim]], seconds: (PassNeed.Kind) -> Double,
    _ effort: Effort
  ) {
    let runs = effort.footprintSeconds / max(seconds(.footprints), 1e-9)
    // A narrow run takes less, and is what the largest images get.
    let most =
      runs >= 1
      ? Int(min(runs, 1e9)) * Footprint.span : NarrowFootprint.span
    var left = max(min(most, effort.mostCells), lengths.count)
    var cells = [PositionCells?](repeating: nil, count: lengths.count)
    // The shortest first: what they don't need is the others'.
    let order = lengths.indices.sorted { lengths[$0] < lengths[$1] }
    for (place, axis) in order.enumerated() {
      let share = left / (order.count - place)
      let own = PositionCells(
        length: lengths[axis], count: share, around: Self.spread(claims[axis]))
      left -= own.count
      cells[axis] = own
    }
    self.cells = cells.compactMap(\.self)
  }

  /// The regions that are known, from all over the network: any first part of them is of layers far apart.
  private static func spread(_ claims: [FieldCheck.UnitClaim]) -> [PositionSet] {
    let regions = claims.compactMap { claim in
      if case .success(let region) = claim.claim { region } else { nil }
    }
    if regions.isEmpty { return [] }
    // Steps of the golden ratio, made coprime to the number of regions.
    var step = max(1, Int(Double(regions.count) * 0.618))
    while greatestCommonDivisor(step, regions.count) != 1 { step += 1 }
    return regions.indices.map { regions[$0 * step % regions.count] }
  }
}
