/// Arithmetic with real numbers: what a network computes.
///
/// Not-a-number spreads through everything here. That is what makes it a probe: a unit comes out as not
/// a number just when it depends on a position that was made so.
package struct RealArithmetic<Element: Real>: Arithmetic {
  /// Whether convolutions and matrix products take the fast path where there is one.
  package var usesFastPath: Bool
  /// How many threads the fast path may use.
  package var threads: Int

  package init(usesFastPath: Bool = true, threads: Int = 1) {
    self.usesFastPath = usesFastPath
    self.threads = max(1, threads)
  }

  /// With as many threads as this machine has processors. Results are the same to the last bit.
  package static var onAllProcessors: Self { Self(threads: Workers.processors) }

  package static var readsLearnedValues: Bool { true }

  @inline(__always)
  package func constant(_ value: Double) -> Element { Element(value) }

  @inline(__always)
  package func add(_ x: Element, _ y: Element) -> Element { x + y }
  @inline(__always)
  package func subtract(_ x: Element, _ y: Element) -> Element { x - y }
  @inline(__always)
  package func multiply(_ x: Element, _ y: Element) -> Element { x * y }
  @inline(__always)
  package func divide(_ x: Element, _ y: Element) -> Element { x / y }

  @inline(__always)
  package func multiplyAccumulate(_ sum: Element, _ x: Element, _ y: Element) -> Element {
    sum + x * y
  }

  @inline(__always)
  package func weigh(_ x: Element, by weight: Double) -> Element {
    weight == 0 ? 0 : x * Element(weight)
  }

  /// An ordinary `>` is false for not-a-number on either side: then y is taken, which is right when it
  /// is y that is not a number; the second condition is for x.
  @inline(__always)
  package func maximum(_ x: Element, _ y: Element) -> Element { x > y || x != x ? x : y }
  @inline(__always)
  package func minimum(_ x: Element, _ y: Element) -> Element { x < y || x != x ? x : y }

  @inline(__always)
  package func select(
    if x: Element, exceeds bound: Double, then greater: Element, else otherwise: Element
  ) -> Element {
    x > Element(bound) ? greater : otherwise
  }

  @inline(__always)
  package func compare(_ x: Element, _ relation: Relation, _ y: Element) -> Element {
    switch relation {
    case .equal: x == y ? 1 : 0
    case .notEqual: x != y ? 1 : 0
    case .less: x < y ? 1 : 0
    case .lessOrEqual: x <= y ? 1 : 0
    case .greater: x > y ? 1 : 0
    case .greaterOrEqual: x >= y ? 1 : 0
    }
  }

  /// Not-a-number is no condition, so neither is chosen.
  @inline(__always)
  package func pick(if condition: Element, _ chosen: Element, else other: Element) -> Element {
    condition == 0 ? other : condition == condition ? chosen : condition
  }

  @inline(__always)
  package func remainder(_ x: Element, _ y: Element, roundsDown: Bool) -> Element {
    let rest = x.truncatingRemainder(dividingBy: y)
    return roundsDown && rest != 0 && (rest < 0) != (y < 0) ? rest + y : rest
  }

  @inline(__always)
  package func convert(_ x: Element, to type: NumberType) -> Element {
    switch type {
    case .real: x
    case .whole: x.rounded(.towardZero)
    case .truth: pick(if: x, 1, else: 0)
    }
  }

  package func learned(_ values: [Float]) -> [Element] { Element.learned(values) }

  @inline(__always)
  package func wholeNumber(_ x: Element) -> Int? { Int(exactly: x) }

  @inline(__always)
  package func negate(_ x: Element) -> Element { -x }
  @inline(__always)
  package func magnitude(_ x: Element) -> Element { x.magnitude }
  @inline(__always)
  package func power(_ x: Element, _ y: Element) -> Element { Element.power(x, y) }
  @inline(__always)
  package func apply(_ function: ElementaryFunction, to x: Element) -> Element {
    Element.evaluate(function, at: x)
  }

  package var hasFastProducts: Bool { usesFastPath && Element.hasFastPath }

  package func multiplyMatrices(_ job: MatrixJob<Element>) -> Bool {
    usesFastPath && Element.multiplyMatrices(job, threads: threads)
  }

  package func convolve(_ job: ConvolutionJob<Element>) -> Bool {
    usesFastPath && Element.convolve(job, threads: threads)
  }
}

/// Values as networks are usually run.
package typealias FloatArithmetic = RealArithmetic<Float>
/// Values with twice the digits, to tell rounding from mistakes.
package typealias DoubleArithmetic = RealArithmetic<Double>
