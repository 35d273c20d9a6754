/// What the operators are called in documents. An operator that is missing here, or has no settings,
/// is shown by the compiler.
package enum OperatorName: String, CaseIterable, CodedSetting {
  case input, constant
  case convolution, transposedConvolution, pool, adaptivePool, unpool, fold, linear
  case batchNorm, layerNorm, groupNorm, instanceNorm, localResponseNorm
  case activation, softmax, dropout, identity, scale
  case flatten, reshape, permute, squeeze, unsqueeze
  case pixelShuffle, pixelUnshuffle, channelShuffle
  case elementwise, select, cast
  case concat, split, slice, gather, expand, tile, crop, cropLike, pad, resize
  case reduce, cumulative, matMul, einsum, fourierTransform, shortTimeFourier
  case dynamicQuantization, recurrence, multiHeadAttention, windowAttention
  case opaque
}

/// The settings of an operator.
package protocol CodedOperator: OperatorPayload, Coded {
  /// One whose settings are still to be read.
  static var blank: Self { get }
  var operation: Operator { get }
}

extension Operator {
  /// Nil for operators with rules of their own.
  package var codedName: OperatorName? {
    switch self {
    case .input: .input
    case .constant: .constant
    case .convolution: .convolution
    case .transposedConvolution: .transposedConvolution
    case .pool: .pool
    case .adaptivePool: .adaptivePool
    case .unpool: .unpool
    case .fold: .fold
    case .linear: .linear
    case .batchNorm: .batchNorm
    case .layerNorm: .layerNorm
    case .groupNorm: .groupNorm
    case .instanceNorm: .instanceNorm
    case .localResponseNorm: .localResponseNorm
    case .activation: .activation
    case .softmax: .softmax
    case .dropout: .dropout
    case .identity: .identity
    case .scale: .scale
    case .flatten: .flatten
    case .reshape: .reshape
    case .permute: .permute
    case .squeeze: .squeeze
    case .unsqueeze: .unsqueeze
    case .pixelShuffle: .pixelShuffle
    case .pixelUnshuffle: .pixelUnshuffle
    case .channelShuffle: .channelShuffle
    case .elementwise: .elementwise
    case .select: .select
    case .cast: .cast
    case .concat: .concat
    case .split: .split
    case .slice: .slice
    case .gather: .gather
    case .expand: .expand
    case .tile: .tile
    case .crop: .crop
    case .cropLike: .cropLike
    case .pad: .pad
    case .resize: .resize
    case .reduce: .reduce
    case .cumulative: .cumulative
    case .dynamicQuantization: .dynamicQuantization
    case .matMul: .matMul
    case .einsum: .einsum
    case .fourierTransform: .fourierTransform
    case .shortTimeFourier: .shortTimeFourier
    case .recurrence: .recurrence
    case .multiHeadAttention: .multiHeadAttention
    case .windowAttention: .windowAttention
    case .custom: nil
    case .opaque: .opaque
    }
  }
}

extension OperatorName {
  package var blank: any CodedOperator {
    switch self {
    case .input: Input.blank
    case .constant: Constant.blank
    case .convolution: Convolution.blank
    case .transposedConvolution: TransposedConvolution.blank
    case .pool: Pool.blank
    case .adaptivePool: AdaptivePool.blank
    case .unpool: Unpool.blank
    case .fold: Fold.blank
    case .linear: Linear.blank
    case .batchNorm: BatchNorm.blank
    case .layerNorm: LayerNorm.blank
    case .groupNorm: GroupNorm.blank
    case .instanceNorm: InstanceNorm.blank
    case .localResponseNorm: LocalResponseNorm.blank
    case .activation: Activation.blank
    case .softmax: Softmax.blank
    case .dropout: Dropout.blank
    case .identity: Identity.blank
    case .scale: Scale.blank
    case .flatten: Flatten.blank
    case .reshape: Reshape.blank
    case .permute: Permute.blank
    case .squeeze: Squeeze.blank
    case .unsqueeze: Unsqueeze.blank
    case .pixelShuffle: PixelShuffle.blank
    case .pixelUnshuffle: PixelUnshuffle.blank
    case .channelShuffle: ChannelShuffle.blank
    case .elementwise: Elementwise.blank
    case .select: Select.blank
    case .cast: Cast.blank
    case .concat: Concat.blank
    case .split: Split.blank
    case .slice: Slice.blank
    case .gather: Gather.blank
    case .expand: Expand.blank
    case .tile: Tile.blank
    case .crop: Crop.blank
    case .cropLike: CropLike.blank
    case .pad: Pad.blank
    case .resize: Resize.blank
    case .reduce: Reduce.blank
    case .cumulative: Cumulative.blank
    case .dynamicQuantization: DynamicQuantization.blank
    case .matMul: MatMul.blank
    case .einsum: Einsum.blank
    case .fourierTransform: FourierTransform.blank
    case .shortTimeFourier: ShortTimeFourier.blank
    case .recurrence: Recurrence.blank
    case .multiHeadAttention: MultiHeadAttention.blank
    case .windowAttention: WindowAttention.blank
    case .opaque: Opaque.blank
    }
  }
}
