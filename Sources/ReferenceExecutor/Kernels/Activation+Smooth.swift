import LayerGraph

extension Activation {
  /// Functions made of sigmoids and their straightened forms.
  func gate<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> Tensor<A.Element> {
    switch function {
    case .sigmoid: return try context.map { math, x in math.sigmoid(x) }
    case .silu(alpha: 1):
      return try context.map { math, x in math.multiply(x, math.sigmoid(x)) }
    case .silu(let alpha):
      let (alpha, _, _) = context.constants(alpha, 0, 0)
      return try context.map { math, x in
        math.multiply(x, math.sigmoid(math.multiply(alpha, x)))
      }
    case .hardSigmoid(let slope, let offset):
      let (slope, offset, one) = context.constants(slope, offset, 1)
      let zero = context.math.zero
      return try context.map { math, x in
        math.minimum(math.maximum(math.add(math.multiply(slope, x), offset), zero), one)
      }
    case .hardSwish: return try context.map { math, x in math.multiply(x, math.hardGate(x)) }
    case .mish:
      return try context.map { math, x in
        math.multiply(x, math.apply(.tanh, to: math.softplus(x)))
      }
    case .softplus:
      // Past 20 the logarithm equals x in Float, and soon eˣ would be infinite (PyTorch's threshold).
      return try context.map { math, x in
        math.select(if: x, exceeds: 20, then: x, else: math.softplus(x))
      }
    default:
      return try context.map { math, x in
        math.divide(x, math.add(math.constant(1), math.magnitude(x)))
      }
    }
  }

  /// Functions with an exponential or Gaussian tail.
  func smooth<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> Tensor<A.Element> {
    switch function {
    case .elu(alpha: 1):
      return try context.map { math, x in
        math.select(if: x, exceeds: 0, then: x, else: math.exponentialLessOne(x))
      }
    case .elu(let alpha):
      let (alpha, _, _) = context.constants(alpha, 0, 0)
      return try context.map { math, x in
        let tail = math.multiply(alpha, math.exponentialLessOne(x))
        return math.select(if: x, exceeds: 0, then: x, else: tail)
      }
    case .celu(let alpha):
      let (alpha, _, _) = context.constants(alpha, 0, 0)
      return try context.map { math, x in
        let tail = math.multiply(alpha, math.exponentialLessOne(math.divide(x, alpha)))
        return math.select(if: x, exceeds: 0, then: x, else: tail)
      }
    case .selu:
      // Klambauer et al. 2017, equation 14.
      let (alpha, scale, _) = context.constants(1.6732632423543772, 1.0507009873554805, 0)
      return try context.map { math, x in
        let tail = math.multiply(alpha, math.exponentialLessOne(x))
        return math.multiply(scale, math.select(if: x, exceeds: 0, then: x, else: tail))
      }
    case .gelu(isTanhApproximation: true):
      return try context.map { math, x in math.tanhGelu(x) }
    default:
      return try context.map { math, x in math.gelu(x) }
    }
  }
}
