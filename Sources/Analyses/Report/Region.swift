public import ConvArithmetic

/// What one unit sees of a source, exactly.
public struct Region: Hashable, Sendable {
  /// One for each spatial axis of the source.
  public let axes: [AxisRegion]
}

/// What one unit sees along one axis.
public struct AxisRegion: Hashable, Sendable {
  /// The positions really seen, inside the image: every layer's padding and border rule applied.
  public let positions: PositionSet
  /// The closed form's hull, which may reach past the image; nil where there is none (global fields).
  public let unclipped: Interval?
  /// The size of the source along the axis.
  public let length: Int

  /// The hull of the positions seen.
  public var clipped: Interval { positions.hull }

  /// The middle of the unclipped hull (of the clipped one where there is no closed form), in index
  /// coordinates; nil when nothing is seen.
  public var centre: Rational? {
    let hull = unclipped ?? clipped
    guard !hull.isEmpty, let sum = try? hull.lower.plus(hull.upper) else { return nil }
    return try? Rational(sum, over: 2)
  }
}
