import ConvArithmetic
import LayerGraph

/// The layers a random graph grows by.
extension RandomGraph {
  mutating func grow() {
    let value = someValue()
    switch random.pick(1...30) {
    case 1...5: addConvolution(to: value)
    case 6, 7: addPool(to: value)
    case 8, 9: addTransposedConvolution(to: value)
    case 10, 11: addResize(to: value)
    case 12: random.oneIn(4) ? addBackwardSlice(of: value) : addSlice(of: value)
    case 13: random.oneIn(3) ? addNamedPad(to: value) : addPad(to: value)
    case 14: addShuffle(of: value)
    case 15: addAdaptivePool(to: value)
    case 16: addPermutation(of: value)
    case 17: addSplit(of: value)
    case 18: addPointwise(to: value)
    case 19: addGate(to: value)
    case 20: addReader(of: value)
    case 21: addGather(of: value)
    case 22: addTile(of: value)
    case 23: addSelect(by: value)
    case 24: addEinsum(of: value)
    case 25: addWindows(on: value)
    case 26: addTokens(of: value)
    case 27: addCut(of: value)
    case 28: addDeal(of: value)
    default: addMerge(with: value)
    }
  }

  mutating func growByMoves() {
    let value = someValue()
    switch random.pick(1...12) {
    case 1, 2: addConvolution(to: value)
    case 3: addPool(to: value)
    case 4...6: addRoll(of: value)
    case 7: addTile(of: value)
    case 8: addGather(of: value)
    case 9: addCut(of: value)
    case 10: addTokens(of: value)
    case 11: addWindows(on: value)
    default: addSplit(of: value)
    }
  }

  mutating func growByWeights() {
    let value = someValue()
    switch random.pick(1...8) {
    case 1, 2: addConvolution(to: value)
    case 3, 4: addComputedConvolution(of: value)
    case 5, 6: addResize(to: value)
    case 7: addPool(to: value)
    default: addPointwise(to: value)
    }
  }

  private mutating func addPointwise(to value: ValueReference) {
    let function: Activation.Function = random.oneOf(
      .relu, .elu(alpha: 0.5), .celu, .sign, .round, .arcTangent, .hyperbolicSine, .isNaN,
      .isInfinite, .not, .hardSigmoid(slope: 0.2, offset: 0.5), .shrink(bias: 0.1, lambda: 0.2),
      .hardTanh(least: 0, greatest: .infinity), .hardTanh(least: -.infinity, greatest: 1),
      .thresholdedRelu(alpha: 0.3), .softplus)
    add(
      random.oneOf(
        .activation(Activation(.relu)), .batchNorm(BatchNorm()),
        .activation(Activation(function)), .cast(Cast(to: random.oneOf("int64", "bool", "half")))),
      to: [value])
  }

  private mutating func perAxis(_ value: ValueReference, _ range: ClosedRange<Int>) -> PerAxis<Int>
  {
    let rank = self.value(value).spatialRank
    return random.oneIn(2)
      ? PerAxis(random.pick(range)) : PerAxis((0..<rank).map { _ in random.pick(range) })
  }

  private mutating func window(_ value: ValueReference) -> WindowSettings {
    let rank = self.value(value).spatialRank
    return WindowSettings(
      kernel: perAxis(value, 1...(rank == 1 ? 5 : rank == 2 ? 4 : 3)),
      stride: perAxis(value, 1...(random.oneIn(2) ? 1 : 3)),
      dilation: perAxis(value, 1...(random.oneIn(2) ? 1 : 3)))
  }

  private mutating func padding(_ value: ValueReference, atLeast least: Int) -> Padding {
    switch random.pick(1...6) {
    case 1: .sameUpper
    case 2: .sameLower
    case 3: .valid
    case 4: .symmetric(perAxis(value, 0...3))
    default: .explicit(before: perAxis(value, least...4), after: perAxis(value, least...4))
    }
  }

