import LayerGraph

extension Activation {
  /// Real numbers as whole ones of few bits, and back; and in another scale.
  func quantization<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> Tensor<A.Element> {
    switch function {
    case .affine(let scale, let offset):
      let (factor, summand, _) = context.constants(scale, offset, 0)
      return try context.map { math, x in
        let product = scale == 1 ? x : math.multiply(x, factor)
        return offset == 0 ? product : math.add(product, summand)
      }
    case .quantize(let scale, let zeroPoint, let least, let greatest):
      let (scale, zero, _) = context.constants(scale, Double(zeroPoint), 0)
      let (low, high, _) = context.constants(Double(least), Double(greatest), 0)
      return try context.map { math, x in
        let whole = math.apply(.round, to: math.divide(x, scale))
        return math.minimum(math.maximum(math.add(whole, zero), low), high)
      }
    case .dequantize(let scale, let zeroPoint):
      let (scale, zero, _) = context.constants(scale, Double(zeroPoint), 0)
      return try context.map { math, x in math.multiply(math.subtract(x, zero), scale) }
    default: return context.input
    }
  }
}
