import ConvArithmetic
import LayerGraph
@testable import TestSupport

extension Hostile {
  private mutating func window(_ rank: Int) -> WindowSettings {
    WindowSettings(
      kernel: perAxis(rank, 1...4), stride: perAxis(rank, 1...3), padding: padding(rank, 0...2),
      dilation: perAxis(rank, 1...2))
  }

  private mutating func optional(_ usual: ClosedRange<Int>) -> Int? {
    chance(70) ? number(usual) : nil
  }

  private mutating func numbers(_ count: Int, _ usual: ClosedRange<Int>) -> [Int] {
    (0..<count).map { _ in number(usual) }
  }

  private mutating func groups() -> Convolution.Groups {
    chance(20) ? .depthwise : chance(70) ? 1 : .count(number(1...4))
  }

  private mutating func poolFunction() -> Pool.Function {
    switch below(3) {
    case 0: .maximum
    case 1: .average(countIncludePad: chance(50))
    default: .lp(power: number(1...3))
    }
  }

  private mutating func mode() -> PaddingMode { pick(PaddingMode.allCases) }
  private mutating func order() -> PixelShuffle.Order { pick(PixelShuffle.Order.allCases) }

  /// Any operator for an input of `rank` spatial axes.
  mutating func operation(_ rank: Int) -> Operator {
    switch below(7) {
    case 0: sliding(rank)
    case 1: pointwise()
    case 2: reshaping(rank)
    case 3: cutting(rank)
    case 4: merging(rank)
    case 5: picking(rank)
    default: mixing(rank)
    }
  }

  private mutating func sliding(_ rank: Int) -> Operator {
    switch below(4) {
    case 0:
      .convolution(
        Convolution(
          window: window(rank), outputChannels: optional(1...8), groups: groups(),
          hasBias: chance(50), paddingMode: chance(70) ? .zeros : mode(),
          inputChannels: chance(10) ? number(1...8) : nil))
    case 1:
      .transposedConvolution(
        TransposedConvolution(
          window: window(rank), outputChannels: optional(1...8),
          outputPadding: chance(70) ? 0 : perAxis(rank, 0...1), groups: groups(),
          hasBias: chance(50), inputChannels: chance(10) ? number(1...8) : nil))
    case 2: .pool(Pool(window: window(rank), function: poolFunction(), ceilMode: chance(50)))
    default:
      .adaptivePool(
        AdaptivePool(
          function: poolFunction(),
          output: PerAxis(perAxis(rank, 1...9).values.map { chance(20) ? nil : $0 })))
    }
  }

  private mutating func pointwise() -> Operator {
    switch below(9) {
    case 0: .batchNorm(BatchNorm(isAffine: chance(50), channels: chance(10) ? number(1...8) : nil))
    case 1: .batchNorm(BatchNorm(hasRunningStatistics: false))
    case 2:
      .layerNorm(
        LayerNorm(axes: chance(50) ? .channels : .trailing(number(1...3)), isAffine: chance(50)))
    case 3:
      .groupNorm(
        GroupNorm(groups: number(1...4), isAffine: chance(80), isAffinePerGroup: chance(30)))
    case 4: .instanceNorm(InstanceNorm(isAffine: chance(50), hasRunningStatistics: chance(50)))
    case 5: .localResponseNorm(LocalResponseNorm(size: number(1...5)))
    case 6:
      .softmax(
        Softmax(
          dimension: number(-2...3), isLogarithmic: chance(50), includesFollowing: chance(30)))
    case 7: .scale(Scale(dimension: optional(-2...3), hasBias: chance(50)))
    default:
      pick([
        .activation(Activation(.relu)), .activation(Activation(.prelu(perChannel: true))),
        .activation(Activation(.gelu(isTanhApproximation: true))), .identity(Identity()),
        .dropout(Dropout(rate: pick([0, 0.5, 1, 2, .nan, -.infinity]))),
      ])
    }
  }

