import ConvArithmetic
import LayerGraph

extension AxisField {
  /// The field of a unit that reads both: global if one is, local where one is.
  /// - Parameter shape: of the value in which both lie.
  func merged(with other: AxisField, in shape: Shape) -> AxisField {
    AxisField(isGlobal: isGlobal || other.isGlobal, part.merged(with: other.part, in: shape))
  }
}

extension LocalPart {
  fileprivate func merged(with other: LocalPart, in shape: Shape) -> LocalPart {
    switch (self, other) {
    case (.none, let only), (let only, .none): return only
    case (.along(let mine, let dimension), .along(let theirs, let its)) where dimension == its:
      return mine.merged(with: theirs).part(lostIn: dimension) { .along($0, dimension: dimension) }
    case (.somewhere(let mine, let dimension, let since), .somewhere(let theirs, let its, let node))
    where dimension == its && since == node:
      return mine.merged(with: theirs).part(lostIn: dimension) {
        .somewhere($0, dimension: dimension, since: since)
      }
    case (.lost(let reason, _), _), (_, .lost(let reason, _)):
      return .lost(reason, dimension: dimension == other.dimension ? dimension : nil)
    default:
      guard let mine = folds(in: shape), let theirs = other.folds(in: shape) else {
        return .lost(.refolded, dimension: dimension == other.dimension ? dimension : nil)
      }
      return mine.merged(with: theirs)
    }
  }

  private func folds(in shape: Shape) -> [Fold]? {
    switch self {
    case .along(let local, let dimension) where shape.dims.indices.contains(dimension):
      [Fold(local, along: dimension, of: shape)]
    case .folded(let folds): folds
    default: nil
    }
  }
}

extension Known where Value == LocalField {
  fileprivate func part(lostIn dimension: Int, _ known: (LocalField) -> LocalPart) -> LocalPart {
    switch self {
    case .known(let field): known(field)
    case .unknown(let reason): .lost(reason, dimension: dimension)
    }
  }
}

extension [Fold] {
  /// Those at one place become one, the others stay beside each other.
  fileprivate func merged(with others: [Fold]) -> LocalPart {
    var folds = self
    for fold in others {
      guard let index = folds.firstIndex(where: { $0.isAtSamePlace(as: fold) }) else {
        folds.append(fold)
        continue
      }
      switch folds[index].local.merged(with: fold.local) {
      case .known(let both): folds[index].local = both
      case .unknown(let reason): return .unknown(reason)
      }
    }
    return folds.count > Fold.maximumCount ? .unknown(.refolded) : .folded(folds)
  }

  /// The one dimension in which all these lie with nothing above them, so that their places can be told
  /// as places along it.
  fileprivate func meetingDimension(in shape: Shape) -> Int? {
    guard let first, let dimension = first.digits.first?.output,
      count > 1 || first.dimension(in: shape) == nil
    else { return nil }
    let meet = allSatisfy { fold in
      fold.digits.count == 1 && fold.digits[0].output == dimension && fold.digits[0].size != 1
        && fold.offset == 0 && fold.turn == first.turn && fold.isHighest(in: shape)
    }
    return meet ? dimension : nil
  }

  /// All of these as one field of the places along a dimension.
  fileprivate func united(along dimension: Int, in shape: Shape) -> LocalPart {
    var united: LocalField?
    for fold in self {
      var straight = fold
      straight.turn = nil
      do throws(UnknownReason) {
        let field = try straight.unfolded(in: shape)
        guard let other = united else {
          united = field
          continue
        }
        switch other.merged(with: field) {
        case .known(let both): united = both
        case .unknown(let reason): return .lost(reason, dimension: dimension)
        }
      } catch {
        return .lost(error, dimension: dimension)
      }
    }
    guard let united else { return .none }
    guard let turn = first?.turn else { return .along(united, dimension: dimension) }
    var fold = Fold(united, along: dimension, of: shape)
    fold.turn = turn
    return .folded([fold])
  }
}

extension Field {
  /// The same field, in which the parts of an axis that have a dimension to themselves lie along it.
  func settled(in shape: Shape) -> Field {
    let isFolded = axes.contains { if case .folded = $0.part { true } else { false } }
    guard isFolded else { return self }
    let settled = axes.indices.map { index -> AxisField in
      guard case .folded(let folds) = axes[index].part,
        let dimension = folds.meetingDimension(in: shape),
        !axes.indices.contains(where: { $0 != index && axes[$0].part.lies(in: dimension) })
      else { return axes[index] }
      return AxisField(
        isGlobal: axes[index].isGlobal, folds.united(along: dimension, in: shape))
    }
    return Field(axes: settled, isReached: isReached)
  }
}
