public import ConvArithmetic

/// What the network is given.
public struct Input: OperatorPayload {
  /// Batch first; sizes may be open.
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
  /// Of all its elements; sizes may be open.
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
