package import Analyses

extension Report {
  /// The field and the jump of `farthestLooking`, as the table of layers shows them.
  package var reach: (field: Cell, jump: Cell) {
    guard let layer = farthestLooking else { return (.none, .none) }
    let context = RowContext(report: self, pixelOrigin: .zero)
    return (context.fieldSize(layer), context.rates(layer) { $0.jump.cell { .fraction($0) } })
  }
}
