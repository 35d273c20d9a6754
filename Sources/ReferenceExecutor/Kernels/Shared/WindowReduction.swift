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

  /// Reduces what a window reads of a map, of all whose taps there is at least one.
  @inline(__always)
  func run(
    over input: UnsafePointer<A.Element>, _ reach: WindowReach, taps: Int, divisor: A.Element,
    _ math: inout A
  ) -> A.Element {
    switch function {
    case .maximum: return fold(input, reach, taps, &math) { $0.maximum($1, $2) }
    case .average:
      let sum = fold(input, reach, taps, &math) { $0.add($1, $2) }
      return math.divide(sum, divisor)
    case .lp:
      let sum = fold(input, reach, taps, &math) { $0.add($1, $2) }
      return math.power(sum, root)
    }
  }

  @inline(__always)
  private func fold(
    _ input: UnsafePointer<A.Element>, _ reach: WindowReach, _ taps: Int, _ math: inout A,
    _ combine: (inout A, A.Element, A.Element) -> A.Element
  ) -> A.Element {
    let first = reach.rows.first.map { input[$0.place] } ?? outside
    var result = term(first, &math)
    var index = 1
    for row in reach.rows {
      while index < reach.length {
        result = combine(&math, result, term(input[row.place &+ index &* reach.step], &math))
        index &+= 1
      }
      index = 0
    }
    math.repeating(taps - max(1, reach.count)) { math in
      result = combine(&math, result, term(outside, &math))
    }
    return result
  }

  @inline(__always)
  private func term(_ value: A.Element, _ math: inout A) -> A.Element {
    guard case .lp = function else { return value }
    return math.power(needsMagnitude ? math.magnitude(value) : value, power)
  }
}
