import ConvArithmetic
import LayerGraph

extension AxisField {
  /// The field after a layer that reads this value, of the shape `shape`, along `routes`.
  func followed(by routes: [Route], of shape: Shape, node: Int) -> AxisField {
    guard let local, let dimension, routes.indices.contains(dimension) else { return self }
    switch routes[dimension] {
    case .all: return .everything
    case .nothing: return AxisField.nothing.withGlobal(isGlobal)
    case .unknown(let reason): return lost(reason, in: nil)
    case .within(let output, let reason): return lost(reason, in: output)
    case .folded(let output): return moved(to: output, local, isFolded: true)
    case .along(let output, let map):
      return followed(by: map, to: output, length: shape[dimension], node: node)
    case .piece(let output, let offset):
      return followed(
        by: .shift(by: -offset), to: output, length: shape[dimension], node: node)
    }
  }

  private func followed(
    by map: AxisMap, to output: Int, length: Dim, node: Int
  ) -> AxisField {
    guard case .known(let field)? = local, !map.isIdentity else {
      return moved(to: output, local, isFolded: isFolded)
    }
    if case .digit = map.kind { return moved(to: output, local, isFolded: true) }
    if case .mirrored = map.kind { return lost(.reversed, in: output) }
    if isFolded {
      // Pieces of a flattened axis stay pieces of it; anything else regroups it.
      return map.isPiece ? moved(to: output, local, isFolded: true) : lost(.refolded, in: output)
    }
    do throws(ArithmeticError) {
      guard let next = try field.followed(by: map, length: length, node: node) else {
        return lost(.periodTooLong, in: output)
      }
      return moved(to: output, .known(next), isFolded: false)
    } catch {
      return lost(.tooLarge, in: output)
    }
  }

  /// A local part of which no more is known than the dimension along which it moves.
  private func lost(_ reason: UnknownReason, in dimension: Int?) -> AxisField {
    AxisField(
      local: .unknown(reason), isGlobal: isGlobal, dimension: dimension, isFolded: isFolded)
  }

  private func moved(
    to output: Int, _ local: Known<LocalField>?, isFolded: Bool
  ) -> AxisField {
    AxisField(local: local, isGlobal: isGlobal, dimension: output, isFolded: isFolded)
  }

  private func withGlobal(_ isGlobal: Bool) -> AxisField {
    AxisField(local: local, isGlobal: isGlobal, dimension: dimension, isFolded: isFolded)
  }

  /// The field of a unit that reads both: global if one is, local where one is.
  func merged(with other: AxisField) -> AxisField {
    let isGlobal = isGlobal || other.isGlobal
    guard let mine = local else { return other.withGlobal(isGlobal) }
    guard let theirs = other.local else { return withGlobal(isGlobal) }
    let common = dimension == other.dimension ? dimension : nil
    guard case .known(let first) = mine, case .known(let second) = theirs, common != nil,
      isFolded == other.isFolded
    else {
      let reasons = [mine, theirs].compactMap { part -> UnknownReason? in
        if case .unknown(let reason) = part { reason } else { nil }
      }
      return AxisField(
        local: .unknown(reasons.first ?? .refolded), isGlobal: isGlobal, dimension: common,
        isFolded: isFolded || other.isFolded)
    }
    return AxisField(
      local: first.merged(with: second), isGlobal: isGlobal, dimension: common,
      isFolded: isFolded)
  }
}

extension AxisMap {
  /// u ↦ u + constant, or a constant.
  fileprivate var isPiece: Bool {
    if case .window(let taps) = kind { taps.stride <= 1 && taps.count == 1 } else { false }
  }
}

extension LocalField {
  /// - Returns: nil when there is no periodic form.
  fileprivate func followed(
    by map: AxisMap, length: Dim, node: Int
  ) throws(ArithmeticError) -> LocalField? {
    guard let next = try self.map.followed(by: map) else { return nil }
    let centres = try centres.followed(by: map)
    return LocalField(
      map: next, centres: centres,
      unanchored: map.isAnchored
        ? unanchored : unanchored + [try shift(by: map, length: length, node: node)])
  }

  private func shift(
    by map: AxisMap, length: Dim, node: Int
  ) throws(ArithmeticError) -> OpenShift {
    OpenShift(
      window: map.kind, length: length, jump: try self.map.jump(),
      node: self.map.period == 1 ? nil : node)
  }

  fileprivate func merged(with other: LocalField) -> Known<LocalField> {
    if self == other { return .known(self) }
    guard unanchored.areEqualInAnyOrder(other.unanchored) else { return .unknown(.openPadding) }
    do throws(ArithmeticError) {
      guard let merged = try map.merged(with: other.map) else {
        let (mine, theirs) = (try map.jump(), try other.map.jump())
        return .unknown(mine == theirs ? .periodTooLong : .ratesDiffer)
      }
      return .known(
        LocalField(
          map: merged, centres: centres.merged(with: other.centres), unanchored: unanchored))
    } catch {
      return .unknown(.tooLarge)
    }
  }
}

extension PathCentres {
  /// start' = start + jump·intercept, jump' = jump·slope.
  fileprivate func followed(by map: AxisMap) throws(ArithmeticError) -> PathCentres {
    let line = try map.centreLine()
    guard let jump else { return self }
    let shift = try jump * line.intercept
    return PathCentres(
      jump: try jump * line.slope, least: try least + shift, greatest: try greatest + shift)
  }

  fileprivate func merged(with other: PathCentres) -> PathCentres {
    PathCentres(
      jump: jump == other.jump ? jump : nil, least: min(least, other.least),
      greatest: max(greatest, other.greatest))
  }
}

extension [OpenShift] {
  /// Each is for a stride of at least 2, so there are few: 2⁶³ positions between units are too many.
  fileprivate func areEqualInAnyOrder(_ others: [OpenShift]) -> Bool {
    var rest = others
    for shift in self {
      guard let match = rest.firstIndex(of: shift) else { return false }
      rest.remove(at: match)
    }
    return rest.isEmpty
  }
}
