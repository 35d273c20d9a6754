import LayerGraph

/// How an operator is computed: naively, in the words of its definition, once for all arithmetics.
protocol Kernel {
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>]
}

extension Operator {
  /// There is no default: an operator without a kernel doesn't build.
  ///
  /// Every call is to a known type, so that the whole of it is compiled for each arithmetic.
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] {
    switch self {
    case .input(let payload): try payload.run(&context)
    case .constant(let payload): try payload.run(&context)
    case .convolution(let payload): try payload.run(&context)
    case .transposedConvolution(let payload): try payload.run(&context)
    case .pool(let payload): try payload.run(&context)
    case .adaptivePool(let payload): try payload.run(&context)
    case .unpool(let payload): try payload.run(&context)
    case .fold(let payload): try payload.run(&context)
    case .linear(let payload): try payload.run(&context)
    case .batchNorm(let payload): try payload.run(&context)
    case .layerNorm(let payload): try payload.run(&context)
    case .groupNorm(let payload): try payload.run(&context)
    case .instanceNorm(let payload): try payload.run(&context)
    case .localResponseNorm(let payload): try payload.run(&context)
    case .activation(let payload): try payload.run(&context)
    case .softmax(let payload): try payload.run(&context)
    case .dropout(let payload): try payload.run(&context)
    case .identity(let payload): try payload.run(&context)
    case .scale(let payload): try payload.run(&context)
    case .flatten(let payload): try payload.run(&context)
    case .reshape(let payload): try payload.run(&context)
    case .permute(let payload): try payload.run(&context)
    case .squeeze(let payload): try payload.run(&context)
    case .unsqueeze(let payload): try payload.run(&context)
    case .pixelShuffle(let payload): try payload.run(&context)
    case .pixelUnshuffle(let payload): try payload.run(&context)
    case .channelShuffle(let payload): try payload.run(&context)
    case .elementwise(let payload): try payload.run(&context)
    case .select(let payload): try payload.run(&context)
    case .cast(let payload): try payload.run(&context)
    case .concat(let payload): try payload.run(&context)
    case .split(let payload): try payload.run(&context)
    case .slice(let payload): try payload.run(&context)
    case .gather(let payload): try payload.run(&context)
    case .expand(let payload): try payload.run(&context)
    case .tile(let payload): try payload.run(&context)
    case .crop(let payload): try payload.run(&context)
    case .cropLike(let payload): try payload.run(&context)
    case .pad(let payload): try payload.run(&context)
    case .resize(let payload): try payload.run(&context)
    case .reduce(let payload): try payload.run(&context)
    case .cumulative(let payload): try payload.run(&context)
    case .dynamicQuantization(let payload): try payload.run(&context)
    case .matMul(let payload): try payload.run(&context)
    case .einsum(let payload): try payload.run(&context)
    case .fourierTransform(let payload): try payload.run(&context)
    case .shortTimeFourier(let payload): try payload.run(&context)
    case .recurrence(let payload): try payload.run(&context)
    case .multiHeadAttention(let payload): try payload.run(&context)
    case .windowAttention(let payload): try payload.run(&context)
    case .custom(let payload): try payload.run(&context)
    case .opaque(let payload): try payload.run(&context)
    }
  }
}
