/// Every operator there is. Closed, so that whoever adds one is shown by the compiler what is missing.
public enum Operator: Hashable, Sendable {
  case input(Input)
  case constant(Constant)
  case convolution(Convolution)
  case transposedConvolution(TransposedConvolution)
  case pool(Pool)
  case adaptivePool(AdaptivePool)
  case unpool(Unpool)
  case fold(Fold)
  case linear(Linear)
  case batchNorm(BatchNorm)
  case layerNorm(LayerNorm)
  case groupNorm(GroupNorm)
  case instanceNorm(InstanceNorm)
  case localResponseNorm(LocalResponseNorm)
  case activation(Activation)
  case softmax(Softmax)
  case dropout(Dropout)
  case identity(Identity)
  case scale(Scale)
  case flatten(Flatten)
  case reshape(Reshape)
  case permute(Permute)
  case squeeze(Squeeze)
  case unsqueeze(Unsqueeze)
  case pixelShuffle(PixelShuffle)
  case pixelUnshuffle(PixelUnshuffle)
  case channelShuffle(ChannelShuffle)
  case elementwise(Elementwise)
  case select(Select)
  case cast(Cast)
  case concat(Concat)
  case split(Split)
  case slice(Slice)
  case gather(Gather)
  case expand(Expand)
  case tile(Tile)
  case crop(Crop)
  case cropLike(CropLike)
  case pad(Pad)
  case resize(Resize)
  case reduce(Reduce)
  case cumulative(Cumulative)
  case dynamicQuantization(DynamicQuantization)
  case matMul(MatMul)
  case einsum(Einsum)
  case fourierTransform(FourierTransform)
  case shortTimeFourier(ShortTimeFourier)
  case recurrence(Recurrence)
  case multiHeadAttention(MultiHeadAttention)
  case windowAttention(WindowAttention)
  case custom(Custom)
  case opaque(Opaque)

  public var payload: any OperatorPayload { visit(Boxing()) }

  public var kind: String { visit(Kind()) }
  /// How many values it makes.
  package var outputCount: Int { visit(OutputCount()) }
  /// How many values it reads.
  package var arity: ClosedRange<Int> { visit(Arity()) }

  /// Refuses settings that have no meaning whatever the input.
  package func validate() throws(Problem) { try visit(Validation()) }

  /// Asks the payload itself: one that is larger than three words costs an allocation each time it is
  /// made `any OperatorPayload`.
  private func visit<Visitor: PayloadVisitor>(
    _ visitor: Visitor
  ) throws(Visitor.Failure) -> Visitor.Result {
    switch self {
    case .input(let payload): try visitor.visit(payload)
    case .constant(let payload): try visitor.visit(payload)
    case .convolution(let payload): try visitor.visit(payload)
    case .transposedConvolution(let payload): try visitor.visit(payload)
    case .pool(let payload): try visitor.visit(payload)
    case .adaptivePool(let payload): try visitor.visit(payload)
    case .unpool(let payload): try visitor.visit(payload)
    case .fold(let payload): try visitor.visit(payload)
    case .linear(let payload): try visitor.visit(payload)
    case .batchNorm(let payload): try visitor.visit(payload)
    case .layerNorm(let payload): try visitor.visit(payload)
    case .groupNorm(let payload): try visitor.visit(payload)
    case .instanceNorm(let payload): try visitor.visit(payload)
    case .localResponseNorm(let payload): try visitor.visit(payload)
    case .activation(let payload): try visitor.visit(payload)
    case .softmax(let payload): try visitor.visit(payload)
    case .dropout(let payload): try visitor.visit(payload)
    case .identity(let payload): try visitor.visit(payload)
    case .scale(let payload): try visitor.visit(payload)
    case .flatten(let payload): try visitor.visit(payload)
    case .reshape(let payload): try visitor.visit(payload)
    case .permute(let payload): try visitor.visit(payload)
    case .squeeze(let payload): try visitor.visit(payload)
    case .unsqueeze(let payload): try visitor.visit(payload)
    case .pixelShuffle(let payload): try visitor.visit(payload)
    case .pixelUnshuffle(let payload): try visitor.visit(payload)
    case .channelShuffle(let payload): try visitor.visit(payload)
    case .elementwise(let payload): try visitor.visit(payload)
    case .select(let payload): try visitor.visit(payload)
    case .cast(let payload): try visitor.visit(payload)
    case .concat(let payload): try visitor.visit(payload)
    case .split(let payload): try visitor.visit(payload)
    case .slice(let payload): try visitor.visit(payload)
    case .gather(let payload): try visitor.visit(payload)
    case .expand(let payload): try visitor.visit(payload)
    case .tile(let payload): try visitor.visit(payload)
    case .crop(let payload): try visitor.visit(payload)
    case .cropLike(let payload): try visitor.visit(payload)
    case .pad(let payload): try visitor.visit(payload)
    case .resize(let payload): try visitor.visit(payload)
    case .reduce(let payload): try visitor.visit(payload)
    case .cumulative(let payload): try visitor.visit(payload)
    case .dynamicQuantization(let payload): try visitor.visit(payload)
    case .matMul(let payload): try visitor.visit(payload)
    case .einsum(let payload): try visitor.visit(payload)
    case .fourierTransform(let payload): try visitor.visit(payload)
    case .shortTimeFourier(let payload): try visitor.visit(payload)
    case .recurrence(let payload): try visitor.visit(payload)
    case .multiHeadAttention(let payload): try visitor.visit(payload)
    case .windowAttention(let payload): try visitor.visit(payload)
    case .custom(let payload): try visitor.visit(payload)
    case .opaque(let payload): try visitor.visit(payload)
    }
  }
}

private protocol PayloadVisitor {
  associatedtype Result
  associatedtype Failure: Error = Never
  func visit(_ payload: some OperatorPayload) throws(Failure) -> Result
}

private struct Boxing: PayloadVisitor {
  func visit(_ payload: some OperatorPayload) -> any OperatorPayload { payload }
}

private struct Kind: PayloadVisitor {
  func visit(_ payload: some OperatorPayload) -> String { payload.kind }
}

private struct OutputCount: PayloadVisitor {
  func visit(_ payload: some OperatorPayload) -> Int { payload.outputCount }
}

private struct Arity: PayloadVisitor {
  func visit(_ payload: some OperatorPayload) -> ClosedRange<Int> { payload.arity }
}

private struct Validation: PayloadVisitor {
  func visit(_ payload: some OperatorPayload) throws(Problem) { try payload.validate() }
}
