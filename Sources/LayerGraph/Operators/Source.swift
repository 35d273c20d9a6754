public import ConvArithmetic

/// What the network is given.
public struct Input: OperatorPayload {
  public var shape: Shape

  public init(_ shape: Shape) { self.shape = shape }

  public var kind: String { "input" }
  public var summary: String { "" }
  public var arity: ClosedRange<Int> { 0...0 }
  public var outputCount: Int { 1 }

  public func validate() throws(Problem) { try shape.requireSound() }
}

/// A value that depends on no input: a learned one (class token, position embedding) or a fixed one.
public struct Constant: OperatorPayload {
  public var shape: Shape
  /// Learned values count as parameters.
  public var isLearned: Bool
  /// How many learned numbers it stands for, where that is not one for each element: a table of relative
  /// positions, gathered into a larger map. Nil: all elements. Without meaning for fixed values.
  public var learnedElements: Dim?

  public init(_ shape: Shape, isLearned: Bool, learnedElements: Dim? = nil) {
    self.shape = shape
    self.isLearned = isLearned
    self.learnedElements = learnedElements
  }

  /// Whether the elements are the learned numbers themselves, not something made of them.
  public var isStoredAsIs: Bool {
    guard isLearned, let learnedElements else { return true }
    return (try? shape.elements()) == learnedElements
  }

  public var kind: String { isLearned ? "parameter" : "constant" }
  public var summary: String { isStoredAsIs ? "" : learnedElements.map { "of \($0)" } ?? "" }
  public var arity: ClosedRange<Int> { 0...0 }
  public var outputCount: Int { 1 }

  public func validate() throws(Problem) {
    try shape.requireSound()
    if let count = learnedElements?.constant { try require("learned elements", count, atLeast: 1) }
  }
}

extension Shape {
  /// Refuses more dimensions than are followed, and sizes that are known to be below 1.
  func requireSound() throws(Problem) {
    try requireRank()
    for (index, dim) in dims.enumerated() {
      if let size = dim.constant, size < 1 {
        throw .sizeNotPositive(dimension: index, size: dim, shape: self)
      }
    }
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
  public var outputs: Int
  /// The shape of each output, where they are known although nothing else is.
  public var shapes: [Shape]?
  /// Whether the operator is known, though what it makes isn't.
  public var isKnown: Bool
  /// Its multiply-accumulates, where they are known although the other operations aren't.
  public var multiplyAccumulates: Dim?

  public init(
    name: String, outputs: Int = 1, shapes: [Shape]? = nil, isKnown: Bool? = nil,
    multiplyAccumulates: Dim? = nil
  ) {
    self.name = name
    self.outputs = outputs
    self.shapes = shapes
    self.isKnown = isKnown ?? (shapes != nil)
    self.multiplyAccumulates = multiplyAccumulates
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
