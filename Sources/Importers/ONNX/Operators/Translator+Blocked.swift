import ConvArithmetic
import Escaping
import LayerGraph

// onnxruntime's maps whose channels lie in blocks, which are filled up with zeros. Here they are what they were before:
// N×C×H×W.

extension Translator {
  static let blockedHandlers: [String: Handler] = [
    "Conv": { try $0.blockedConvolution($1) },
    "MaxPool": { try $0.maxPool($1) },
    "AveragePool": {
      try $0.pool($1, .average(countIncludePad: try $1.attributes.flag("count_include_pad")))
    },
    "GlobalMaxPool": { try $0.global($1, .maximum) },
    "GlobalAveragePool": { try $0.global($1, .average(countIncludePad: true)) },
    "Upsample": { try $0.blockedUpsample($1) },
    "ReorderInput": { translator, call in
      let value = try call.input(0)
      guard try call.attributes.flag("channels_last") else { return [value] }
      let rank = try translator.shape(of: value).rank
      guard rank >= 3 else { throw ImportProblem.shapeUnknown }
      return try translator.apply(
        .permute(Permute([0, rank - 1] + Array(1..<rank - 1))), to: value)
    },
    "ReorderOutput": { try $0.reorderedOutput($1) },
  ]

  /// The widest block there is.
  private static var widestBlock: Int { 16 }

  /// X, W with whole blocks of filters and channels, bias, and what is added before the activation.
  private func blockedConvolution(_ call: Call) throws -> MadeValues {
    try fused(call) {
      let value = try self.value(ofPart: "conv") { try filledUpConvolution(call) }
      return [try activated(try added(value, call.optional(3)), call)]
    }
  }

  /// The convolution without what fills up the last blocks.
  private func filledUpConvolution(_ call: Call) throws -> MadeValues {
    let weight = try call.input(1)
    guard isWeight(weight), var sizes = try self.sizes(of: weight) ?? shape(of: weight).sizes,
      sizes.count >= 3
    else { throw ImportProblem.dataDependent(1) }
    var groups = try call.attributes.int("group", default: 1)
    if groups < 1 {
      throw ImportProblem.invalid(.settingTooSmall("groups", value: groups, least: 1))
    }
    let isDepthwise = groups == sizes[0] && sizes[1] == 1 && groups > 1
    sizes[0] = filters(of: weight, sizes[0], call)
    if isDepthwise {
      groups = sizes[0]
    } else if groups == 1, let shape = try? call.shape(0), shape.rank > 1,
      let channels = shape[1].constant, isFilledUp(sizes[1], from: channels)
    {
      sizes[1] = channels
    }
    let layer = Convolution(
      window: try windowSettings(call, kernel: sizes.dropFirst(2)), outputChannels: sizes[0],
      groups: isDepthwise ? .depthwise : .count(groups), hasBias: call.optional(2) != nil,
      inputChannels: try sizes[1].times(groups))
    return try apply(
      .convolution(layer), to: try call.input(0),
      holding: HeldTensors(weights: weight, biases: call.optional(2)))
  }

  private func isFilledUp(_ count: Int, from channels: Int) -> Bool {
    channels >= 1 && channels < count && count - channels < Self.widestBlock
  }

  /// How many filters there are without those that fill up the last block: as many channels as are taken out of blocks
  /// behind it, or else those that are not all zeros.
  private func filters(of weight: TensorValue, _ count: Int, _ call: Call) -> Int {
    if let output = firstOutput, let channels = blockedChannels[Int32(truncatingIfNeeded: output)],
      isFilledUp(count, from: channels)
    {
      return channels
    }
    guard case .initializer(let index) = weight else { return count }
    // Many nodes may have one weight.
    let filling =
      fillingFilters[index]
      ?? initializers[index].fillingFilters(bytes, atMost: Self.widestBlock)
    fillingFilters[index] = filling
    return count - filling
  }

  /// Whole factors, and pixels from the corner where nearest ones are taken.
  private func blockedUpsample(_ call: Call) throws -> MadeValues {
    guard let scales = try call.attributes.ints("scales") else {
      throw ImportProblem.attributeMissing("scales")
    }
    let rank = try call.shape(0).rank
    guard scales.count == rank, rank >= 3 else {
      throw ImportProblem.listsDiffer("scales", scales.count, "dimensions of the input", rank)
    }
    let factors = PerAxis<Rational>(scales[2...].map { Rational($0) })
    let isNearest = try call.attributes.string("mode") != "linear"
    let coordinates: Resize.Coordinates
    switch try call.attributes.string("coordinate_transformation_mode") ?? "asymmetric" {
    case _ where isNearest, "asymmetric": coordinates = .asymmetric
    case "half_pixel": coordinates = .halfPixel
    case "pytorch_half_pixel": coordinates = .pytorchHalfPixel
    case "align_corners": coordinates = .alignCorners
    case let other:
      throw ImportProblem.attribute(
        "coordinate_transformation_mode", "'\(other)' is no way to place pixels")
    }
    return try apply(
      .resize(
        Resize(
          mode: isNearest ? .nearest : .linear, target: .scale(factors), coordinates: coordinates,
          rounding: .floor)), to: try call.input(0))
  }

  /// The channels that are no filling, where the attribute says that they are.
  private func reorderedOutput(_ call: Call) throws -> MadeValues {
    var value = try call.input(0)
    let channels = try call.attributes.int("channels")
    let shape = try self.shape(of: value)
    if let found = shape.rank >= 3 ? shape[1].constant : nil, found != channels {
      guard isFilledUp(found, from: channels) else {
        throw ImportProblem.attribute(
          "channels", "\(channels) is not the number of channels of \(shape)")
      }
      value = try one(
        .slice(Slice(dimension: 1, start: 0, end: .constant(channels))), [value])
    }
    guard try call.attributes.flag("channels_last") else { return [value] }
    guard shape.rank >= 3 else { throw ImportProblem.shapeUnknown }
    return try apply(.permute(Permute([0] + Array(2..<shape.rank) + [1])), to: value)
  }

  // MARK: Channels that are no filling

  /// How many channels of the graph's blocked maps are no filling, by the numbers of the maps' names: what is said where
  /// they are taken out of blocks, followed back through what keeps channels.
  func findBlockedChannels() -> [Int32: Int] {
    var found: [Int32: Int] = [:]
    let list = lists[0]
    for node in list.nodes.reversed() where node.operation >= 0 {
      let inputs = list.inputs(of: node)
      guard let first = inputs.first, domain(of: node) == ONNXDomain.blocked else { continue }
      let name = operators[node.operation].name
      guard name != "ReorderOutput" else {
        let settings = try? AttributeSet(list.attributes(of: node), in: bytes)
        if let channels = try? settings?.int("channels"), channels > 0 { found[first] = channels }
        continue
      }
      guard let made = list.outputs(of: node).first, let channels = found[made] else { continue }
      if name != "Conv" { found[first] = channels }
      if name == "Conv", inputs.count > 3, let other = inputs.last { found[other] = channels }
      if name == "Conv", inputs.count > 1, isDepthwise(inputs[inputs.startIndex + 1]) {
        found[first] = channels
      }
    }
    return found
  }

  /// Whether a weight has one channel.
  private func isDepthwise(_ weight: Int32) -> Bool {
    guard weight >= 0, let value = frame[Int(weight)], let sizes = sizes(of: value) else {
      return false
    }
    return sizes.count > 2 && sizes[1] == 1 && sizes[0] > 1
  }
}
