public import ConvArithmetic

/// Extends some dimensions at both ends; negative amounts crop.
public struct Pad: OperatorPayload {
  /// Added before the first position and after the last, for each of the dimensions.
  public var before: PerAxis<Dim>
  public var after: PerAxis<Dim>
  /// Which dimensions these are for; negative ones count from the end. Nil: the spatial axes.
  public var dimensions: [Int]?
  /// What the new positions hold.
  public var mode: PaddingMode
  /// What zeros mode fills with.
  public var value: Double

  public init(
    before: PerAxis<Dim>, after: PerAxis<Dim>, dimensions: [Int]? = nil,
    mode: PaddingMode = .zeros, value: Double = 0
  ) {
    self.before = before
    self.after = after
    self.dimensions = dimensions
    self.mode = mode
    self.value = value
  }

  /// As above, from plain numbers.
  @_disfavoredOverload
  public init(
    before: PerAxis<Int>, after: PerAxis<Int>, dimensions: [Int]? = nil,
    mode: PaddingMode = .zeros, value: Double = 0
  ) {
    self.init(
      before: PerAxis<Dim>(before), after: PerAxis<Dim>(after), dimensions: dimensions, mode: mode,
      value: value)
  }

  public var kind: String { "pad" }

  public var summary: String {
    var words = [before == after ? "\(before)" : "\(before):\(after)"]
    if mode != .zeros { words.append(mode.rawValue) }
    if let dimensions { words.append(dimensions.summary) }
    return words.joined(separator: " ")
  }

  public var arity: ClosedRange<Int> { 1...1 }
  public var outputCount: Int { 1 }

  public func validate() throws(Problem) {
    if before.values.isEmpty || after.values.isEmpty { throw .settingMissing("padding") }
    for amounts in [before, after] { try require("padding", amounts, fits: dimensions) }
  }
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
