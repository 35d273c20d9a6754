import ConvArithmetic
import LayerGraph

extension LocalField {
  /// The field of a layer that reads this one through `map`.
  /// - Parameter length: how many units there are, for a map that depends on that.
  /// - Throws: why there is no closed form.
  func following(
    _ map: AxisMap, length: Dim = 1, node: Int = 0
  ) throws(UnknownReason) -> LocalField {
    switch map.kind {
    case .mirrored: throw .reversed
    case .listed: throw .listedPositions
    default: break
    }
    let next: FieldMap?
    var unanchored = unanchored
    do throws(ArithmeticError) {
      next = try self.map.followed(by: map)
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
    return LocalField(
      map: next, centres: centres.following(map), ends: ends?.followed(by: map),
      unanchored: unanchored)
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
          map: merged, centres: centres.merged(with: other.centres),
          ends: ends.flatMap { mine in other.ends.flatMap { mine.merged(with: $0) } },
          unanchored: unanchored))
    } catch {
      return .unknown(.tooLarge)
    }
  }
}

extension Known where Value == CentreMap {
  fileprivate func following(_ map: AxisMap) -> Self {
    guard case .known(let centres) = self else { return self }
    do throws(ArithmeticError) {
      return try centres.followed(by: map).map { .known($0) } ?? .unknown(.periodTooLong)
    } catch {
      return .unknown(.tooLarge)
    }
  }

  fileprivate func merged(with other: Self) -> Self {
    guard case .known(let mine) = self, case .known(let theirs) = other else {
      return value == nil ? self : other
    }
    do throws(ArithmeticError) {
      return try mine.merged(with: theirs).map { .known($0) } ?? .unknown(.periodTooLong)
    } catch {
      return .unknown(.tooLarge)
    }
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
