package import Analyses

/// What the positions and the ends of an axis are called in a sequence, an image or a volume.
package struct AxisWords {
  package private(set) var name: String
  private(set) var unit: String
  private(set) var before: String
  private(set) var after: String
  let between = "in between"

  /// Of an axis that the user calls by a letter, or by its number alone.
  package init(axis: Int, of axes: SourceAxes) {
    self.init(axis: axis, rank: axes.dimensions.count)
    guard let letter = axes.letters?[axis] else { return }
    let called = Self.names[letter] ?? "axis \(letter)"
    if called == name { return }
    (name, unit) = (called, "position")
    (before, after) = ("at the start of the \(name)", "at the end of the \(name)")
  }

  private static let names: [Character: String] = [
    "H": "height", "W": "width", "D": "depth", "L": "length", "T": "time",
  ]

  private init(axis: Int, rank: Int) {
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
