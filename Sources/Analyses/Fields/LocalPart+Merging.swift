import ConvArithmetic
import LayerGraph

extension AxisField {
  /// The field of a unit that reads all of these, at least one.
  init(merging fields: [AxisField]) {
    var merged = fields[0]
    var rest = fields.dropFirst()
    if !rest.isEmpty, case .placed(let first, others: []) = merged.part {
      var (union, isGlobal) = (FieldUnion(first.local), merged.isGlobal)
      while let next = rest.first, case .placed(let placed, others: []) = next.part,
        placed.placement == first.placement, (try? union.insert(placed.local)) != nil
      {
        isGlobal = isGlobal || next.isGlobal
        rest.removeFirst()
      }
      let both = Placed(union.field, first.placement)
      merged = AxisField(isGlobal: isGlobal, .placed(both, others: []))
    }
    self = rest.reduce(merged) { $0.merged(with: $1) }
  }

  /// The field of a unit that reads both: global if one is, local where one is.
  func merged(with other: AxisField) -> AxisField {
    switch (part, other.part) {
    case (.pieces(let mine), .pieces(let theirs)):
      if let both = mine.merged(with: theirs) { return both }
    case (.lost, .pieces), (.pieces, .lost): break
    case (.pieces(let pieces), _): return pieces.mapped { $0.merged(with: other) }
    case (_, .pieces(let pieces)): return pieces.mapped { $0.merged(with: self) }
    default: break
    }
    return AxisField(isGlobal: isGlobal || other.isGlobal, part.merged(with: other.part))
  }
}

extension LocalPart {
  fileprivate func merged(with other: LocalPart) -> LocalPart {
    switch (self, other) {
    case (.none, let only), (let only, .none): return only
    case (.placed(let mine, let others), .placed(let theirs, let its)):
      if others.isEmpty, its.isEmpty, mine.placement == theirs.placement {
        return Self.united(mine.local, theirs.local, lostIn: mine.placement.onlyDimension) {
          .placed(Placed($0, mine.placement), others: [])
        }
      }
      return merged(withAll: other.placements)
    case (.somewhere(let mine, let dimension, let since), .somewhere(let theirs, let its, let node))
    where dimension == its && since == node:
      return Self.united(mine, theirs, lostIn: dimension) {
        .somewhere($0, dimension: dimension, since: since)
      }
    case (.lost(let reason, _), _), (_, .lost(let reason, _)):
      return .lost(reason, dimension: dimension == other.dimension ? dimension : nil)
    case (.pieces, .pieces):
      return .lost(.piecewise, dimension: dimension == other.dimension ? dimension : nil)
    default:
      return .lost(.refolded, dimension: dimension == other.dimension ? dimension : nil)
    }
  }

  private static func united(
    _ first: LocalField, _ second: LocalField, lostIn dimension: Int?,
    _ part: (LocalField) -> LocalPart
  ) -> LocalPart {
    do throws(UnknownReason) {
      return part(try first.merged(with: second))
    } catch {
      return .lost(error, dimension: dimension)
    }
  }

  /// Those at one place become one, the others stay beside each other.
  private func merged(withAll others: [Placed]) -> LocalPart {
    var all = placements
    for other in others {
      guard let index = all.firstIndex(where: { $0.placement == other.placement }) else {
        all.append(other)
        continue
      }
      do throws(UnknownReason) {
        all[index] = Placed(try all[index].local.merged(with: other.local), other.placement)
      } catch {
        return .unknown(error)
      }
    }
    return all.count > Self.maximumCount ? .unknown(.refolded) : LocalPart(all)
  }
}

// MARK: - Parts of an axis that meet in one dimension

extension LocalPart {
  /// The one dimension in which all paths lie with nothing above them, so that their places can be told
  /// as places along it.
  fileprivate func meetingDimension(in shape: Shape) -> Int? {
    guard case .placed(let first, let others) = self,
      !others.isEmpty || !first.placement.isAlong && first.placement.turn == nil
    else { return nil }
    let dimension = first.placement.dimension
    let meet = placements.allSatisfy { placed in
      let digits = PlacedDigits(placed, in: shape)
      return digits.digits.count == 1 && digits.digits[0].dimension == dimension
        && digits.digits[0].size != 1 && digits.offset == 0
        && digits.turn == first.placement.turn && digits.isHighest(in: shape)
    }
    return meet ? dimension : nil
  }

  /// All of these as one field of the places along a dimension.
  fileprivate func united(along dimension: Int, in shape: Shape) -> LocalPart {
    var united: LocalField?
    var turn: Placement.Turn?
    for placed in placements {
      var straight = PlacedDigits(placed, in: shape)
      (turn, straight.turn) = (straight.turn, nil)
      do throws(UnknownReason) {
        let field = try straight.unfolded(in: shape)
        guard let other = united else {
          united = field
          continue
        }
        united = try other.merged(with: field)
      } catch {
        return .lost(error, dimension: dimension)
      }
    }
    guard let united else { return .none }
    return .turned(united, along: dimension, by: turn, in: shape)
  }

  /// A field along a dimension, of an axis that was turned round or not.
  static func turned(
    _ local: LocalField, along dimension: Int, by turn: Placement.Turn?, in shape: Shape
  ) -> LocalPart {
    let whole = Placement.along(dimension).digits(in: shape)
    return .placed(Placed(local, Placement(whole, turn: turn, in: shape)), others: [])
  }
}

extension Field {
  /// The same field, in which the parts of an axis that have a dimension to themselves lie along it.
  func settled(in shape: Shape) -> Field {
    guard axes.contains(where: \.isFolded) else { return self }
    let settled = axes.indices.map { index -> AxisField in
      guard let dimension = axes[index].part.meetingDimension(in: shape),
        !axes.indices.contains(where: { $0 != index && axes[$0].part.lies(in: dimension) })
      else { return axes[index] }
      return AxisField(
        isGlobal: axes[index].isGlobal,
        axes[index].part.united(along: dimension, in: shape))
    }
    return Field(axes: settled, isReached: isReached)
  }
}
