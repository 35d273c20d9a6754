import ConvArithmetic
import LayerGraph

extension Int {
  /// As many groups as divide the narrowed width; nil when several would become one, or where the width is
  /// unknown.
  fileprivate func groups(fitting channels: Int?) -> Int? {
    guard let channels else { return nil }
    let groups = greatestCommonDivisor(self, channels)
    return groups == 1 && self > 1 ? nil : groups
  }
}

extension Convolution.Groups {
  fileprivate func divided(by factor: Int, input: Int?, output: Int?) -> Self? {
    guard case .count(let groups) = self, groups > 1, let input else { return self }
    let channels = greatestCommonDivisor(
      input.shared(by: factor), (output ?? input).shared(by: factor))
    return groups.groups(fitting: channels).map { .count($0) }
  }
}

extension Operator {
  /// The operator for a network whose channel counts are divided; nil when it can't follow.
  ///
  /// What was declared of the inputs is dropped: it would hold the old width.
  func divided(by factor: Int, inputChannels: Int?) -> Operator? {
    switch self {
    // The weight would have to follow on two of its dimensions.
    case .convolution(let payload) where payload.readsWeight: return nil
    case .transposedConvolution(let payload) where payload.readsWeight: return nil
    case .convolution(var payload):
      guard
        let groups = payload.groups.divided(
          by: factor, input: inputChannels, output: payload.outputChannels)
      else { return nil }
      payload.groups = groups
      payload.outputChannels = payload.outputChannels?.shared(by: factor)
      payload.inputChannels = nil
      return .convolution(payload)
    case .transposedConvolution(var payload):
      guard
        let groups = payload.groups.divided(
          by: factor, input: inputChannels, output: payload.outputChannels)
      else { return nil }
      payload.groups = groups
      payload.outputChannels = payload.outputChannels?.shared(by: factor)
      payload.inputChannels = nil
      return .transposedConvolution(payload)
    case .linear(var payload):
      payload.outputFeatures = payload.outputFeatures.shared(by: factor)
      payload.inputFeatures = nil
      return .linear(payload)
    case .recurrence(var payload):
      payload.hiddenSize = payload.hiddenSize.shared(by: factor)
      payload.inputFeatures = nil
      return .recurrence(payload)
    case .batchNorm(var payload):
      payload.channels = nil
      return .batchNorm(payload)
    case .groupNorm(var payload):
      guard let groups = payload.groups.groups(fitting: inputChannels?.shared(by: factor)) else {
        return nil
      }
      payload.groups = groups
      return .groupNorm(payload)
    case .channelShuffle(var payload):
      guard let groups = payload.groups.groups(fitting: inputChannels?.shared(by: factor)) else {
        return nil
      }
      payload.groups = groups
      return .channelShuffle(payload)
    case .split(var payload):
      guard payload.dimension == Shape.channelDimension, case .sizes(let sizes) = payload.parts
      else { return self }
      payload.parts = .sizes(sizes.map { $0.shared(by: factor) })
      return .split(payload)
    case .slice(let payload):
      return payload.dimension == Shape.channelDimension ? nil : self
    case .gather(let payload):
      return payload.dimension == Shape.channelDimension ? nil : self
    case .constant, .fold, .reshape, .expand, .multiHeadAttention, .windowAttention, .custom,
      .opaque:
      return nil
    case .input, .pool, .adaptivePool, .unpool, .fourierTransform, .shortTimeFourier, .layerNorm,
      .instanceNorm, .localResponseNorm,
      .activation, .softmax, .dropout, .identity, .scale, .flatten, .permute, .squeeze,
      .unsqueeze, .pixelShuffle, .pixelUnshuffle, .elementwise, .concat, .crop, .cropLike, .pad,
      .resize, .reduce, .cumulative, .dynamicQuantization, .matMul,
      .select, .cast, .tile, .einsum:
      return self
    }
  }
}
