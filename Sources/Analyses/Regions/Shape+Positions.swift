import ConvArithmetic
import LayerGraph

/// Positions along the dimensions of a value.
extension Shape {
  /// - Throws: `.sizesOpen`.
  func whole(_ dimension: Int) throws(Problem) -> PositionSet {
    guard let length = self[dimension].constant else { throw .sizesOpen(self) }
    return PositionSet(Interval(0, length - 1))
  }

  /// The positions asked for, with "all of them" spelled out.
  func spelledOut(_ positions: PositionSet?, _ dimension: Int) throws(Problem) -> PositionSet {
    if let positions { positions } else { try whole(dimension) }
  }

  func isWhole(_ demand: PositionSet?, _ dimension: Int) throws(Problem) -> Bool {
    guard let demand else { return true }
    return demand == (try whole(dimension))
  }
}