  private mutating func groups(_ channels: Int, _ outputs: Int) -> Convolution.Groups {
    if outputs % channels == 0, random.oneIn(3) { return .depthwise }
    return channels % 2 == 0 && outputs % 2 == 0 && random.oneIn(3) ? 2 : 1
  }

  private func isDense(_ groups: Convolution.Groups, _ channels: Int) -> Bool {
    groups == 1 || channels == 1
  }

  private mutating func addConvolution(to value: ValueReference) {
    let channels = self.value(value).dims[0]
    let outputs = random.oneOf(1, 2, 4)
    let groups = groups(channels, outputs)
    var layer = Convolution(window: window(value), outputChannels: outputs, groups: groups)
    layer.paddingMode = random.oneIn(3) ? random.oneOf(.reflect, .replicate, .circular) : .zeros
    layer.window.padding = padding(value, atLeast: layer.paddingMode == .zeros ? -1 : 0)
    add(
      .convolution(layer), to: [value], makesUniform: isDense(groups, channels) ? true : nil)
  }

  /// By a filter that another value is: one output channel, and as many taps as that has places.
  private mutating func addComputedConvolution(of value: ValueReference) {
    let (dims, filter) = (self.value(value).dims, ValueReference(node: someNode()))
    let taps = self.value(filter).dims
    guard taps.count == dims.count, taps[0] == dims[0], taps.dropFirst().allSatisfy({ $0 <= 6 })
    else { return }
    var layer = Convolution(
      window: window(value), outputChannels: random.oneIn(2) ? nil : 1, hasBias: random.oneIn(2),
      readsWeight: true)
    layer.window.kernel = PerAxis(Array(taps.dropFirst()))
    layer.window.padding = padding(value, atLeast: -1)
    add(.convolution(layer), to: [value, filter], makesUniform: true)
  }

  private mutating func addPool(to value: ValueReference) {
    var layer = Pool(
      window: window(value),
      function: random.oneOf(
        .maximum, .average(countIncludePad: true), .lp(power: random.pick(1...3))),
      ceilMode: random.oneIn(2))
    layer.window.padding = padding(value, atLeast: 0)
    add(.pool(layer), to: [value])
  }

  private mutating func addTransposedConvolution(to value: ValueReference) {
    let channels = self.value(value).dims[0]
    let outputs = random.oneOf(1, 2, 4)
    let groups = groups(channels, outputs)
    var window = window(value)
    window.padding = padding(value, atLeast: -1)
    let rank = self.value(value).spatialRank
    let outputPadding: [Int] = (0..<rank).map { axis in
      random.pick(0...max(window.stride[axis], window.dilation[axis]) - 1)
    }
    add(
      .transposedConvolution(
        TransposedConvolution(
          window: window, outputChannels: outputs, outputPadding: PerAxis(outputPadding),
          groups: groups)),
      to: [value], makesUniform: isDense(groups, channels) ? true : nil)
  }

  private mutating func addResize(to value: ValueReference) {
    let sizes = self.value(value).dims
    // Any dimensions by name, or the spatial ones.
    var dimensions: [Int]?
    if random.oneIn(4) {
      let chosen = (1...sizes.count).filter { _ in random.oneIn(2) }.shuffled(using: &random)
      dimensions = chosen.map { $0 > 1 && random.oneIn(2) ? $0 - sizes.count - 1 : $0 }
    }
    let count = dimensions?.count ?? sizes.count - 1
    if count == 0 { return }
    if random.oneIn(4) {
      let other = ValueReference(node: someNode())
      guard self.value(other).dims.count == sizes.count else { return }
      add(
        .resize(resize(.like, dimensions)), to: [value, other], makesUniform: isUniform[value.node])
      return
    }
    let target: Resize.Target
    if random.oneIn(2) {
      target = .size(
        PerAxis<Int>((0..<count).map { _ in random.pick(1...(sizes.count == 2 ? 40 : 9)) }))
    } else {
      let factors = [
        (2, 1), (3, 1), (1, 2), (3, 2), (2, 3), (4, 3), (3, 4), (5, 3), (7, 5), (1, 1), (21, 20),
      ]
      let picked = (0..<count).map { _ in factors[random.pick(0...factors.count - 1)] }
      target = .scale(PerAxis(picked.compactMap { try? Rational($0.0, over: $0.1) }))
    }
    add(.resize(resize(target, dimensions)), to: [value])
  }

