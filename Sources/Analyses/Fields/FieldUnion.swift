import ConvArithmetic
import LayerGraph

/// The field of a unit that reads several, put together without an object for each step: a dense block reads dozens of
/// values that lie alike.
struct FieldUnion {
  private let first: LocalField
  private var map: FieldMap
  private var centres: Known<CentreMap>
  private var ends: WindowEnds?
  private var isChanged = false

  init(_ first: LocalField) {
    self.first = first
    (map, centres, ends) = (first.map, first.centres, first.ends)
  }

  var field: LocalField {
    isChanged
      ? LocalField(map: map, centres: centres, ends: ends, unanchored: first.unanchored) : first
  }

  /// - Throws: why there is no closed form; the union stays as it was.
  mutating func insert(_ other: LocalField) throws(UnknownReason) {
    if first === other { return }
    guard first.unanchored.areEqualInAnyOrder(other.unanchored) else { throw .openPadding }
    map = try union(with: other.map)
    centres.merge(with: other.centres)
    if let more = other.ends { ends = ends?.merged(with: more) } else { ends = nil }
    isChanged = true
  }

  private func union(with other: FieldMap) throws(UnknownReason) -> FieldMap {
    let haveOneRate: Bool
    do throws(ArithmeticError) {
      if let union = try map.merged(with: other) { return union }
      haveOneRate = try map.jump() == other.jump()
    } catch {
      throw .tooLarge
    }
    throw haveOneRate ? .periodTooLong : .ratesDiffer
  }
}

extension Known where Value == CentreMap {
  fileprivate mutating func merge(with other: Self) {
    guard case .known(let mine) = self, case .known(let theirs) = other else {
      if value != nil { self = other }
      return
    }
    do throws(ArithmeticError) {
      self = try mine.merged(with: theirs).map { .known($0) } ?? .unknown(.periodTooLong)
    } catch {
      self = .unknown(.tooLarge)
    }
  }
}

extension [OpenShift] {
  /// Each is for a stride of at least 2, so there are few: 2⁶³ positions between units are too many.
  fileprivate func areEqualInAnyOrder(_ others: [OpenShift]) -> Bool {
    if isEmpty, others.isEmpty { return true }
    var rest = others
    for shift in self {
      guard let match = rest.firstIndex(of: shift) else { return false }
      rest.remove(at: match)
    }
    return rest.isEmpty
  }
}
