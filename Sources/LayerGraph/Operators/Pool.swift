/// N×C×spatial → N×C×spatial: maximum, mean or p-norm over its taps.
public struct Pool: OperatorPayload {
  public var window: WindowSettings
  public var function: Function
  /// Round the output size up instead of down.
  public var ceilMode: Bool
  /// Whether a maximum also says where it was found, as a second output: the number of the element among all of
  /// the input, in row-major order.
  public var hasPlaces: Bool

  /// What is made of the taps of a window.
  public enum Function: Hashable, Sendable {
    case maximum
    /// `countIncludePad`: whether padding zeros count in the divisor.
    case average(countIncludePad: Bool)
    /// (Σ|x|ᵖ)^(1/p)
    case lp(power: Int)
  }

  public init(
    window: WindowSettings, function: Function, ceilMode: Bool = false, hasPlaces: Bool = false
  ) {
    self.window = window
    self.function = function
    self.ceilMode = ceilMode
    self.hasPlaces = hasPlaces
  }

  public var kind: String { function.kind }
  public var arity: ClosedRange<Int> { 1...1 }
  public var outputCount: Int { hasPlaces && function == .maximum ? 2 : 1 }
  public var summary: String { window.summary + (ceilMode ? " ceil" : "") }

  public func validate() throws(Problem) {
    try window.validate()
    try function.validate()
    if case .explicit(let before, let after) = window.padding {
      try require("padding", before, atLeast: 0)
      try require("padding", after, atLeast: 0)
    }
  }
}

/// Puts the maxima of a pool back where that found them, and 0 everywhere else (ONNX's MaxUnpool).
///
/// Reads the values and their places, which are those of a pool of the same windows: an element is looked for in the
/// windows that cover it.
public struct Unpool: OperatorPayload {
  public var window: WindowSettings

  public init(window: WindowSettings) { self.window = window }

  public var kind: String { "max unpool" }
  public var arity: ClosedRange<Int> { 2...2 }
  public var outputCount: Int { 1 }
  public var summary: String { window.summary }

  public func validate() throws(Problem) { try window.validate() }
}

extension Pool.Function {
  var kind: String {
    switch self {
    case .maximum: "max pool"
    case .average: "avg pool"
    case .lp(let power): "l\(power) pool"
    }
  }

  func validate() throws(Problem) {
    if case .lp(let power) = self, power < 1 {
      throw .settingTooSmall("power", value: power, least: 1)
    }
  }
}
