import ConvArithmetic
import LayerGraph

extension AxisField {
  /// The field after a layer that reads this value along `routes`.
  func followed(by routes: [Route], node: Int) -> AxisField {
    guard let local else { return self }
    guard case .known(let field) = local, let dimension else {
      // Nothing is known of the local part, and nothing further can be.
      return self
    }
    guard routes.indices.contains(dimension) else { return self }
    switch routes[dimension] {
    case .all: return .everything
    case .nothing: return AxisField.nothing.withGlobal(isGlobal)
    case .unknown(let reason): return AxisField.unknown(reason).withGlobal(isGlobal)
    case .folded(let output): return moved(to: output, field, isFolded: true)
    case .along(let output, let map): return followed(by: map, field, to: output, node: node)
    case .piece(let output, let offset):
      return followed(by: .shift(by: -offset), field, to: output, node: node)
    }
  }

  private func followed(
    by map: AxisMap, _ field: LocalField, to output: Int, node: Int
  ) -> AxisField {
    if map.isIdentity { return moved(to: output, field, isFolded: isFolded) }
    if case .digit = map.kind { return moved(to: output, field, isFolded: true) }
    if isFolded {
      // Pieces of a flattened axis stay pieces of it; anything else regroups it.
      if map.isShift { return moved(to: output, field, isFolded: true) }
      return AxisField.unknown(.refolded).withGlobal(isGlobal)
    }
    do throws(ArithmeticError) {
      guard let next = try field.followed(by: map, node: node) else {
        return AxisField.unknown(.periodTooLong).withGlobal(isGlobal)
      }
      return moved(to: output, next, isFolded: false)
    } catch {
      return AxisField.unknown(.tooLarge).withGlobal(isGlobal)
    }
  }

  private func moved(to output: Int, _ field: LocalField, isFolded: Bool) -> AxisField {
    AxisField(
      local: .known(field), isGlobal: isGlobal, dimension: output, isFolded: isFolded)
  }

  private func withGlobal(_ isGlobal: Bool) -> AxisField {
    AxisField(local: local, isGlobal: isGlobal, dimension: dimension, isFolded: isFolded)
  }

  /// The field of a unit that reads both: global if one is, local where one is.
  func merged(with other: AxisField) -> AxisField {
    let isGlobal = isGlobal || other.isGlobal
    guard let mine = local else { return other.withGlobal(isGlobal) }
    guard let theirs = other.local else { return withGlobal(isGlobal) }
    guard case .known(let first) = mine else { return withGlobal(isGlobal) }
    guard case .known(let second) = theirs else { return other.withGlobal(isGlobal) }
    guard dimension == other.dimension, isFolded == other.isFolded else {
      return AxisField.unknown(.refolded).withGlobal(isGlobal)
    }
    switch first.merged(with: second) {
    case .unknown(let reason): return AxisField.unknown(reason).withGlobal(isGlobal)
    case .known(let merged):
      return AxisField(
        local: .known(merged), isGlobal: isGlobal, dimension: dimension, isFolded: isFolded)
    }
  }
}

extension AxisMap {
  /// u ↦ u + constant.
  fileprivate var isShift: Bool {
    if case .window(let taps) = kind { taps.stride == 1 && taps.count == 1 } else { false }
  }
}

extension LocalField {
  /// - Returns: nil when there is no periodic form.
  fileprivate func followed(
    by map: AxisMap, node: Int
  ) throws(ArithmeticError) -> LocalField? {
    guard let next = try self.map.followed(by: map) else { return nil }
    let centres = try centres.followed(by: map)
    return LocalField(
      map: next, centres: centres,
      unanchored: map.isAnchored ? unanchored : unanchored + [node])
  }

  fileprivate func merged(with other: LocalField) -> Known<LocalField> {
    if self == other { return .known(self) }
    guard unanchored == other.unanchored else { return .unknown(.openPadding) }
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
