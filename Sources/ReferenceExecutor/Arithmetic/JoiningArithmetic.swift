/// What a number depends on: positions of an input, or their places added up.
package protocol Joining: Sendable, BitwiseCopyable {
  /// Depends on nothing.
  static var none: Self { get }

  /// What depends on both depends on.
  func joined(with other: Self) -> Self
}

/// Computes with what numbers depend on instead of with numbers: whatever goes into an operation goes into
/// the result, and learned and constant numbers depend on nothing. Only interpolation weighs.
///
///     conv of [p₀ p₁ p₂]  =  w₀·p₀ + w₁·p₁ + w₂·p₂ + b  →  p₀ joined with p₁ joined with p₂
package protocol JoiningArithmetic: Arithmetic where Element: Joining {}

extension JoiningArithmetic {
  package static var readsLearnedValues: Bool { false }

  @inline(__always)
  package func constant(_ value: Double) -> Element { .none }

  @inline(__always)
  package func add(_ x: Element, _ y: Element) -> Element { x.joined(with: y) }
  @inline(__always)
  package func subtract(_ x: Element, _ y: Element) -> Element { x.joined(with: y) }
  @inline(__always)
  package func multiply(_ x: Element, _ y: Element) -> Element { x.joined(with: y) }
  @inline(__always)
  package func divide(_ x: Element, _ y: Element) -> Element { x.joined(with: y) }

  @inline(__always)
  package func multiplyAccumulate(_ sum: Element, _ x: Element, _ y: Element) -> Element {
    sum.joined(with: x).joined(with: y)
  }

  @inline(__always)
  package func maximum(_ x: Element, _ y: Element) -> Element { x.joined(with: y) }
  @inline(__always)
  package func minimum(_ x: Element, _ y: Element) -> Element { x.joined(with: y) }

  @inline(__always)
  package func select(
    if x: Element, exceeds bound: Double, then greater: Element, else otherwise: Element
  ) -> Element {
    x.joined(with: greater).joined(with: otherwise)
  }

  @inline(__always)
  package func compare(_ x: Element, _ relation: Relation, _ y: Element) -> Element {
    x.joined(with: y)
  }

  @inline(__always)
  package func pick(if condition: Element, _ chosen: Element, else other: Element) -> Element {
    condition.joined(with: chosen).joined(with: other)
  }

  @inline(__always)
  package func remainder(_ x: Element, _ y: Element, roundsDown: Bool) -> Element {
    x.joined(with: y)
  }

  @inline(__always)
  package func convert(_ x: Element, to type: NumberType) -> Element { x }

  @inline(__always)
  package func negate(_ x: Element) -> Element { x }
  @inline(__always)
  package func magnitude(_ x: Element) -> Element { x }
  @inline(__always)
  package func power(_ x: Element, _ y: Element) -> Element { x.joined(with: y) }
  @inline(__always)
  package func apply(_ function: ElementaryFunction, to x: Element) -> Element { x }
}
