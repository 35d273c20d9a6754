import ConvArithmetic
import LayerGraph

/// How a map N×H×W×C of given sides is cut into windows of tokens and put together again, by operators
/// that any graph has: padding to whole windows, turning by half of one, reshaping.
struct Windows {
  static let side = 8

  private let sides: [Dim]
  /// Windows along each axis.
  private let counts: [Dim]
  /// How far each axis is turned: not at all where one window covers it.
  private let shift: [Int]

  init(_ sides: [Dim], isShifted: Bool) throws(ArithmeticError) {
    self.sides = sides
    counts = [
      try sides[0].ceilDivided(by: Self.side), try sides[1].ceilDivided(by: Self.side),
    ]
    shift = counts.map { isShifted && $0 != 1 ? Self.side / 2 : 0 }
    padded = [try counts[0] * Dim(Self.side), try counts[1] * Dim(Self.side)]
    padding = [try padded[0] - sides[0], try padded[1] - sides[1]]
    total = try counts[0] * counts[1]
  }

  private let padded: [Dim]
  private let padding: [Dim]
  private let total: Dim

  private var grid: [Reshape.Size] {
    [.value(counts[0]), .size(Self.side), .value(counts[1]), .size(Self.side)]
  }

  /// Windows × tokens × channels; those of a sample follow each other.
  func cut(_ map: Value, _ channels: Int) -> Value {
    var map = map
    if padding.contains(where: { $0 != 0 }) {
      map = map.pad(
        before: 0, after: PerAxis(padding), dimensions: [1, 2], named: "windows.pad")
    }
    return turned(map, by: shift, "windows.turn")
      .reshape([.copy] + grid + [.size(channels)], named: "windows.grid")
      .permute([0, 1, 3, 2, 4, 5], named: "windows.permute")
      .reshape(
        [.infer, .size(Self.side * Self.side), .size(channels)], named: "windows")
  }

  /// The way back.
  func joined(_ windows: Value, _ channels: Int) -> Value {
    var map =
      windows
      .reshape(
        [.infer, grid[0], grid[2], grid[1], grid[3], .size(channels)], named: "map.grid"
      )
      .permute([0, 1, 3, 2, 4, 5], named: "map.permute")
      .reshape(
        [.copy, .value(padded[0]), .value(padded[1]), .size(channels)], named: "map")
    map = turned(map, by: shift.map { -$0 }, "map.turn")
    for axis in 0..<2 where padding[axis] != 0 {
      map = map.slice(dimension: axis + 1, end: sides[axis], named: "map.crop\(axis)")
    }
    return map
  }

  /// Scores of each window and head; pairs that only the turning brought together get a large minus.
  func masked(_ scores: Value, _ heads: Int) -> Value {
    guard shift.contains(where: { $0 != 0 }) else { return scores }
    let tokens = Self.side * Self.side
    let square: [Reshape.Size] = [.size(heads), .size(tokens), .size(tokens)]
    let mask = scores.builder.constant(
      [total, 1, Dim(tokens), Dim(tokens)], isLearned: false, named: "mask")
    return scores.reshape([.infer, .value(total)] + square, named: "masked.windows")
      .add(mask, named: "masked").reshape([.infer] + square, named: "masked.flat")
  }

  /// Position 0 becomes position `shift`, what is before it comes round to the end.
  private func turned(_ map: Value, by shift: [Int], _ name: String) -> Value {
    var map = map
    for axis in 0..<2 where shift[axis] != 0 {
      let (dimension, start) = (axis + 1, shift[axis])
      map = map.slice(dimension: dimension, start: start, named: "\(name).\(axis).rest")
        .concat(
          [map.slice(dimension: dimension, end: start, named: "\(name).\(axis).front")],
          dimension: dimension, named: "\(name).\(axis)")
    }
    return map
  }
}
