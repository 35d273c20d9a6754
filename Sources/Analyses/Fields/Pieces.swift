import ConvArithmetic
import LayerGraph

/// Values set side by side, as the last of them is added to those before.
///
///     a rolled axis    ┌──── 2 … 11 ────┬─ 0 1 ─┐     the second piece goes on where the first would be 12 places
///                      0                10      12    before: the axis turned round by 2
struct Pieces {
  /// The dimensions along which the value that is added is a piece, and where it begins.
  private let starts: [(dimension: Int, start: Int)]
  /// Where there are just two pieces and the first begins at 0.
  private let pairs: Set<Int>
  private let shape: Shape

  init(of readings: [Reading], at input: Int, in shape: Shape) {
    starts = readings[input].starts
    let first = input == 1 && readings.count == 2 ? readings[0].starts.filter { $0.start == 0 } : []
    pairs = Set(first.map(\.dimension))
    self.shape = shape
  }

  /// The field of both pieces along one axis; nil where the axis does not lie along a joined dimension.
  ///
  /// Along it there is a closed form where the pieces continue each other, and where they are an axis
  /// that was turned round: cut in two and put together the other way.
  func joined(_ first: AxisField, _ second: AxisField) -> AxisField? {
    guard
      let joined = starts.first(where: {
        first.part.lies(in: $0.dimension) || second.part.lies(in: $0.dimension)
      })
    else { return nil }
    // A class token that saw nothing yet, beside others.
    if first == .nothing { return second }
    if second == .nothing { return first }
    let isGlobal = first.isGlobal || second.isGlobal
    if first.part == second.part { return AxisField(isGlobal: isGlobal, first.part) }
    if pairs.contains(joined.dimension),
      let turned = turned(first.part, second.part, joined.dimension, joined.start)
    {
      return AxisField(isGlobal: isGlobal, turned)
    }
    let dimensions = [first.part, second.part].filter { $0 != .none }.map(\.dimension)
    let isCommon = dimensions.allSatisfy { $0 == joined.dimension }
    return AxisField(
      isGlobal: isGlobal, .lost(.piecewise, dimension: isCommon ? joined.dimension : nil))
  }

  /// The second piece goes on where the first would be a whole length before: place u holds what was at
  /// (u + length − start) mod length.
  private func turned(
    _ first: LocalPart, _ second: LocalPart, _ dimension: Int, _ start: Int
  ) -> LocalPart? {
    guard case .placed(let mine, others: []) = first, case .placed(let theirs, others: []) = second,
      let turn = mine.placement.turn(along: dimension),
      let its = theirs.placement.turn(along: dimension), turn == its,
      let length = shape[dimension].constant, 0 < start, start < length,
      turn.map({ $0.length == length }) ?? true,
      let continued = try? mine.local.following(.shift(by: -length)), continued == theirs.local
    else { return nil }
    let before = turn?.by ?? 0
    let by = before < start ? before + (length - start) : before - start
    return .turned(
      by == 0 ? theirs.local : mine.local, along: dimension,
      by: by == 0 ? nil : Placement.Turn(by: by, length: length), in: shape)
  }
}
