import RFKit

extension Shape {
  /// With letters along the axes of N×C×…: L, H and W, or D, H and W; nil where a size is open already, and where there
  /// are no axes, or more than three.
  var openAlongAxes: Shape? {
    let axes = dims.indices.dropFirst(Shape.firstSpatialDimension)
    guard isConcrete, let names = Shape.axisNames(count: axes.count) else { return nil }
    var open = self
    for (axis, name) in zip(axes, names) { open[axis] = .symbol(name) }
    return open
  }

  /// What axes are called where nobody says otherwise.
  static func axisNames(count: Int) -> [String]? {
    switch count {
    case 1: ["L"]
    case 2: ["H", "W"]
    case 3: ["D", "H", "W"]
    default: nil
    }
  }
}
