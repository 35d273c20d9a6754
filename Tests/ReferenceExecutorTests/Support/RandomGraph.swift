import ConvArithmetic
import LayerGraph
import TestSupport

/// Small networks of every operator that has a place in a map.
struct RandomGraph {
  private var random: SplitMix64
  private let rank: Int
  private let builder = GraphBuilder("random")
  private var value: Value
  private var channels: Int
  private var sizes: [Int]

  /// A network that can be run, or nil where the draw came to nothing.
  static func draw(seed: UInt64) -> Graph? {
    var graph = RandomGraph(seed: seed)
    for _ in 0..<graph.random.pick(2...6) { graph.addLayer() }
    return try? graph.builder.build(output: graph.value)
  }

  private init(seed: UInt64) {
    random = SplitMix64(seed: seed)
    rank = random.pick(1...3)
    channels = 2 * random.pick(1...2)
    sizes = []
    for _ in 0..<rank { sizes.append(random.pick(rank == 3 ? 4...5 : 5...9)) }
    value = builder.input(Shape(sizes: [random.pick(1...2), channels] + sizes), named: "x")
  }

  private mutating func perAxis(_ range: ClosedRange<Int>) -> PerAxis<Int> {
    if random.chance(0.5) { return PerAxis(random.pick(range)) }
    var values: [Int] = []
    for _ in 0..<rank { values.append(random.pick(range)) }
    return PerAxis(values)
  }

  private mutating func addLayer() {
    switch random.pick(0...14) {
    case 0, 1, 2: addConvolution()
    case 3: addTransposed()
    case 4: addPool()
    case 5: addResize()
    case 6: addBorder()
    case 7: addCut()
    case 8: addNorm()
    case 9: addActivation()
    case 10: addMerge()
    case 13: addPick()
    case 11: value = value.then(.channelShuffle(ChannelShuffle(groups: 2)))
    case 12:
      value = value.then(
        .adaptivePool(
          AdaptivePool(
            function: random.chance(0.5) ? .maximum : .average(countIncludePad: true),
            output: PerAxis((0..<rank).map { $0 == 0 ? 3 : nil }))))
    default:
      let pooled = value.globalAveragePool()
      value = value.multiply(pooled.conv(nil, kernel: 1).then(.activation(Activation(.sigmoid))))
    }
  }

  private mutating func addConvolution() {
    let modes: [PaddingMode] = [.zeros, .zeros, .reflect, .replicate, .circular]
    let mode = modes[random.pick(0...4)]
    let padding: Padding =
      random.chance(0.2) && mode == .zeros
      ? (random.chance(0.5) ? .sameUpper : .sameLower)
      : .explicit(before: perAxis(0...2), after: perAxis(0...2))
    value = value.conv(
      random.chance(0.5) ? nil : 4, kernel: perAxis(1...3), stride: perAxis(1...2),
      padding: padding, dilation: perAxis(1...2), groups: [1, 2, .depthwise][random.pick(0...2)],
      bias: random.chance(0.5), mode: mode)
  }

  private mutating func addTransposed() {
    let padding: Padding =
      random.chance(0.3)
      ? .sameUpper : .explicit(before: perAxis(0...1), after: perAxis(0...1))
    value = value.transposedConv(
      nil, kernel: perAxis(1...3), stride: 2, padding: padding, outputPadding: perAxis(0...1),
      dilation: perAxis(1...2), groups: random.chance(0.5) ? 2 : 1)
  }

  private mutating func addPool() {
    let functions: [Pool.Function] = [
      .maximum, .average(countIncludePad: true), .average(countIncludePad: false), .lp(power: 2),
    ]
    value = value.then(
      .pool(
        Pool(
          window: WindowSettings(
            kernel: perAxis(2...3), stride: perAxis(1...3),
            padding: .explicit(before: perAxis(0...1), after: perAxis(0...1)),
            dilation: perAxis(1...2)), function: functions[random.pick(0...3)],
          ceilMode: random.chance(0.5))))
  }

