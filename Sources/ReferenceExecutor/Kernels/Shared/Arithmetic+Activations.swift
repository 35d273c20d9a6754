/// Functions that several activations are made of. The comments count their operations.
extension Arithmetic {
  /// 1 / (1 + e⁻ˣ): 4
  @inline(__always)
  mutating func sigmoid(_ x: Element) -> Element {
    divide(constant(1), add(constant(1), apply(.exponential, to: negate(x))))
  }

  /// min(max(x + 3, 0), 6) / 6: 4 (Howard et al. 2019)
  @inline(__always)
  mutating func hardGate(_ x: Element) -> Element {
    divide(minimum(maximum(add(x, constant(3)), constant(0)), constant(6)), constant(6))
  }

  /// ln(1 + eˣ): 3
  @inline(__always)
  mutating func softplus(_ x: Element) -> Element {
    apply(.logarithm, to: add(constant(1), apply(.exponential, to: x)))
  }

  /// eˣ − 1: 2
  @inline(__always)
  mutating func exponentialLessOne(_ x: Element) -> Element {
    subtract(apply(.exponential, to: x), constant(1))
  }

  /// x/2 · (1 + erf(x/√2)): 5 (Hendrycks and Gimpel 2016)
  @inline(__always)
  mutating func gelu(_ x: Element) -> Element {
    let bell = apply(.errorFunction, to: multiply(x, constant(0.5.squareRoot())))
    return multiply(multiply(x, constant(0.5)), add(constant(1), bell))
  }

  /// x/2 · (1 + tanh(√(2/π)·(x + 0.044715·x³))): 9
  @inline(__always)
  mutating func tanhGelu(_ x: Element) -> Element {
    let cube = multiply(multiply(x, x), x)
    let inner = add(x, multiply(constant(0.044715), cube))
    let bell = apply(.tanh, to: multiply(constant((2 / Double.pi).squareRoot()), inner))
    return multiply(multiply(x, constant(0.5)), add(constant(1), bell))
  }
}
