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
    case .affine, .quantize, .dequantize: [try quantization(&context)]
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
}

extension KernelContext {
  func constants(_ x: Double, _ y: Double, _ z: Double) -> (Element, Element, Element) {
    (math.constant(x), math.constant(y), math.constant(z))
  }
}
