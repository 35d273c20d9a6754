package import Analyses

extension Report {
  /// The field and the jump of `farthestLooking`, as the table of layers shows them.
  package var reach: (field: Cell, jump: Cell) {
    guard let layer = farthestLooking else { return (.none, .none) }
    let context = RowContext(
      report: self, pixelOrigin: .zero, of: index(of: layer.name).map { [$0] } ?? [])
    return (context.fieldSize(layer), context.jump(layer))
  }
}
