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
    case .upTo, .onwards: throw .cumulative
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
  func merged(with other: LocalField) throws(UnknownReason) -> LocalField {
    if self == other { return self }
    var union = FieldUnion(self)
    try union.insert(other)
    return union.field
  }
}

extension Known where Value == CentreMap {
  fileprivate func following(_ map: AxisMap) -> Self {
    guard case .known(let centres) = self else { return self }
    if map.weighsUnevenly || map.isWidened && centres.period > 1 { return .unknown(.unevenWeights) }
    do throws(ArithmeticError) {
      return try centres.followed(by: map).map { .known($0) } ?? .unknown(.periodTooLong)
    } catch {
      return .unknown(.tooLarge)
    }
  }
}
