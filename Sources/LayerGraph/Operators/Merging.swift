public import ConvArithmetic

/// Joins values along one dimension. Negative dimensions count from the end.
public struct Concat: OperatorPayload {
  public var dimension: Int

  public init(dimension: Int = Shape.channelDimension) { self.dimension = dimension }

  public var kind: String { "concat" }
  public var summary: String { dimension == Shape.channelDimension ? "" : "dim \(dimension)" }
  public var arity: ClosedRange<Int> { 1...Int.max }
  public var outputCount: Int { 1 }
  public func validate() throws(Problem) {}
}

/// Cuts a value into pieces along one dimension.
public struct Split: OperatorPayload {
  public var dimension: Int
  public var parts: Parts

  public enum Parts: Hashable, Sendable {
    /// These sizes, which must add up.
    case sizes([Int])
    /// This many pieces of ⌈N/count⌉, the last one smaller (PyTorch's chunk, ONNX's num_outputs).
    case count(Int)
  }

  public init(dimension: Int = Shape.channelDimension, parts: Parts) {
    self.dimension = dimension
    self.parts = parts
  }

  public var kind: String { "split" }

  public var summary: String {
    switch parts {
    case .sizes(let sizes): sizes.map(String.init).joined(separator: "+")
    case .count(let count): "\(count)"
    }
  }

  public var arity: ClosedRange<Int> { 1...1 }

  public var outputCount: Int {
    switch parts {
    case .sizes(let sizes): sizes.count
    case .count(let count): max(count, 0)
    }
  }

  public func validate() throws(Problem) {
    if case .sizes(let sizes) = parts { try require("part size", PerAxis(sizes), atLeast: 1) }
    if case .count(let count) = parts { try require("parts", count, atLeast: 1) }
    if outputCount > Split.maximumParts {
      throw .settingTooLarge("parts", value: outputCount, greatest: Split.maximumParts)
    }
  }

  /// A bound on what one node may make, so that no description makes millions of values.
  public static let maximumParts = 4096
}

/// Keeps positions start, start + step, … below end, along one dimension.
public struct Slice: OperatorPayload {
  public var dimension: Int
  /// Negative counts from the end; clamped to the input as in Python.
  public var start: Int
  /// Nil: to the end. Negative counts from the end.
  public var end: Int?
  public var step: Int

  public init(dimension: Int, start: Int = 0, end: Int? = nil, step: Int = 1) {
    self.dimension = dimension
    self.start = start
    self.end = end
    self.step = step
  }

  public var kind: String { "slice" }

  public var summary: String {
    "dim \(dimension) \(start):\(end.map(String.init) ?? "")" + (step == 1 ? "" : ":\(step)")
  }

  public var arity: ClosedRange<Int> { 1...1 }
  public var outputCount: Int { 1 }
  public func validate() throws(Problem) { try require("step", step, atLeast: 1) }
}

/// Cuts the spatial axes down to a size: in the middle, or from given positions.
public struct Crop: OperatorPayload {
  /// Removed before and after, per spatial axis.
  public var before: PerAxis<Int>
  public var after: PerAxis<Int>

  public init(before: PerAxis<Int>, after: PerAxis<Int>) {
    self.before = before
    self.after = after
  }

  public var kind: String { "crop" }
  public var summary: String { before == after ? "\(before)" : "\(before):\(after)" }
  public var arity: ClosedRange<Int> { 1...1 }
  public var outputCount: Int { 1 }

  public func validate() throws(Problem) {
    try require("crop", before, atLeast: 0)
    try require("crop", after, atLeast: 0)
  }
}

/// Cuts the first value's spatial axes to the second value's, in the middle (the original U-Net's skip).
public struct CropLike: OperatorPayload {
  public init() {}
  public var kind: String { "crop" }
  public var summary: String { "to second" }
  public var arity: ClosedRange<Int> { 2...2 }
  public var outputCount: Int { 1 }
  public func validate() throws(Problem) {}
}

/// Extends the spatial axes; negative numbers crop.
public struct Pad: OperatorPayload {
  public var before: PerAxis<Int>
  public var after: PerAxis<Int>
  public var mode: PaddingMode
  /// What zeros mode fills with.
  public var value: Double

  public init(
    before: PerAxis<Int>, after: PerAxis<Int>, mode: PaddingMode = .zeros, value: Double = 0
  ) {
    self.before = before
    self.after = after
    self.mode = mode
    self.value = value
  }

  public var kind: String { "pad" }

  public var summary: String {
    (before == after ? "\(before)" : "\(before):\(after)")
      + (mode == .zeros ? "" : " \(mode.rawValue)")
  }

  public var arity: ClosedRange<Int> { 1...1 }
  public var outputCount: Int { 1 }

  public func validate() throws(Problem) {
    if before.values.isEmpty || after.values.isEmpty { throw .settingMissing("padding") }
  }
}

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
