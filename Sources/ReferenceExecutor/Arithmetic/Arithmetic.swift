/// What kernels compute with. Each kernel is written once, in terms of this, and then run with real
/// numbers (for values), with a count of what is done, or with the set of positions that a number
/// depends on.
///
/// An arithmetic is a value that is handed through a run: what it gathers lives in it and nowhere else,
/// so that runs never disturb each other. Elements are plain bits, one for each number of a tensor.
package protocol Arithmetic: Sendable {
  associatedtype Element: Sendable & BitwiseCopyable

  /// Whether numbers have values, so that learned ones matter; else one neutral number may stand for all
  /// of them.
  static var readsLearnedValues: Bool { get }

  /// A number that depends on no input. Costs nothing.
  func constant(_ value: Double) -> Element

  mutating func add(_ x: Element, _ y: Element) -> Element
  mutating func subtract(_ x: Element, _ y: Element) -> Element
  mutating func multiply(_ x: Element, _ y: Element) -> Element
  mutating func divide(_ x: Element, _ y: Element) -> Element

  /// sum + x·y, a product and an addition that are each rounded: one step of a convolution, a linear
  /// layer or a matrix product.
  mutating func multiplyAccumulate(_ sum: Element, _ x: Element, _ y: Element) -> Element

  /// x times an interpolation weight. A weight of exactly 0 reads nothing: the product is then 0,
  /// whatever x is.
  mutating func weigh(_ x: Element, by weight: Double) -> Element

  /// The greater of both; not a number when either is not (as PyTorch: the result depends on both).
  mutating func maximum(_ x: Element, _ y: Element) -> Element
  /// The lesser of both; not a number when either is not.
  mutating func minimum(_ x: Element, _ y: Element) -> Element

  /// `greater` when x > bound, `otherwise` when it is not or is not a number. One comparison.
  mutating func select(
    if x: Element, exceeds bound: Double, then greater: Element, else otherwise: Element
  ) -> Element

  /// 1 where the relation holds, 0 where it does not. With not-a-number only ≠ holds. One comparison.
  mutating func compare(_ x: Element, _ relation: Relation, _ y: Element) -> Element

  /// `chosen` where the condition is not 0, `other` where it is. Costs nothing: whoever made the
  /// condition paid for it.
  func pick(if condition: Element, _ chosen: Element, else other: Element) -> Element

  /// What the division x/y leaves: with the sign of y when the quotient is rounded down, with that of
  /// x when it is cut off. One division.
  mutating func remainder(_ x: Element, _ y: Element, roundsDown: Bool) -> Element

  /// The number in another type. Costs nothing.
  func convert(_ x: Element, to type: NumberType) -> Element

  /// The whole number that x is; nil when it is none, or when this arithmetic keeps no values.
  func wholeNumber(_ x: Element) -> Int?

  mutating func negate(_ x: Element) -> Element
  mutating func magnitude(_ x: Element) -> Element
  /// xʸ
  mutating func power(_ x: Element, _ y: Element) -> Element
  mutating func apply(_ function: ElementaryFunction, to x: Element) -> Element

  /// A step that is taken `count` times and changes nothing after the first: adding the product with a zero
  /// of the padding, comparing with what lies below every number. It is done once and counts as often.
  mutating func repeating(_ count: Int, _ step: (inout Self) -> Void)

  /// Learned numbers as numbers of this arithmetic.
  func learned(_ values: [Float]) -> [Element]

  /// Whether `multiplyMatrices` and `convolve` do anything.
  var hasFastProducts: Bool { get }
  /// A faster way to what the naive kernel does; false where there is none.
  func multiplyMatrices(_ job: MatrixJob<Element>) -> Bool
  /// A faster way to what the naive kernel does; false where there is none.
  func convolve(_ job: ConvolutionJob<Element>) -> Bool
}

extension Arithmetic {
  package var hasFastProducts: Bool { false }
  package func multiplyMatrices(_ job: MatrixJob<Element>) -> Bool { false }
  package func convolve(_ job: ConvolutionJob<Element>) -> Bool { false }
  package func wholeNumber(_ x: Element) -> Int? { nil }
  package func learned(_ values: [Float]) -> [Element] { values.map { constant(Double($0)) } }

  @inline(__always)
  package mutating func repeating(_ count: Int, _ step: (inout Self) -> Void) {
    if count > 0 { step(&self) }
  }

  var zero: Element { constant(0) }
}

/// Functions of one number that count as one operation.
package enum ElementaryFunction: Hashable, Sendable, CaseIterable {
  case exponential, logarithm, squareRoot, errorFunction, floor, ceil
  /// Halves go to the even number.
  case round
  case sine, cosine, tangent, arcSine, arcCosine, arcTangent
  case hyperbolicSine, hyperbolicCosine, tanh
  case arcHyperbolicSine, arcHyperbolicCosine, arcHyperbolicTangent
}

/// How two numbers compare.
package enum Relation: Hashable, Sendable, CaseIterable {
  case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
}

/// What a number may be turned into.
package enum NumberType: Hashable, Sendable {
  case real
  /// Without what is behind the point.
  case whole
  /// 1 for everything but 0.
  case truth
}

/// C = A·B (or A·Bᵀ) + bias per column. A is m×k, B k×n (n×k when transposed), C m×n, all row-major.
package struct MatrixJob<Element> {
  package let a: UnsafePointer<Element>
  package let b: UnsafePointer<Element>
  package let c: UnsafeMutablePointer<Element>
  package let m: Int
  package let n: Int
  package let k: Int
  package let transposesB: Bool
  package let bias: UnsafePointer<Element>?
}

/// A convolution with zero padding. Sizes are N, C, spatial; the weight is C' × C/groups × kernel.
package struct ConvolutionJob<Element> {
  package let input: UnsafePointer<Element>
  package let inputSizes: [Int]
  package let weight: UnsafePointer<Element>
  package let bias: UnsafePointer<Element>?
  package let output: UnsafeMutablePointer<Element>
  package let outputSizes: [Int]
  package let kernel: [Int]
  package let stride: [Int]
  package let dilation: [Int]
  package let before: [Int]
  package let groups: Int
}
