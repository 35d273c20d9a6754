import ConvArithmetic
import LayerGraph

extension LocalField {
  /// The field of a layer that reads this one through `map`.
  /// - Parameter length: how many units there are, for a map that depends on that.
  /// - Throws: why there is no closed form.
  func following(
    _ map: AxisMap, length: Dim = 1, node: Int = 0
  ) throws(UnknownReason) -> LocalField {
    if case .mirrored = map.kind { throw .reversed }
    let next: FieldMap?
    let centres: PathCentres
    var unanchored = unanchored
    do throws(ArithmeticError) {
      next = try self.map.followed(by: map)
      centres = try self.centres.followed(by: map)
      if !map.isAnchored {
        unanchored.append(
          OpenShift(
            window: map.kind, length: length, jump: try self.map.jump(),
            node: self.map.period == 1 ? nil : node))
      }
    } catch {
      throw .tooLarge
    }
    guard let next else { throw .periodTooLong }
    return LocalField(map: next, centres: centres, unanchored: unanchored)
  }

  /// The field of a unit that reads both.
  func merged(with other: LocalField) -> Known<LocalField> {
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