  private mutating func addResize() {
    let mode = Resize.Mode.allCases[random.pick(0...2)]
    let factors: [Rational] = [2, 3].map { Rational($0) }
    let target: Resize.Target =
      random.chance(0.5) ? .scale(PerAxis(factors[random.pick(0...1)])) : .size(perAxis(3...11))
    if random.chance(0.5) {
      let aligns = random.chance(0.4) && mode != .nearest
      value = value.then(.resize(Resize(mode: mode, target: target, alignCorners: aligns)))
    } else {
      value = value.then(
        .resize(
          Resize(
            mode: mode, target: target,
            coordinates: Resize.Coordinates.allCases[random.pick(0...4)],
            rounding: Resize.Rounding.allCases[random.pick(0...3)],
            dimensions: random.chance(0.5) ? Array((2...rank + 1).reversed()) : nil)))
    }
  }

  private mutating func addBorder() {
    let mode = PaddingMode.allCases[random.pick(0...3)]
    let chosen = (1...rank + 1).filter { _ in random.chance(0.5) }
    if chosen.isEmpty || random.chance(0.5) {
      value = value.then(
        .pad(Pad(before: perAxis(-1...2), after: perAxis(-1...2), mode: mode, value: 0.5)))
    } else {
      // Twice as many channels, so that they stay even.
      let after = chosen.map { $0 == 1 ? channels : random.pick(-1...2) }
      value = value.then(
        .pad(Pad(before: 0, after: PerAxis<Int>(after), dimensions: chosen, mode: mode)))
    }
  }

  private mutating func addCut() {
    if random.chance(0.5) {
      value = value.then(.crop(Crop(before: perAxis(0...1), after: perAxis(0...1))))
    } else {
      value = value.then(
        .slice(
          random.chance(0.7)
            ? Slice(dimension: 2, start: random.pick(-4...1), step: random.pick(1...2))
            : Slice(dimension: 2, end: 0, step: random.pick(-2...(-1)))))
    }
  }

  private mutating func addPick() {
    switch random.pick(0...3) {
    case 0: value = value.gather(dimension: 2, [0, -1, 1])
    case 1: value = value.tile([1, 1, 2] + Array(repeating: 1, count: rank - 1))
    case 2:
      let letters = String("xyz".prefix(rank))
      let sum = try? value.einsum("nc\(letters),nd\(letters)->nc\(letters)", value)
      value = sum ?? value
    default: value = value.merge(.mean, value.relu(), value)
    }
  }

  private mutating func addNorm() {
    switch random.pick(0...4) {
    case 4: value = value.then(.layerNorm(LayerNorm(axes: .channels, isCentered: false)))
    case 0: value = value.batchNorm()
    case 1: value = value.layerNorm(.channels)
    case 2: value = value.localResponseNorm(size: 3)
    default:
      value = value.then(
        .groupNorm(GroupNorm(groups: 2, isAffinePerGroup: random.chance(0.5))))
    }
  }

  private mutating func addActivation() {
    let functions: [Activation.Function] = [
      .relu, .relu6, .elu, .selu, .celu, .silu, .mish, .softplus, .softsign, .sigmoid, .tanh,
      .hardSigmoid, .hardSwish, .absolute, .square, .errorFunction, .sine, .floor,
      .leakyRelu(slope: 0.1), .prelu(perChannel: true), .gelu(isTanhApproximation: true),
      .gelu(isTanhApproximation: false), .hardTanh(least: -1, greatest: 1),
      .elu(alpha: 0.5), .celu(alpha: 2), .hardSigmoid(slope: 0.2, offset: 0.5), .arcTangent,
      .arcHyperbolicSine, .hardTanh(least: 0, greatest: .infinity),
    ]
    value = value.then(.activation(Activation(functions[random.pick(0...functions.count - 1)])))
  }

  private mutating func addMerge() {
    let branch = value.conv(nil, kernel: 3, padding: 1).relu()
    switch random.pick(0...3) {
    case 0: value = value.add(branch)
    case 1: value = value.merge(.maximum, branch)
    case 2:
      let all = value.concat([branch])
      let parts = all.split(.count(2))
      value = parts[0].merge(.subtract, parts[1])
    default: value = value.add(value)
    }
  }
}
