import LayerGraph

/// What a pool does with the taps of one window: for n taps
/// - maximum: n − 1 comparisons; padding is below every number
/// - average: n − 1 additions, padding zeros included, and a division
/// - p-norm (Σ|x|ᵖ)^(1/p): n powers, n − 1 additions and a root; magnitudes where p is odd
struct WindowReduction<A: Arithmetic> {
  private let function: Pool.Function
  private let outside: A.Element
  private let power: A.Element
  private let root: A.Element
  private let needsMagnitude: Bool

  init(_ function: Pool.Function, _ math: inout A) {
    self.function = function
    outside = math.constant(function == .maximum ? -Double.infinity : 0)
    if case .lp(let exponent) = function {
      power = math.constant(Double(exponent))
      root = math.constant(1 / Double(exponent))
      needsMagnitude = exponent % 2 == 1
    } else {
      (power, root, needsMagnitude) = (math.zero, math.zero, false)
    }
  }

  /// Reduces the elements at `places`, of which −1 is outside. There is at least one.
  @inline(__always)
  func run(
    over input: UnsafePointer<A.Element>, at places: UnsafeBufferPointer<Int>,
    divisor: A.Element, _ math: inout A
  ) -> A.Element {
    var result = term(places[0], input, &math)
    switch function {
    case .maximum:
      for tap in 1..<places.count { result = math.maximum(result, term(places[tap], input, &math)) }
    case .average:
      for tap in 1..<places.count { result = math.add(result, term(places[tap], input, &math)) }
      result = math.divide(result, divisor)
    case .lp:
      for tap in 1..<places.count { result = math.add(result, term(places[tap], input, &math)) }
      result = math.power(result, root)
    }
    return result
  }

  @inline(__always)
  private func term(
    _ place: Int, _ input: UnsafePointer<A.Element>, _ math: inout A
  ) -> A.Element {
    let value = place < 0 ? outside : input[place]
    guard case .lp = function else { return value }
    return math.power(needsMagnitude ? math.magnitude(value) : value, power)
  }
}