  private mutating func resize(_ target: Resize.Target, _ dimensions: [Int]?) -> Resize {
    var resize = sampled(target, dimensions)
    if growth == .weights, resize.mode != .nearest {
      resize.antialiases = random.oneIn(2)
      resize.excludesOutside = random.oneIn(4)
    }
    return resize
  }

  /// As PyTorch has it, or with any settings.
  private mutating func sampled(_ target: Resize.Target, _ dimensions: [Int]?) -> Resize {
    let mode = random.oneOf(Resize.Mode.nearest, .linear, .cubic)
    if random.oneIn(2) {
      if mode == .nearest, random.oneIn(2) {
        return .nearestExact(target, dimensions: dimensions)
      }
      let aligns = mode != .nearest && random.oneIn(3)
      return Resize(mode: mode, target: target, alignCorners: aligns, dimensions: dimensions)
    }
    let coordinates = Resize.Coordinates.allCases
    let roundings = Resize.Rounding.allCases
    return Resize(
      mode: mode, target: target, coordinates: coordinates[random.pick(0...coordinates.count - 1)],
      rounding: roundings[random.pick(0...roundings.count - 1)],
      cubicCoefficient: random.oneOf(-0.75, -0.5, -1, 0), dimensions: dimensions)
  }

  private mutating func addSlice(of value: ValueReference) {
    let dimension = random.pick(1...self.value(value).spatialRank + 1)
    add(
      .slice(
        Slice(
          dimension: dimension, start: random.pick(-4...3),
          end: random.oneIn(2) ? nil : random.pick(-3...12), step: random.pick(1...3))),
      to: [value])
  }

  /// From somewhere near the end back to somewhere near the start.
  private mutating func addBackwardSlice(of value: ValueReference) {
    let dimension = random.pick(1...self.value(value).spatialRank + 1)
    add(
      .slice(
        Slice(
          dimension: dimension, start: random.oneIn(2) ? nil : random.pick(-3...12),
          end: random.oneIn(2) ? nil : random.pick(-9...1), step: -random.pick(1...3))),
      to: [value])
  }

  /// Some dimensions by name, channels among them, the last ones counted from the end.
  private mutating func addNamedPad(to value: ValueReference) {
    let rank = self.value(value).dims.count
    let chosen = (1...rank).filter { _ in random.oneIn(2) }.shuffled(using: &random)
    if chosen.isEmpty { return }
    let (before, after) = (
      chosen.map { _ in random.pick(-1...3) }, chosen.map { _ in random.pick(-1...3) }
    )
    add(
      .pad(
        Pad(
          before: PerAxis<Int>(before), after: PerAxis<Int>(after),
          dimensions: chosen.map { $0 > 1 && random.oneIn(2) ? $0 - rank - 1 : $0 },
          mode: random.oneOf(.zeros, .reflect, .replicate, .circular))),
      to: [value], makesUniform: chosen.contains(1) ? false : nil)
  }

  private mutating func addPad(to value: ValueReference) {
    if random.oneIn(3) {
      add(
        .crop(Crop(before: perAxis(value, 0...2), after: perAxis(value, 0...2))), to: [value])
    } else {
      add(
        .pad(
          Pad(
            before: perAxis(value, -1...3), after: perAxis(value, -1...3),
            mode: random.oneOf(.zeros, .reflect, .replicate, .circular))), to: [value])
    }
  }

  private mutating func addAdaptivePool(to value: ValueReference) {
    let sizes = (0..<self.value(value).spatialRank).map { _ in
      random.oneIn(4) ? nil : Optional(random.pick(1...6))
    }
    add(
      .adaptivePool(
        AdaptivePool(function: .maximum, output: PerAxis(random.oneIn(3) ? [1] : sizes))),
      to: [value])
  }
}
