import LayerGraph
import TestSupport

@testable import ReferenceExecutor

/// A small network of operators of the corpus that can be run, or nil where the draw came to nothing.
func randomNetwork(seed: UInt64, where isWanted: (Operator) -> Bool = { _ in true }) -> Graph? {
  OperatorChain.draw(seed: seed, where: isWanted) { graph in
    var sizes: [Int]?
    let execution = try? Executor(graph).count { sizes = $0.outputs.first?.sizes }
    guard let execution, execution.arithmetic.counts.floatingPointOperations < 20_000 else {
      return nil
    }
    return sizes
  }
}

extension Operator {
  /// Whether it makes numbers of numbers, what is none of what is none, and of little noise little: no steps,
  /// poles, roots or logarithms, and no choices.
  var isTame: Bool {
    switch self {
    case .activation(let layer): layer.function.isTame
    // Past the length of a sample nothing of it is read.
    case .recurrence(let layer): !layer.hasLengths
    case .elementwise(let layer):
      [.add, .subtract, .multiply, .minimum, .maximum, .mean].contains(layer.function)
    case .reduce(let layer): [.mean, .sum, .minimum, .maximum, .l1, .l2].contains(layer.function)
    case .gather(let layer): layer.indices != nil
    case .pool(let layer): !layer.hasPlaces
    case .select, .cast, .opaque, .unpool: false
    default: true
    }
  }
}

extension Activation.Function {
  fileprivate var isTame: Bool {
    switch self {
    case .floor, .ceil, .round, .sign, .isNaN, .isInfinite, .not, .thresholdedRelu, .shrink,
      .reciprocal, .logarithm, .squareRoot, .tangent, .exponential, .square, .arcSine, .arcCosine,
      .hyperbolicSine, .hyperbolicCosine, .arcHyperbolicCosine, .arcHyperbolicTangent,
      .elu(alpha: -.infinity):
      false
    default: true
    }
  }
}