  private mutating func reshaping(_ rank: Int) -> Operator {
    switch below(8) {
    case 0: .flatten(Flatten(first: number(-3...2), last: number(-2...3)))
    case 1:
      .reshape(
        Reshape(
          (0..<below(6)).map { _ in
            chance(30) ? .infer : chance(40) ? .copy : .value(dim(1...12))
          }))
    case 2:
      .permute(
        Permute(chance(80) ? Array(0..<(rank + 2)).shuffled(using: &random) : numbers(3, 0...2)))
    case 3: .squeeze(Squeeze(numbers(pick([1, 1, 2, 0]), -3...3)))
    case 4: .unsqueeze(Unsqueeze(numbers(pick([1, 1, 2, 0]), -3...3)))
    case 5: .pixelShuffle(PixelShuffle(factor: number(1...3), order: order()))
    case 6: .pixelUnshuffle(PixelUnshuffle(factor: number(1...3), order: order()))
    default: .channelShuffle(ChannelShuffle(groups: number(1...4)))
    }
  }

  private mutating func cutting(_ rank: Int) -> Operator {
    switch below(5) {
    case 0:
      .slice(
        Slice(
          dimension: number(-2...3), start: chance(80) ? dim(-4...4) : nil,
          end: chance(70) ? dim(-4...20) : nil, step: chance(80) ? number(1...3) : number(-3...0)))
    case 1: .crop(Crop(before: perAxis(rank, 0...2), after: perAxis(rank, 0...2)))
    case 2:
      if chance(50) {
        .pad(Pad(before: perAxis(rank, -1...3), after: perAxis(rank, -1...3), mode: mode()))
      } else {
        .pad(
          Pad(
            before: [dim(-1...3)], after: PerAxis((0...below(3)).map { _ in dim(-1...3) }),
            dimensions: chance(80) ? numbers(pick([1, 1, 2, 0]), -3...3) : nil, mode: mode()))
      }
    case 3:
      .split(
        Split(
          dimension: number(-2...3),
          parts: chance(50) ? .count(number(1...5)) : .sizes(numbers(pick([1, 2, 3, 0]), 1...4))))
    default: .cropLike(CropLike())
    }
  }

  private mutating func merging(_ rank: Int) -> Operator {
    switch below(5) {
    case 0: .elementwise(Elementwise(pick(Elementwise.Function.allCases)))
    case 1: .concat(Concat(dimension: number(-2...3)))
    case 2: .matMul(MatMul(transposesSecond: chance(50)))
    case 3:
      .reduce(
        Reduce(
          pick(Reduce.Function.allCases), dimensions: numbers(pick([1, 1, 2, 0]), -3...3),
          keepsDimensions: chance(50)))
    default: .multiHeadAttention(MultiHeadAttention(heads: number(1...4)))
    }
  }

  private mutating func picking(_ rank: Int) -> Operator {
    switch below(6) {
    case 0, 1:
      let index = shape(rank: pick([0, 1, 1, 2]))
      let count = index.sizes?.reduce(1, &*) ?? 0
      return .gather(
        Gather(
          dimension: number(-2...3),
          indices: chance(70) ? numbers((0...64).contains(count) ? count : 2, -2...3) : nil,
          indexShape: index))
    case 2: return .tile(Tile(repeats: numbers(chance(80) ? rank + 2 : below(6), 1...3)))
    case 3: return .expand(Expand(shape: anyShape().dims))
    case 4: return pick([.select(Select()), .cast(Cast(to: "int64"))])
    default:
      func labels() -> [Einsum.Label] {
        (0..<pick([rank + 2, rank + 2, below(6)])).map { place in
          chance(10) ? .ellipsis : .letter(pick(Array("ncxyzw".prefix(place + 2))))
        }
      }
      let inputs = (0..<pick([1, 2, 2, 3])).map { _ in labels() }
      let output = Set(inputs.joined()).filter { _ in chance(50) }
      return .einsum(
        Einsum(inputs: inputs, output: Array(output) + (chance(malice) ? labels() : [])))
    }
  }

