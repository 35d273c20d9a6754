public import ConvArithmetic
public import LayerGraph

/// What one unit sees of a source, exactly.
public struct Region: Hashable, Sendable {
  /// One for each spatial axis of the source.
  public let axes: [AxisRegion]
}

/// What one unit sees along one axis.
public struct AxisRegion: Hashable, Sendable {
  /// The positions really seen, inside the image: every layer's padding and border rule applied.
  public let positions: PositionSet
  /// What the closed form says, which may reach past the image; unknown where there is none.
  public let field: Known<Extent>
  /// The size of the source along the axis.
  public let length: Int
  /// Where the unit samples, if that and not the middle of its field lies a jump from the next one's.
  let sampled: Rational?

  /// How far a field reaches.
  public enum Extent: Hashable, Sendable {
    /// From the first to the last position: 427 of them around the unit's centre.
    case box(Interval)
    /// All that any unit sees.
    case everything
    /// The axis is not read.
    case nothing
  }

  /// The hull of the positions seen.
  public var clipped: Interval { positions.hull }

  /// The closed form's hull, where it is a box.
  public var unclipped: Interval? {
    if case .known(.box(let hull)) = field { hull } else { nil }
  }

  /// The middle of the closed form's hull, or of what is seen where that is everything; where the unit samples, if that is
  /// what lies a jump further on from unit to unit. In index coordinates; nil when nothing is seen.
  public var centre: Known<Rational?> {
    if let sampled, case .known(.box) = field { return .known(sampled) }
    let hull: Interval
    switch field {
    case .unknown(let reason): return .unknown(reason)
    case .known(.nothing): return .known(nil)
    case .known(.everything): hull = clipped
    case .known(.box(let box)): hull = box
    }
    if hull.isEmpty { return .known(nil) }
    return .init(arithmetic: { () throws(ArithmeticError) in
      try Rational(try hull.lower.plus(hull.upper), over: 2)
    })
  }
}
