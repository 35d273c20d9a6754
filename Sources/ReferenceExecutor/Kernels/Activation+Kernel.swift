import LayerGraph

extension Activation: Kernel {
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] {
    switch function {
    case .relu, .relu6, .hardTanh, .leakyRelu, .prelu, .absolute, .negate, .square, .reciprocal:
      [try piecewise(&context)]
    case .sign, .isNaN, .isInfinite, .not, .thresholdedRelu, .shrink:
      [try comparing(&context)]
    case .exponential, .logarithm, .squareRoot, .errorFunction, .floor, .ceil, .round, .sine,
      .cosine, .tangent, .arcSine, .arcCosine, .arcTangent, .hyperbolicSine, .hyperbolicCosine,
      .tanh, .arcHyperbolicSine, .arcHyperbolicCosine, .arcHyperbolicTangent:
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
      return try clamp(&context, least.isFinite ? least : nil, greatest.isFinite ? greatest : nil)
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

  /// A comparison for each bound that is there.
  private func clamp<A: Arithmetic>(
    _ context: inout KernelContext<A>, _ least: Double?, _ greatest: Double?
  ) throws(ExecutionProblem) -> Tensor<A.Element> {
    let (low, high, _) = context.constants(least ?? 0, greatest ?? 0, 0)
    switch (least, greatest) {
    case (nil, nil): return context.input
    case (_, nil): return try context.map { math, x in math.maximum(x, low) }
    case (nil, _): return try context.map { math, x in math.minimum(x, high) }
    default: return try context.map { math, x in math.minimum(math.maximum(x, low), high) }
    }
  }

  /// Functions that ask what a number is, or choose by it. What is not a number stays so, but where
  /// that is the question.
  private func comparing<A: Arithmetic>(
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
    case .floor: try context.map { math, x in math.apply(.floor, to: x) }
    case .ceil: try context.map { math, x in math.apply(.ceil, to: x) }
    case .round: try context.map { math, x in math.apply(.round, to: x) }
    default: try trigonometric(&context)
    }
  }

  private func trigonometric<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> Tensor<A.Element> {
    let function: ElementaryFunction =
      switch function {
      case .sine: .sine
      case .cosine: .cosine
      case .tangent: .tangent
      case .arcSine: .arcSine
      case .arcCosine: .arcCosine
      case .arcTangent: .arcTangent
      case .hyperbolicSine: .hyperbolicSine
      case .hyperbolicCosine: .hyperbolicCosine
      case .arcHyperbolicSine: .arcHyperbolicSine
      case .arcHyperbolicCosine: .arcHyperbolicCosine
      case .arcHyperbolicTangent: .arcHyperbolicTangent
      default: .tanh
      }
    return try context.map { math, x in math.apply(function, to: x) }
  }

  /// Functions made of sigmoids and their straightened forms.
  private func gate<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> Tensor<A.Element> {
    switch function {
    case .sigmoid: return try context.map { math, x in math.sigmoid(x) }
    case .silu: return try context.map { math, x in math.multiply(x, math.sigmoid(x)) }
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
  private func smooth<A: Arithmetic>(
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

extension KernelContext {
  func constants(_ x: Double, _ y: Double, _ z: Double) -> (Element, Element, Element) {
    (math.constant(x), math.constant(y), math.constant(z))
  }
}
