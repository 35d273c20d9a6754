public import ConvArithmetic
public import LayerGraph

/// The closed form of a local field, for units away from where the image ends. A class because axes and
/// layers have one in common: it never changes.
public final class LocalField: Hashable, Sendable {
  public let map: FieldMap
  /// Where the units sample, and how far apart their branches do: each unit's least and greatest centre
  /// over the ways to the source.
  public let centres: Known<CentreMap>
  /// The same where windows that move one position per unit count as their first tap, and as their last.
  package let ends: WindowEnds?
  /// What moves all positions by an amount that depends on an open input size. While there is any, sizes
  /// and jump hold and places (start, effective padding) are unknown.
  public let unanchored: [OpenShift]

  static let identity = LocalField(
    map: .identity, centres: .known(.identity), ends: .identity, unanchored: [])

  init(map: FieldMap, centres: Known<CentreMap>, ends: WindowEnds?, unanchored: [OpenShift]) {
    self.map = map
    self.centres = centres
    self.ends = ends
    self.unanchored = unanchored
  }

  public static func == (one: LocalField, other: LocalField) -> Bool {
    one === other
      || one.map == other.map && one.centres == other.centres && one.ends == other.ends
        && one.unanchored == other.unanchored
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(map)
    hasher.combine(centres)
    hasher.combine(unanchored)
  }

  /// R: input positions from the first to the last that a unit sees; a range where phases differ.
  public var size: Known<ClosedRange<Int>> {
    .init(arithmetic: { () throws(ArithmeticError) in
      let sizes = try map.sizes()
      return (sizes.min() ?? 0)...(sizes.max() ?? 0)
    })
  }

  /// j = a/c: input positions between neighbouring units, the effective stride.
  public var jump: Known<Rational> {
    .init(arithmetic: { () throws(ArithmeticError) in try map.jump() })
  }

  /// The centre of unit 0 in index coordinates (pixel 0 is centred at 0); nil when it reads nothing: the middle of its
  /// field, or where it samples, if that is what lies a jump further on from unit to unit.
  ///
  /// Unit 0 of a map resized to twice its size by linear interpolation reads pixels −1 and 0 and samples at −¼, unit 1
  /// reads 0 and 1 and samples at ¼.
  public var start: Known<Rational?> {
    guard isAnchored else { return .unknown(.openPadding) }
    if let evenStart { return .known(evenStart) }
    return .init(arithmetic: { () throws(ArithmeticError) in try map.start() })
  }

  /// Where unit 0 samples, when the middles of fields don't lie a jump apart but the points where units sample do.
  var evenStart: Rational? {
    guard map.period > 1, case .known(let centres) = centres else { return nil }
    return centres.evenStart
  }

  /// −lo(0): how far unit 0 looks past the start of the image; negative when it starts inside.
  public var paddingBefore: Known<Int?> {
    guard isAnchored else { return .unknown(.openPadding) }
    return .init(arithmetic: { () throws(ArithmeticError) in
      let hull = try map.hull(of: 0)
      return hull.isEmpty ? nil : try 0.minus(hull.lower)
    })
  }

  /// How far a unit u reads after position u·j, the most over the phases: 0 of a causal network, P less than the
  /// extent of a window with padding P before it. Nil when no unit reads anything.
  public var lookAhead: Known<Rational?> {
    guard isAnchored else { return .unknown(.openPadding) }
    return .init(arithmetic: { () throws(ArithmeticError) in
      let jump = try map.jump()
      var most: Rational?
      for unit in 0..<map.period {
        let hull = try map.hull(of: unit)
        if hull.isEmpty { continue }
        let ahead = try Rational(hull.upper) - jump * Rational(unit)
        most = most.map { max($0, ahead) } ?? ahead
      }
      return most
    })
  }

  /// How far the last of `units` units looks past the end of `length` positions; known of open sizes too, where it is
  /// the same for all of them.
  public func paddingAfter(units: Dim, length: Dim) -> Known<Int?> {
    guard isAnchored else { return .unknown(.openPadding) }
    do throws(ArithmeticError) {
      // The same unit of the first period, so many periods before.
      let last = try units - 1
      let periods = try last.floorDivided(by: map.period)
      guard let unit = try (last - periods * Dim(map.period)).constant else {
        return .unknown(.openSize(units))
      }
      let hull = try map.hull(of: unit)
      if hull.isEmpty { return .known(nil) }
      let after = try periods * Dim(map.advance) + Dim(hull.upper) - (length - 1)
      return after.constant.map { .known($0) } ?? .unknown(.openSize(length))
    } catch {
      return .unknown(.tooLarge)
    }
  }

  public var isAnchored: Bool { unanchored.isEmpty }

  /// Whether units 0 ..< count see an axis of `length` positions from the first to the last, but for less than a jump
  /// that windows leave over. Where open sizes don't decide, as for ordinary ones; where padding does, they are taken to.
  ///
  /// All units of a map do; rows 0 … 2 of 12, cut out of it, don't.
  func covers(_ length: Dim, units count: Dim) -> Bool {
    guard isAnchored else { return true }
    do throws(ArithmeticError) {
      let phases = min(map.period, count.constant ?? map.period)
      var first = Int.max
      for unit in 0..<phases {
        let hull = try map.hull(of: unit)
        if !hull.isEmpty { first = min(first, hull.lower) }
      }
      if first > 0 { return false }
      guard let size = length.constant, let units = count.constant else {
        let hull = try map.hull(of: 0)
        guard map.period == 1, !hull.isEmpty else { return true }
        let last = try (count - 1) * Dim(map.advance) + Dim(hull.upper)
        return try (last + Dim(map.advance) - length).isOrdinarilyAtLeast(0, under: .none) != .never
      }
      var last = -1
      for unit in max(0, units - map.period)..<units {
        last = max(last, try map.hull(of: unit).upper)
      }
      let jump = max(1, map.advance.ceilQuotient(map.period))
      return try last.plus(jump) > size - 1
    } catch {
      return true
    }
  }

  /// How far apart the branches that meet on the way to a unit sample, in input positions: least and
  /// greatest over the phases, 0 where all are aligned. Nil when no unit reads anything.
  ///
  /// Behind nearest upsampling of a map with 32 pixels per unit to one with 16, 0 to 16.
  public var apart: Known<ClosedRange<Rational>?> {
    switch centres {
    case .known(let centres):
      .init(arithmetic: { () throws(ArithmeticError) in
        try centres.apart().map { $0.least...$0.greatest }
      })
    case .unknown(let reason): .unknown(reason)
    }
  }

  /// The share of the hull that is really read, in the worst phase; nil when it has too many pieces.
  public var coverage: Known<Rational?> {
    .init(arithmetic: { () throws(ArithmeticError) in try map.worstCoverage() })
  }
}

/// How far SAME padding moves what is seen: the padding before of a window on `length` positions, times
/// the jump of these. Where two branches are moved by equal shifts, they lie to one another as if they
/// were not moved, whatever the size turns out to be.
public struct OpenShift: Hashable, Sendable {
  /// Kernel, stride, dilation and policy.
  public let window: AxisMap.Kind
  public let length: Dim
  public let jump: Rational
  /// Behind phases that differ the shift is not the same for all units, so it equals no other node's.
  public let node: Int?
}
