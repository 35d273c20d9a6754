/// What the positions and the ends of an axis are called in a sequence, an image or a volume.
package struct AxisWords {
  package let name: String
  let unit: String
  let before: String
  let after: String
  let between = "in between"

  package init(axis: Int, rank: Int) {
    switch (rank, axis) {
    case (1, _): (name, unit, before, after) = ("length", "position", "at the start", "at the end")
    case (2, 0): (name, unit, before, after) = ("height", "row", "at the top", "at the bottom")
    case (2, _): (name, unit, before, after) = ("width", "column", "on the left", "on the right")
    default:
      name = axis < 3 ? ["depth", "height", "width"][axis] : "axis \(axis)"
      (unit, before, after) = ("slice", "at the start of the \(name)", "at the end of the \(name)")
    }
  }
}
