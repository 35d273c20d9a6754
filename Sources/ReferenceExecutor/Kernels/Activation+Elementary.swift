import LayerGraph

extension Activation {
  /// Functions that are one operation each.
  func elementary<A: Arithmetic>(
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
}
