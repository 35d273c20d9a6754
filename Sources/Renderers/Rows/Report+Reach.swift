package import Analyses
import LayerGraph

extension Report {
  /// The field and the jump of `farthestLooking`, as the table of layers shows them.
  package var reach: (field: Cell, jump: Cell) {
    guard let layer = farthestLooking, let index = index(of: layer.name) else {
      return (.none, .none)
    }
    let context = RowContext(report: self, pixelOrigin: .zero, of: [index])
    let value = ShownValue(ValueReference(node: index), in: self)
    return (context.fieldSize(value), context.jump(value))
  }
}
