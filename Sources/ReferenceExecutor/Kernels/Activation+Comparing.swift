import LayerGraph

extension Activation {
  /// Functions that ask what a number is, or choose by it. What is not a number stays so, but where
  /// that is the question.
  func comparing<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> Tensor<A.Element> {
    let (zero, one, infinity) = context.constants(0, 1, .infinity)
    let minusOne = context.math.constant(-1)
    switch function {
    case .sign:
      return try context.map { math, x in
        let notAbove = math.pick(if: math.compare(x, .less, zero), minusOne, else: x)
        return math.pick(if: math.compare(x, .greater, zero), one, else: notAbove)
      }
    case .isNaN: return try context.map { math, x in math.compare(x, .notEqual, x) }
    case .isInfinite:
      return try context.map { math, x in math.compare(math.magnitude(x), .equal, infinity) }
    case .thresholdedRelu(let alpha):
      let (bound, _, _) = context.constants(alpha, 0, 0)
      return try context.map { math, x in
        math.pick(if: math.compare(x, .lessOrEqual, bound), zero, else: x)
      }
    case .shrink(let bias, let lambda):
      let (bias, low, high) = context.constants(bias, -lambda, lambda)
      return try context.map { math, x in
        let (raised, lowered) = (math.add(x, bias), math.subtract(x, bias))
        let notBelow = math.pick(if: math.compare(x, .lessOrEqual, high), zero, else: lowered)
        return math.pick(if: math.compare(x, .less, low), raised, else: notBelow)
      }
    default: return try context.map { math, x in math.compare(x, .equal, zero) }
    }
  }
}
