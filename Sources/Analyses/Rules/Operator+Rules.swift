package import LayerGraph

extension Operator {
  /// The rules of this operator; the only place where Analyses knows operators apart.
  package var rules: any OperatorRules {
    switch self {
    case .input(let payload): payload
    case .constant(let payload): payload
    case .convolution(let payload): payload
    case .transposedConvolution(let payload): payload
    case .pool(let payload): payload
    case .adaptivePool(let payload): payload
    case .unpool(let payload): payload
    case .fold(let payload): payload
    case .linear(let payload): payload
    case .batchNorm(let payload): payload
    case .layerNorm(let payload): payload
    case .groupNorm(let payload): payload
    case .instanceNorm(let payload): payload
    case .localResponseNorm(let payload): payload
    case .activation(let payload): payload
    case .softmax(let payload): payload
    case .dropout(let payload): payload
    case .identity(let payload): payload
    case .scale(let payload): payload
    case .flatten(let payload): payload
    case .reshape(let payload): payload
    case .permute(let payload): payload
    case .squeeze(let payload): payload
    case .unsqueeze(let payload): payload
    case .pixelShuffle(let payload): payload
    case .pixelUnshuffle(let payload): payload
    case .channelShuffle(let payload): payload
    case .elementwise(let payload): payload
    case .select(let payload): payload
    case .cast(let payload): payload
    case .concat(let payload): payload
    case .split(let payload): payload
    case .slice(let payload): payload
    case .gather(let payload): payload
    case .expand(let payload): payload
    case .tile(let payload): payload
    case .crop(let payload): payload
    case .cropLike(let payload): payload
    case .pad(let payload): payload
    case .resize(let payload): payload
    case .reduce(let payload): payload
    case .cumulative(let payload): payload
    case .dynamicQuantization(let payload): payload
    case .matMul(let payload): payload
    case .einsum(let payload): payload
    case .fourierTransform(let payload): payload
    case .shortTimeFourier(let payload): payload
    case .recurrence(let payload): payload
    case .multiHeadAttention(let payload): payload
    case .windowAttention(let payload): payload
    case .custom(let payload): CheckedRules(custom: payload)
    case .opaque(let payload): payload
    }
  }
}
