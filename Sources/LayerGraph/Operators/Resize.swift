public import ConvArithmetic

/// Changes the size of the spatial axes by interpolation.
public struct Resize: OperatorPayload {
  public var mode: Mode
  public var target: Target
  public var alignCorners: Bool

  public enum Mode: String, Hashable, Sendable, CaseIterable {
    case nearest
    /// Nearest to the pixel's centre (PyTorch's nearest-exact).
    case nearestExact = "nearest-exact"
    /// Linear, bilinear or trilinear, by rank.
    case linear
    /// Bicubic, a = −0.75, four taps.
    case cubic
  }

  public enum Target: Hashable, Sendable {
    /// Output ⌊N·factor⌋.
    case scale(PerAxis<Rational>)
    case size(PerAxis<Int>)
    /// The spatial size of the second input.
    case like
  }

  public init(mode: Mode, target: Target, alignCorners: Bool = false) {
    self.mode = mode
    self.target = target
    self.alignCorners = alignCorners
  }

  public var kind: String { "\(mode.rawValue) resize" }

  public var summary: String {
    let size =
      switch target {
      case .scale(let factors): "×" + factors.values.map(\.description).joined(separator: "×")
      case .size(let sizes): "to \(sizes)"
      case .like: "to second"
      }
    return size + (alignCorners ? " align corners" : "")
  }

  public var arity: ClosedRange<Int> { target == .like ? 2...2 : 1...1 }
  public var outputCount: Int { 1 }

  public func validate() throws(Problem) {
    if alignCorners, mode == .nearest || mode == .nearestExact {
      throw .alignCornersNeedsInterpolation(mode.rawValue)
    }
    switch target {
    case .scale(let factors):
      if factors.values.isEmpty { throw .settingMissing("scale") }
      for factor in factors.values where factor.numerator <= 0 { throw .scaleNotPositive(factor) }
    case .size(let sizes): try require("size", sizes, atLeast: 1)
    case .like: break
    }
  }
}
