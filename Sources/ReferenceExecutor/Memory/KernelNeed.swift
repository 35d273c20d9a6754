import LayerGraph

/// What a kernel takes besides its inputs and its outputs, at most.
struct KernelNeed {
  /// Numbers of the arithmetic that it allocates.
  var elements = 0.0
  /// Of places and tables that it allocates.
  var bytes = 0.0
  /// Learned numbers that it reads, all at once.
  var learned = 0.0
  /// Numbers that are its output as they are.
  var stored = 0.0
  /// How often its innermost loop turns.
  var steps = 0.0
  /// How often that of a cache-blocked product does.
  var fastSteps = 0.0
  /// Numbers that it reads and makes besides inputs and outputs.
  var visits = 0.0
  /// Places for which it looks up what a window there reads.
  var windows = 0.0
}

extension Operator {
  /// Whether the output's numbers are the input's, which are not touched.
  var handsOn: Bool {
    switch self {
    case .identity, .dropout, .flatten, .reshape, .squeeze, .unsqueeze: true
    default: false
    }
  }

  func need(_ inputs: [[Int]], _ outputs: [[Int]], isFast: Bool) -> KernelNeed {
    let (input, output) = (inputs.first ?? [], outputs.first ?? [])
    let channels = input.count > 1 ? Double(input[Shape.channelDimension]) : 1
    let widest = Double(input.max() ?? 1)
    switch self {
    case .input, .identity, .dropout, .flatten, .reshape, .squeeze, .unsqueeze, .permute,
      .channelShuffle, .pixelShuffle, .pixelUnshuffle, .concat, .elementwise, .select, .softmax,
      .cast, .cumulative, .dynamicQuantization:
      return KernelNeed()
    case .constant, .opaque: return KernelNeed(stored: outputs.volume)
    case .activation: return KernelNeed(learned: channels)
    case .scale: return KernelNeed(learned: 2 * widest)
    case .batchNorm(let payload):
      // Without statistics the channels go first and back again.
      let turned = payload.hasRunningStatistics ? 0 : 2 * output.volume
      return KernelNeed(elements: 2 * channels + turned, learned: 4 * channels)
    case .instanceNorm: return KernelNeed(elements: 2 * channels, learned: 4 * channels)
    case .groupNorm: return KernelNeed(learned: 2 * channels)
    case .layerNorm(let payload):
      switch payload.axes {
      case .trailing(let count): return KernelNeed(learned: 2 * Array(input.suffix(count)).volume)
      case .channels: return KernelNeed(elements: 2 * output.volume, learned: 2 * channels)
      }
    case .convolution(let payload): return payload.need(input, output, isFast: isFast)
    case .transposedConvolution(let payload):
      return payload.need(input, output, isFast: isFast)
    case .pool(let payload): return payload.need(input, output)
    case .adaptivePool: return AdaptivePool.need(input, output)
    case .unpool(let payload): return payload.need(input, output)
    case .fold(let payload): return payload.need(input, output)
    case .localResponseNorm(let payload):
      return KernelNeed(steps: output.volume * min(Double(payload.size), channels))
    case .linear(let payload):
      let features = Double(input.last ?? 1)
      let weights = features * Double(payload.outputFeatures)
      return .product(
        rows: output.volume / Double(payload.outputFeatures),
        columns: Double(payload.outputFeatures), depth: features, isFast: isFast
      ).adding(KernelNeed(learned: weights + Double(payload.outputFeatures)))
    case .matMul(let payload): return payload.need(inputs, output, isFast: isFast)
    case .einsum(let payload): return payload.need(inputs, output)
    case .fourierTransform(let payload):
      let length = payload.length.flatMap { Shape([$0]).sizes?.first }.map(Double.init) ?? widest
      return KernelNeed(bytes: 24 * length, steps: output.volume * widest * 4)
    case .shortTimeFourier(let payload):
      let length = Double(payload.frameLength)
      return KernelNeed(elements: 2 * length, bytes: 24 * length, steps: output.volume * length * 4)
    case .recurrence(let payload): return payload.need(input, isFast: isFast)
    case .multiHeadAttention(let payload): return payload.need(inputs, output, isFast: isFast)
    case .windowAttention(let payload): return payload.need(input, isFast: isFast)
    case .gather(let payload):
      let picked = payload.indices.map { Double($0.count) } ?? inputs.last?.volume ?? 0
      return KernelNeed(bytes: 48 * picked + 32 * (inputs + outputs).lengths)
    case .reduce: return KernelNeed(elements: inputs.volume)
    case .resize(let payload):
      return payload.need(inputs, output).adding(
        KernelNeed(bytes: 64 * (inputs + outputs).lengths))
    case .slice, .split, .crop, .cropLike, .pad, .tile, .expand:
      return KernelNeed(bytes: 32 * (inputs + outputs).lengths)
    case .custom: return KernelNeed(elements: inputs.volume + outputs.volume)
    }
  }
}

extension KernelNeed {
  /// A matrix product, whose fast path packs blocks and keeps tables of places.
  static func product(
    rows: Double, columns: Double, depth: Double, isFast: Bool
  ) -> KernelNeed {
    let steps = rows * columns * depth
    guard isFast else { return KernelNeed(steps: steps) }
    var need = KernelNeed(fastSteps: steps)
    if rows > 1 || columns > 1 {
      need.bytes = 8 * (rows + columns + 2 * depth)
      need.bytes += TiledProduct.scratchBytes(min(rows, columns), max(rows, columns), depth)
    }
    return need
  }

  /// Both at once.
  func adding(_ other: KernelNeed) -> KernelNeed {
    KernelNeed(
      elements: elements + other.elements, bytes: bytes + other.bytes,
      learned: learned + other.learned, stored: stored + other.stored,
      steps: steps + other.steps, fastSteps: fastSteps + other.fastSteps,
      visits: visits + other.visits, windows: windows + other.windows)
  }

  /// One after the other, so often.
  func times(_ count: Double) -> KernelNeed {
    var need = self
    need.steps *= count
    need.fastSteps *= count
    need.visits *= count
    need.windows *= count
    return need
  }
}

extension TiledProduct {
  /// What all threads together allocate in `run(block:of:)`.
  static func scratchBytes(_ rows: Double, _ lanes: Double, _ depth: Double) -> Double {
    let (deep, wide) = (min(depth, Double(depthBlock)), min(lanes + 8, Double(laneBlock)))
    let perThread = 4 * (wide * deep + 24 * deep + (rows + 6) / 6 * wide / 8 * 48)
    return perThread * min(Double(Workers.processors), (lanes / 64).rounded(.up))
  }
}
