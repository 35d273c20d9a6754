public import ConvArithmetic

/// Changes the size of some dimensions by interpolation.
///
/// Every output position samples the input at a point; where that lies is told by `coordinates`, and what
/// is made of the pixels around it by `mode`.
public struct Resize: OperatorPayload {
  public var mode: Mode
  public var target: Target
  public var coordinates: Coordinates
  /// Which pixel is the nearest.
  public var rounding: Rounding
  /// The a of Keys' cubic kernel.
  public var cubicCoefficient: Double
  /// Which dimensions are resized; negative ones count from the end. Nil: the spatial axes.
  public var dimensions: [Int]?
  /// Whether a dimension whose size a factor leaves as it is is copied, as PyTorch's nearest and linear
  /// kernels do; ONNX samples it by the factor all the same while another one changes.
  public var keepsUnchanged: Bool
  /// Whether sizes and sampling points are computed in float32, as ONNX Runtime does for files, where 0.7 is
  /// 0.699999988 but 0.7·20 is 14; else they are exact. Where no size changes it is then a copy, whatever the
  /// factors.
  public var usesFloat32 = false
  /// Whether linear and cubic kernels are widened by the factor by which an axis shrinks, so that every pixel counts.
  public var antialiases = false
  /// Whether positions outside the input weigh nothing, and those inside as much more; else they read the nearest
  /// pixel of it.
  public var excludesOutside = false

  /// What is made of the pixels around a point.
  public enum Mode: String, Hashable, Sendable, CaseIterable {
    case nearest
    /// Linear, bilinear or trilinear, by rank: 2 taps along each dimension.
    case linear
    /// Keys' cubic convolution (1981): 4 taps along each dimension.
    case cubic
  }

  /// Where the output's sizes come from.
  public enum Target: Hashable, Sendable {
    /// Output ⌊N·factor⌋, of the product as float32 rounds it where that is used.
    case scale(PerAxis<Rational>)
    case size(PerAxis<Dim>)
    /// The size of the second input.
    case like

    /// Plain numbers.
    @_disfavoredOverload
    public static func size(_ sizes: PerAxis<Int>) -> Target { .size(PerAxis<Dim>(sizes)) }
  }

  /// Where output position u of O samples an input of N positions, in pixels from the centre of the
  /// first. The scale s is the factor where one is given, else O/N (ONNX Resize, operator set 19).
  public enum Coordinates: String, Hashable, Sendable, CaseIterable {
    /// (u + ½)/s − ½
    case halfPixel
    /// u/s
    case asymmetric
    /// u·(N − 1)/(O − 1); 0 for a single output
    case alignCorners
    /// (u + ½)/s − ½; 0 for a single output
    case pytorchHalfPixel
    /// (u + ½)/s − ½ + N/2·(1 − O/(s·N)): what rounding the size takes off, from both ends alike
    case halfPixelSymmetric
  }

  /// Which pixel is the nearest to a point between two.
  public enum Rounding: String, Hashable, Sendable, CaseIterable {
    case floor, ceil
    /// The nearer one; the left one of two.
    case roundPreferFloor
    /// The nearer one; the right one of two.
    case roundPreferCeil
  }

  /// What a file says: all settings.
  ///
  /// - Parameters:
  ///   - rounding: only for nearest.
  ///   - cubicCoefficient: only for cubic.
  public init(
    mode: Mode, target: Target, coordinates: Coordinates, rounding: Rounding = .roundPreferFloor,
    cubicCoefficient: Double = standardCubicCoefficient, dimensions: [Int]? = nil
  ) {
    self.mode = mode
    self.target = target
    self.coordinates = coordinates
    self.rounding = mode == .nearest ? rounding : .floor
    self.cubicCoefficient = mode == .cubic ? cubicCoefficient : Self.standardCubicCoefficient
    self.dimensions = dimensions
    keepsUnchanged = false
    // It only makes a difference for factors.
    if case .scale = target { return }
    keepsUnchanged = keepsUnchangedInPyTorch
  }

  /// As in PyTorch: nearest takes ⌊u/s⌋, the others sample at half pixels or align the corners.
  public init(
    mode: Mode, target: Target, alignCorners: Bool = false, dimensions: [Int]? = nil
  ) {
    self.init(
      mode: mode, target: target,
      coordinates: alignCorners ? .alignCorners : mode.coordinatesInPyTorch, rounding: .floor,
      dimensions: dimensions)
    keepsUnchanged = keepsUnchangedInPyTorch
  }

  /// The pixel nearest to the centre: PyTorch's nearest-exact.
  public static func nearestExact(_ target: Target, dimensions: [Int]? = nil) -> Resize {
    Resize(
      mode: .nearest, target: target, coordinates: .halfPixel, rounding: .roundPreferCeil,
      dimensions: dimensions)
  }

  /// PyTorch's and ONNX's a.
  public static let standardCubicCoefficient = -0.75

  public var arity: ClosedRange<Int> { target == .like ? 2...2 : 1...1 }
  public var outputCount: Int { 1 }

  public func validate() throws(Problem) {
    // Beyond, the kernel has zeros between the pixels, or waves.
    if !(-3...0).contains(cubicCoefficient) { throw .cubicCoefficient(cubicCoefficient) }
    switch target {
    case .scale(let factors):
      if factors.values.isEmpty { throw .settingMissing("scale") }
      for factor in factors.values where factor.numerator <= 0 { throw .scaleNotPositive(factor) }
      try require("scale", factors, fits: dimensions)
    case .size(let sizes):
      if sizes.values.isEmpty { throw .settingMissing("size") }
      for size in sizes.values {
        if let number = size.constant { try require("size", number, atLeast: 1) }
      }
      try require("size", sizes, fits: dimensions)
    case .like: try require("size", PerAxis<Int>(1), fits: dimensions)
    }
  }
}

extension Resize.Mode {
  var coordinatesInPyTorch: Resize.Coordinates { self == .nearest ? .asymmetric : .halfPixel }
}

extension Resize {
  /// What `keepsUnchanged` is where these settings come from PyTorch.
  var keepsUnchangedInPyTorch: Bool {
    mode != .cubic && coordinates == mode.coordinatesInPyTorch && rounding == .floor
  }
}
