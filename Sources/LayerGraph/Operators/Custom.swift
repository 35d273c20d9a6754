public import ConvArithmetic

/// An operator of an embedding program: a name and its own rules, used by every analysis like ours.
public struct Custom: OperatorPayload {
  public var kind: String
  public var arity: ClosedRange<Int>
  public var outputCount: Int
  public var rules: any OperatorRules

  /// Two custom operators are equal when their kinds are: give different rules different names.
  public init(
    kind: String, arity: ClosedRange<Int> = 1...1, outputCount: Int = 1, rules: any OperatorRules
  ) {
    self.kind = kind
    self.arity = arity
    self.outputCount = outputCount
    self.rules = rules
  }

  public var summary: String { "" }
  public func validate() throws(Problem) { try requireOutputs(outputCount) }

  public static func == (first: Custom, second: Custom) -> Bool {
    first.kind == second.kind && first.arity == second.arity
      && first.outputCount == second.outputCount
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(kind)
    hasher.combine(arity)
    hasher.combine(outputCount)
  }
}

/// An operator that is not followed: what its outputs read of its inputs is unknown.
///
/// Without shapes nobody here knows it; it is allowed only where the user says so, and then everything
/// that depends on it is unknown. With shapes it is known but for where it looks and what it costs:
/// sizes, parameters and activations after it are numbers, fields and work are not. An operator that is
/// known but whose sizes depend on values (`NonZero`) has no shapes and needs no permission.
public struct Opaque: OperatorPayload {
  public var name: String
  /// How many values it makes.
  public var outputs: Int
  /// The shape of each output, where they are known although nothing else is.
  public var shapes: [Shape]?
  /// Whether the operator is known, though what it makes isn't.
  public var isKnown: Bool
  /// Its multiply-accumulates, where they are known although the other operations aren't.
  public var multiplyAccumulates: Dim?
  /// The dimensions of the first input along which each place of an output reads the same place and no other, though
  /// nothing is known of the others: TopK over channels.
  public var keptDimensions: [Int]
  /// Whether values decide where the first input is read along its other dimensions, which may be anywhere, while further
  /// inputs are read at the place of the output along dimensions behind the channels: deformable convolution.
  public var readsByValue = false
  /// What would say what it makes, had all of it been read.
  public var unread: UnreadConstants?

  public init(
    name: String, outputs: Int = 1, shapes: [Shape]? = nil, isKnown: Bool? = nil,
    multiplyAccumulates: Dim? = nil, keptDimensions: [Int] = [], unread: UnreadConstants? = nil
  ) {
    self.name = name
    self.outputs = outputs
    self.shapes = shapes
    self.isKnown = isKnown ?? (shapes != nil)
    self.multiplyAccumulates = multiplyAccumulates
    self.keptDimensions = keptDimensions
    self.unread = unread
  }

  public var kind: String { name }
  public var summary: String { "opaque" }
  public var arity: ClosedRange<Int> { 0...Int.max }
  public var outputCount: Int { outputs }

  public func validate() throws(Problem) {
    try requireOutputs(outputs)
    guard let shapes else { return }
    if shapes.count != outputs { throw .shapesGiven(shapes.count, outputs: outputs) }
    for shape in shapes { try shape.requireSound() }
  }
}
