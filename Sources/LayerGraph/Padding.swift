public import ConvArithmetic

/// The padding of a layer: numbers per side and axis, or a policy that depends on the input size.
public enum Padding: Hashable, Sendable, ExpressibleByIntegerLiteral {
  case explicit(before: PerAxis<Int>, after: PerAxis<Int>)
  /// TensorFlow's SAME: output ⌈N/S⌉, an odd pixel after.
  case sameUpper
  /// ONNX SAME_LOWER: output ⌈N/S⌉, an odd pixel before.
  case sameLower

  public static let valid = Padding.explicit(before: 0, after: 0)

  public static func symmetric(_ padding: PerAxis<Int>) -> Padding {
    .explicit(before: padding, after: padding)
  }

  public init(integerLiteral value: Int) { self = .symmetric(PerAxis(value)) }

  public func policy(axis: Int) -> PaddingPolicy {
    switch self {
    case .explicit(let before, let after): .explicit(before: before[axis], after: after[axis])
    case .sameUpper: .sameUpper
    case .sameLower: .sameLower
    }
  }

  public func fits(rank: Int) -> Bool {
    switch self {
    case .explicit(let before, let after): before.fits(rank: rank) && after.fits(rank: rank)
    case .sameUpper, .sameLower: true
    }
  }
}

/// What the positions outside the input hold.
public enum PaddingMode: String, Hashable, Sendable, CaseIterable {
  case zeros, reflect, replicate, circular

  public var border: AxisMap.Border {
    switch self {
    case .zeros: .nothing
    case .reflect: .reflect
    case .replicate: .clamp
    case .circular: .wrap
    }
  }
}
