public import ConvArithmetic

/// Merges dimensions `first` … `last` into one. Negative dimensions count from the end.
public struct Flatten: OperatorPayload {
  public var first: Int
  public var last: Int

  public init(first: Int = 1, last: Int = -1) {
    self.first = first
    self.last = last
  }

  public var kind: String { "flatten" }
  public var summary: String { "" }
  public var arity: ClosedRange<Int> { 1...1 }
  public var outputCount: Int { 1 }
  public func validate() throws(Problem) {}
}

/// The same elements in order under another shape. 12 columns as 3×4, which cuts them into windows of 4:
///
///     column   0  1  2  3 │ 4  5  6  7 │ 8  9 10 11
///     window   0  0  0  0 │ 1  1  1  1 │ 2  2  2  2     dimension of size 3
///     place    0  1  2  3 │ 0  1  2  3 │ 0  1  2  3     dimension of size 4
public struct Reshape: OperatorPayload {
  /// A size for each dimension of the output.
  public var target: [Size]

  /// Where a size of the output comes from.
  public enum Size: Hashable, Sendable {
    case value(Dim)
    /// The input's size of the same dimension (ONNX 0).
    case copy
    /// What is left (−1).
    case infer
  }

  public init(_ target: [Size]) { self.target = target }

  public var kind: String { "reshape" }

  public var summary: String {
    SizeList.text(
      target.map {
        switch $0 {
        case .value(let dim): dim.description
        case .copy: "="
        case .infer: "?"
        }
      })
  }

  public var arity: ClosedRange<Int> { 1...1 }
  public var outputCount: Int { 1 }

  public func validate() throws(Problem) {
    try require("the target", dimensions: target.count)
    if target.filter({ $0 == .infer }).count > 1 { throw .severalInferredSizes }
    for case .value(let dim) in target {
      if let size = dim.constant { try require("size", size, atLeast: 1) }
    }
  }
}

/// Output dimension i is input dimension order[i].
public struct Permute: OperatorPayload {
  /// A dimension of the input for each of the output.
  public var order: [Int]

  public init(_ order: [Int]) { self.order = order }

  public var kind: String { "permute" }
  public var summary: String { order.map(String.init).joined(separator: ",") }
  public var arity: ClosedRange<Int> { 1...1 }
  public var outputCount: Int { 1 }

  public func validate() throws(Problem) {
    try require("the order", dimensions: order.count)
    if order.sorted() != Array(0..<order.count) { throw .notAPermutation(order) }
  }
}

/// Drops dimensions of size 1. Negative dimensions count from the end.
public struct Squeeze: OperatorPayload {
  public var dimensions: [Int]

  public init(_ dimensions: [Int]) { self.dimensions = dimensions }

  public var kind: String { "squeeze" }
  public var summary: String { dimensions.map(String.init).joined(separator: ",") }
  public var arity: ClosedRange<Int> { 1...1 }
  public var outputCount: Int { 1 }

  public func validate() throws(Problem) {
    if dimensions.isEmpty { throw .settingMissing("dimensions") }
    try require("the choice", dimensions: dimensions.count)
  }
}

/// Adds dimensions of size 1 at these places of the output.
public struct Unsqueeze: OperatorPayload {
  public var dimensions: [Int]

  public init(_ dimensions: [Int]) { self.dimensions = dimensions }

  public var kind: String { "unsqueeze" }
  public var summary: String { dimensions.map(String.init).joined(separator: ",") }
  public var arity: ClosedRange<Int> { 1...1 }
  public var outputCount: Int { 1 }

  public func validate() throws(Problem) {
    if dimensions.isEmpty { throw .settingMissing("dimensions") }
    try require("the choice", dimensions: dimensions.count)
  }
}