  private mutating func mixing(_ rank: Int) -> Operator {
    switch below(5) {
    case 0:
      .windowAttention(
        WindowAttention(
          window: perAxis(rank, 1...4), shift: perAxis(rank, 0...3), heads: number(1...2)))
    case 1, 2:
      .resize(resize(rank))
    case 3:
      .linear(
        Linear(outputFeatures: number(1...8), inputFeatures: chance(20) ? number(1...9) : nil))
    default:
      pick([
        .constant(
          Constant(
            anyShape(), isLearned: chance(50), learnedElements: chance(20) ? dim(1...9) : nil)),
        .opaque(
          Opaque(
            name: "Mystery", outputs: number(1...2), shapes: chance(50) ? [anyShape()] : nil)),
        .custom(
          Custom(kind: "lies", outputCount: number(1...2), rules: LyingRules(seed: random.next()))),
      ])
    }
  }

  private mutating func resize(_ rank: Int) -> Resize {
    let mode = pick(Resize.Mode.allCases)
    if chance(50) { return Resize(mode: mode, target: target(rank), alignCorners: chance(10)) }
    return Resize(
      mode: mode, target: target(rank), coordinates: pick(Resize.Coordinates.allCases),
      rounding: pick(Resize.Rounding.allCases),
      cubicCoefficient: pick([-0.75, -0.75, -0.5, 0, 1, .nan]),
      dimensions: chance(50) ? numbers(pick([1, 1, 2, 0]), -3...3) : nil)
  }

  private mutating func target(_ rank: Int) -> Resize.Target {
    switch below(5) {
    case 0: .size(perAxis(rank, 1...30))
    case 4: .size(PerAxis((0...below(2)).map { _ in dim(1...30) }))
    case 1: .like
    default:
      .scale(
        PerAxis(
          perAxis(rank, 1...9).values.map { value in
            (try? Rational(value, over: number(1...4))) ?? 1
          }))
    }
  }
}

/// Rules of an embedding program that answer at random.
struct LyingRules: OperatorRules {
  let seed: UInt64

  func outputShapes(of inputs: [Shape], assumptions: inout Requirements) throws -> [Shape] {
    var hostile = Hostile(seed: seed)
    return (0..<hostile.below(3)).map { _ in hostile.anyShape() }
  }

  func routes(output: Int, _ site: Site) throws -> [[Route]] {
    var hostile = Hostile(seed: seed &+ 1)
    return (0..<hostile.pick([1, 1, 1, 0, 2])).map { _ in
      (0..<hostile.pick([4, 3, 0, 1, 5])).map { _ in hostile.route() }
    }
  }

  func parameters(_ site: Site) throws -> ParameterCounts {
    var hostile = Hostile(seed: seed &+ 2)
    return ParameterCounts(weights: hostile.dim(0...9), biases: hostile.dim(0...9))
  }

  func work(_ site: Site) throws -> Work {
    var hostile = Hostile(seed: seed &+ 3)
    return Work(
      multiplyAccumulates: hostile.dim(0...9),
      floatingPointOperations: .known(hostile.dim(0...9)))
  }
}

extension Hostile {
  fileprivate mutating func route() -> Route {
    switch below(8) {
    case 0: .piece(output: number(0...4), offset: number(0...4))
    case 1: .lost(.folded, in: number(0...4))
    case 2: .all
    case 3: .nothing
    case 4: .lost(.refolded, in: chance(50) ? number(0...4) : nil)
    case 5: .kept(number(0...4))
    default: .along(output: number(0...4), map())
    }
  }

  private mutating func map() -> AxisMap {
    let kind: AxisMap.Kind =
      switch below(6) {
      case 0:
        .window(
          .init(
            stride: number(1...3), offset: number(-2...2), step: number(1...2), count: number(1...3)
          ))
      case 1:
        .transposed(
          .init(
            stride: number(1...3), offset: number(-2...2), step: number(1...2), count: number(1...3)
          ))
      case 2:
        .span(
          .init(
            advance: number(1...5), low: number(0...1), high: number(1...3), divisor: number(1...4),
            sampleOffset: chance(30) ? number(0...3) : nil))
      case 3: .block(units: number(1...4), size: number(1...4), offset: number(0...3))
      case 4: .mirrored(first: number(-2...9), step: number(1...3))
      default: .repeating(length: number(1...4))
      }
    return AxisMap(kind, border: pick([.nothing, .clamp, .reflect, .wrap]))
  }
}
