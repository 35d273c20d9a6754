import ConvArithmetic
import LayerGraph

/// What the settings mean. Defaults are PyTorch's: stride 1, but a pool's is its kernel; no padding.
extension LayerCall {
  var body: LayerBody {
    switch name {
    case .conv, .dwconv, .pwconv: .single(.convolution(convolution))
    case .tconv: .single(.transposedConvolution(transposedConvolution))
    case .pool: .single(.pool(pool(.maximum)))
    case .avgpool: .single(.pool(pool(.average(countIncludePad: true))))
    case .lppool: .single(.pool(pool(.lp(power: 2))))
    case .gap: .single(.adaptivePool(.global(.average(countIncludePad: true))))
    case .gmp: .single(.adaptivePool(.global(.maximum)))
    case .adaptivepool: .single(.adaptivePool(adaptivePool(.average(countIncludePad: true))))
    case .adaptivemaxpool: .single(.adaptivePool(adaptivePool(.maximum)))
    case .fc:
      .single(
        .linear(
          Linear(
            outputFeatures: count, hasBias: hasBias, inputFeatures: number(.inputChannels))))
    case .se: .squeezeExcite(squeeze: count, channels: number(.channels))
    case .up, .upbilinear, .upcubic, .shuffle, .unshuffle, .channelshuffle, .pad, .crop, .flatten:
      .single(rearrangement)
    case .bn, .ln, .gn, .instanceNorm, .lrn, .scale: .single(normalization)
    default: .single(elementFunction)
    }
  }

  private var rearrangement: Operator {
    switch name {
    case .up: .resize(resize(.nearest))
    case .upbilinear: .resize(resize(.linear))
    case .upcubic: .resize(resize(.cubic))
    case .shuffle: .pixelShuffle(PixelShuffle(factor: count))
    case .unshuffle: .pixelUnshuffle(PixelUnshuffle(factor: count))
    case .channelshuffle: .channelShuffle(ChannelShuffle(groups: count))
    case .pad: .pad(Pad(before: axes(size?.before), after: sizeAfter, mode: paddingMode))
    case .crop: .crop(Crop(before: axes(size?.before), after: sizeAfter))
    default: .flatten(Flatten())
    }
  }

  private var normalization: Operator {
    let isAffine = !flags.contains(.noaffine)
    return switch name {
    case .bn: .batchNorm(BatchNorm(isAffine: isAffine))
    case .ln: .layerNorm(LayerNorm(axes: .channels, isAffine: isAffine))
    case .gn: .groupNorm(GroupNorm(groups: count, isAffine: isAffine))
    case .instanceNorm: .instanceNorm(InstanceNorm(isAffine: flags.contains(.affine)))
    case .lrn: .localResponseNorm(LocalResponseNorm(size: size == nil ? 5 : count))
    default: .scale(Scale(dimension: Shape.channelDimension, hasBias: flags.contains(.bias)))
    }
  }

  private var elementFunction: Operator {
    switch name {
    case .softmax: .softmax(Softmax(dimension: Shape.channelDimension))
    case .dropout: .dropout(Dropout(rate: decimal ?? 0.5))
    case .relu: .activation(Activation(.relu))
    case .relu6: .activation(Activation(.relu6))
    case .leaky: .activation(Activation(.leakyRelu(slope: decimal ?? 0.01)))
    case .prelu: .activation(Activation(.prelu(perChannel: flags.contains(.perchannel))))
    case .elu: .activation(Activation(.elu))
    case .selu: .activation(Activation(.selu))
    case .celu: .activation(Activation(.celu))
    case .gelu: .activation(Activation(.gelu(isTanhApproximation: false)))
    case .silu: .activation(Activation(.silu))
    case .mish: .activation(Activation(.mish))
    case .softplus: .activation(Activation(.softplus))
    case .softsign: .activation(Activation(.softsign))
    case .sigmoid: .activation(Activation(.sigmoid))
    case .tanh: .activation(Activation(.tanh))
    case .hsigmoid: .activation(Activation(.hardSigmoid))
    case .hswish: .activation(Activation(.hardSwish))
    default: .identity(Identity())
    }
  }
}
