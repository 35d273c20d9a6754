import ConvArithmetic
import Escaping
import LayerGraph

/// What no output of the network reads, in words.
struct Waste {
  /// "3 columns on the right and 1 row at the bottom".
  let places: String
  private let isSingle: Bool

  /// - Parameter read: the positions that are read, for each spatial axis.
  /// - Returns: nil when everything is read, or nothing, or sizes are open.
  init?(read: [PositionSet], shape: Shape?) {
    guard let shape, shape.spatialRank == read.count else { return nil }
    var (parts, total) = ([String](), 0)
    for (axis, positions) in read.enumerated() where !positions.isEmpty {
      guard let length = shape[axis + Shape.firstSpatialDimension].constant,
        let seen = try? positions.count(), let span = try? positions.hull.count()
      else { return nil }
      let words = AxisWords(axis: axis, rank: read.count)
      let counts = [positions.hull.lower, length - 1 - positions.hull.upper, span - seen]
      for (count, place) in zip(counts, [words.before, words.after, words.between])
      where count > 0 {
        parts.append("\(Digits.grouped(count)) \(words.unit)\(count == 1 ? "" : "s") \(place)")
        total = min(2, total + min(2, count))
      }
    }
    guard !parts.isEmpty else { return nil }
    places = parts.listed(atMost: 6)
    isSingle = total == 1
  }

  /// "3 columns on the right are never read."
  /// - Parameter input: its name, where there are several.
  func sentence(of input: String?) -> Message {
    "\(all: places)\(input.map { " of \($0)" } ?? "")\(isSingle ? " is" : " are") never read."
  }
}

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
