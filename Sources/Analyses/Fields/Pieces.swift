import ConvArithmetic
import LayerGraph

/// Values set side by side, as the last of them is added to those before.
struct Pieces {
  /// The dimensions along which the value that is added is a piece, and where it begins.
  private let starts: [(dimension: Int, start: Int)]
  /// Where there are just two pieces and the first begins at 0.
  private let pairs: Set<Int>

  init(of routes: [[Route]], at input: Int) {
    func starts(_ routes: [Route]) -> [(dimension: Int, start: Int)] {
      routes.compactMap {
        if case .piece(let output, let start) = $0 { (output, start) } else { nil }
      }
    }
    self.starts = starts(routes[input])
    let first = input == 1 && routes.count == 2 ? starts(routes[0]).filter { $0.start == 0 } : []
    pairs = Set(first.map(\.dimension))
  }

  /// The field of both pieces along one axis; nil where the axis does not lie along a joined dimension.
  ///
  /// Along it there is a closed form where the pieces continue each other, and where they are an axis
  /// that was turned round: cut in two and put together the other way.
  func joined(_ first: AxisField, _ second: AxisField, in shape: Shape) -> AxisField? {
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
      let turned = turned(first.part, second.part, joined.dimension, joined.start, shape)
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
    _ first: LocalPart, _ second: LocalPart, _ dimension: Int, _ start: Int, _ shape: Shape
  ) -> LocalPart? {
    guard let mine = first.whole(along: dimension), let theirs = second.whole(along: dimension),
      mine.turn == theirs.turn, let length = shape[dimension].constant, 0 < start, start < length,
      mine.turn.map({ $0.length == length }) ?? true,
      let continued = try? mine.local.following(.shift(by: -length)), continued == theirs.local
    else { return nil }
    let before = mine.turn?.by ?? 0
    let turn = before < start ? before + (length - start) : before - start
    if turn == 0 { return .along(theirs.local, dimension: dimension) }
    var fold = Fold(mine.local, along: dimension, of: shape)
    fold.turn = Fold.Turn(by: turn, length: length)
    return .folded([fold])
  }
}

extension LocalPart {
  /// The field of places along a dimension, turned round or not.
  fileprivate func whole(along dimension: Int) -> (local: LocalField, turn: Fold.Turn?)? {
    switch self {
    case .along(let local, dimension): return (local, nil)
    case .folded(let folds):
      guard folds.count == 1, folds[0].digits.count == 1, folds[0].offset == 0,
        let digit = folds[0].digits.first, digit.output == dimension, digit.inner == 1,
        digit.weight == 1, folds[0].turn != nil
      else { return nil }
      return (folds[0].local, folds[0].turn)
    default: return nil
    }
  }
}
