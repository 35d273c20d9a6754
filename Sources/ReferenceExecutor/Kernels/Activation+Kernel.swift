import LayerGraph

extension Activation: Kernel {
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] {
    switch function {
    case .relu, .relu6, .hardTanh, .leakyRelu, .prelu, .absolute, .negate, .square, .reciprocal:
      [try piecewise(&context)]
    case .exponential, .logarithm, .squareRoot, .errorFunction, .sine, .cosine, .floor, .ceil,
      .tanh:
      [try elementary(&context)]
    case .sigmoid, .hardSigmoid, .hardSwish, .silu, .mish, .softplus, .softsign:
      [try gate(&context)]
    case .elu, .selu, .celu, .gelu: [try smooth(&context)]
    }
  }

  /// Functions of products and comparisons.
  private func piecewise<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> Tensor<A.Element> {
    let (zero, one, six) = context.constants(0, 1, 6)
    switch function {
    case .relu: return try context.map { math, x in math.maximum(x, zero) }
    case .relu6:
      return try context.map { math, x in math.minimum(math.maximum(x, zero), six) }
    case .hardTanh(let least, let greatest):
      let (low, high, _) = context.constants(least, greatest, 0)
      return try context.map { math, x in math.minimum(math.maximum(x, low), high) }
    case .leakyRelu(let slope):
      let (slope, _, _) = context.constants(slope, 0, 0)
      return try context.map { math, x in
        math.select(if: x, exceeds: 0, then: x, else: math.multiply(x, slope))
      }
    case .prelu(let isPerChannel): return try prelu(&context, isPerChannel: isPerChannel)
    case .absolute: return try context.map { math, x in math.magnitude(x) }
    case .negate: return try context.map { math, x in math.negate(x) }
    case .square: return try context.map { math, x in math.multiply(x, x) }
    default: return try context.map { math, x in math.divide(one, x) }
    }
  }

  /// x, or slope·x where x is not above 0; the slope is learned.
  private func prelu<A: Arithmetic>(
    _ context: inout KernelContext<A>, isPerChannel: Bool
  ) throws(ExecutionProblem) -> Tensor<A.Element> {
    let sizes = context.input.sizes
    if isPerChannel { try context.input.requireRank(atLeast: 2) }
    let channels = isPerChannel ? sizes[Shape.channelDimension] : 1
    let plane = isPerChannel ? context.input.planeSize : sizes.product
    let slopes = try context.learned("weight", [channels], .slope)
    return try context.map(slopes, nil, channels: channels, plane: plane) { math, x, slope, _ in
      math.select(if: x, exceeds: 0, then: x, else: math.multiply(x, slope))
    }
  }

  private func elementary<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> Tensor<A.Element> {
    switch function {
    case .exponential: try context.map { math, x in math.apply(.exponential, to: x) }
    case .logarithm: try context.map { math, x in math.apply(.logarithm, to: x) }
    case .squareRoot: try context.map { math, x in math.apply(.squareRoot, to: x) }
    case .errorFunction: try context.map { math, x in math.apply(.errorFunction, to: x) }
    case .sine: try context.map { math, x in math.apply(.sine, to: x) }
    case .cosine: try context.map { math, x in math.apply(.cosine, to: x) }
    case .floor: try context.map { math, x in math.apply(.floor, to: x) }
    case .ceil: try context.map { math, x in math.apply(.ceil, to: x) }
    default: try context.map { math, x in math.apply(.tanh, to: x) }
    }
  }

  /// Functions made of sigmoids and their straightened forms.
  private func gate<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> Tensor<A.Element> {
    switch function {
    case .sigmoid: try context.map { math, x in math.sigmoid(x) }
    case .silu: try context.map { math, x in math.multiply(x, math.sigmoid(x)) }
    case .hardSigmoid: try context.map { math, x in math.hardSigmoid(x) }
    case .hardSwish: try context.map { math, x in math.multiply(x, math.hardSigmoid(x)) }
    case .mish:
      try context.map { math, x in
        math.multiply(x, math.apply(.tanh, to: math.softplus(x)))
      }
    case .softplus:
      // Past 20 the logarithm equals x in Float, and soon eˣ would be infinite (PyTorch's threshold).
      try context.map { math, x in
        math.select(if: x, exceeds: 20, then: x, else: math.softplus(x))
      }
    default:
      try context.map { math, x in
        math.divide(x, math.add(math.constant(1), math.magnitude(x)))
      }
    }
  }

  /// Functions with an exponential or Gaussian tail.
  private func smooth<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> Tensor<A.Element> {
    switch function {
    case .elu:
      return try context.map { math, x in
        math.select(if: x, exceeds: 0, then: x, else: math.exponentialLessOne(x))
      }
    case .celu:
      // With α = 1: max(0, x) + min(0, α·(exp(x/α) − 1)).
      let (alpha, _, _) = context.constants(1, 0, 0)
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

extension KernelContext {
  func constants(_ x: Double, _ y: Double, _ z: Double) -> (Element, Element, Element) {
    (math.constant(x), math.constant(y), math.constant(z))
  }
}
