public import ConvArithmetic
public import LayerGraph

/// What the units of one value see of a source (an input of the network, or another layer's output):
/// one entry for each spatial axis of the source.
public struct Field: Hashable, Sendable {
  public let axes: [AxisField]

  /// Whether the value depends on the source at all.
  public let isReached: Bool

  /// Whether a path sees the whole source along every axis.
  public var isGlobal: Bool { isReached && !axes.isEmpty && axes.allSatisfy(\.isGlobal) }
}

/// The closed form of a local field, for units away from where the image ends. A class because axes and
/// layers have one in common: it never changes.
public final class LocalField: Hashable, Sendable {
  public let map: FieldMap
  public let centres: PathCentres
  /// What moves all positions by an amount that depends on an open input size. While there is any, sizes
  /// and jump hold and places (start, effective padding) are unknown.
  public let unanchored: [OpenShift]

  static let identity = LocalField(map: .identity, centres: .identity, unanchored: [])

  init(map: FieldMap, centres: PathCentres, unanchored: [OpenShift]) {
    self.map = map
    self.centres = centres
    self.unanchored = unanchored
  }

  public static func == (one: LocalField, other: LocalField) -> Bool {
    one === other
      || one.map == other.map && one.centres == other.centres && one.unanchored == other.unanchored
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

  /// The centre of unit 0 in index coordinates (pixel 0 is centred at 0); nil when it reads nothing.
  public var start: Known<Rational?> {
    isAnchored
      ? .init(arithmetic: { () throws(ArithmeticError) in try map.start() })
      : .unknown(.openPadding)
  }

  /// −lo(0): how far unit 0 looks past the start of the image; negative when it starts inside.
  public var paddingBefore: Known<Int?> {
    guard isAnchored else { return .unknown(.openPadding) }
    return .init(arithmetic: { () throws(ArithmeticError) in
      let hull = try map.hull(of: 0)
      return hull.isEmpty ? nil : try 0.minus(hull.lower)
    })
  }

  /// How far the last of `units` units looks past the end of `length` positions.
  public func paddingAfter(units: Int, length: Int) -> Known<Int?> {
    guard isAnchored else { return .unknown(.openPadding) }
    return .init(arithmetic: { () throws(ArithmeticError) in
      let hull = try map.hull(of: try units.minus(1))
      return hull.isEmpty ? nil : try hull.upper.minus(length.minus(1))
    })
  }

  public var isAnchored: Bool { unanchored.isEmpty }

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

/// Where the middles of the paths from a unit to the input lie: each path's centre is a line
/// start + jump·unit. They coincide in a chain; where they do not, branches are misaligned.
public struct PathCentres: Hashable, Sendable {
  /// Input positions per unit; nil when branches differ even in that.
  public let jump: Rational?
  /// The least path centre of unit 0.
  public let least: Rational
  /// The greatest path centre of unit 0.
  public let greatest: Rational

  public static let identity = PathCentres(jump: 1, least: 0, greatest: 0)

  public init(jump: Rational?, least: Rational, greatest: Rational) {
    self.jump = jump
    self.least = least
    self.greatest = greatest
  }

  /// Whether all paths have the same centre for every unit.
  public var areAligned: Bool { jump != nil && least == greatest }
}

extension Field: CustomStringConvertible {
  /// The sizes per axis, "427×427"; "all" along axes that are seen as a whole, a range where phases
  /// differ, "?" where it is unknown, "nothing" when the source is not read.
  public var description: String {
    if !isReached { return "nothing" }
    return axes.map(\.sizeText).joined(separator: "×")
  }
}

extension AxisField {
  fileprivate var sizeText: String {
    if isGlobal { return "all" }
    guard let local else { return "nothing" }
    guard case .known(let field) = local, case .known(let size) = field.size else { return "?" }
    return size.count == 1 ? "\(size.lowerBound)" : "\(size.lowerBound)–\(size.upperBound)"
  }
}
