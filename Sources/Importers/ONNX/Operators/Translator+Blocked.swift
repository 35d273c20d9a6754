import ConvArithmetic
import Escaping
import LayerGraph

// onnxruntime's maps whose channels lie in blocks, of which zeros fill up the last one. Those of filling are channels like
// others: they have filters, and are computed. How a block lies in memory doesn't matter.

extension Translator {
  static let blockedHandlers: [String: Handler] = [
    "Conv": { try $0.fusedConvolution($1) },
    "MaxPool": { try $0.maxPool($1) },
    "AveragePool": {
      try $0.pool($1, .average(countIncludePad: try $1.attributes.flag("count_include_pad")))
    },
    "GlobalMaxPool": { try $0.global($1, .maximum) },
    "GlobalAveragePool": { try $0.global($1, .average(countIncludePad: true)) },
    "Upsample": { try $0.blockedUpsample($1) },
    "ReorderInput": { try $0.reorderedInput($1) },
    "ReorderOutput": { try $0.reorderedOutput($1) },
  ]

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

  /// A map with channels first, and zeros as further channels until blocks are full.
  private func reorderedInput(_ call: Call) throws -> MadeValues {
    try fused(call) {
      var value = try call.input(0)
      if try call.attributes.flag("channels_last") {
        let rank = try shape(of: value).rank
        guard rank >= 3 else { throw ImportProblem.shapeUnknown }
        let channelsFirst = Permute([0, rank - 1] + Array(1..<rank - 1))
        value = try part("channelsFirst", .permute(channelsFirst), [value])
      }
      guard let block = channelBlock, let shape = try? shape(of: value), shape.rank > 1 else {
        return [value]
      }
      let missing = try shape[1].ceilDivided(by: block) * Dim(block) - shape[1]
      if missing == 0 { return [value] }
      let filling = Pad(before: [0], after: [missing], dimensions: [1])
      return [try part("filling", .pad(filling), [value])]
    }
  }

  /// As many channels as the attribute says: what fills up the last block goes.
  private func reorderedOutput(_ call: Call) throws -> MadeValues {
    try fused(call) {
      var value = try call.input(0)
      let channels = try call.attributes.int("channels")
      let shape = try self.shape(of: value)
      if let found = shape.rank >= 3 ? shape[1].constant : nil, found != channels {
        guard channels >= 1, channels < found, found - channels < Self.widestBlock else {
          throw ImportProblem.attribute(
            "channels", "\(channels) is not the number of channels of \(shape)")
        }
        let slice = Slice(dimension: 1, start: 0, end: .constant(channels))
        value = try part("channels", .slice(slice), [value])
      }
      guard try call.attributes.flag("channels_last") else { return [value] }
      guard shape.rank >= 3 else { throw ImportProblem.shapeUnknown }
      let channelsLast = Permute([0] + Array(2..<shape.rank) + [1])
      return [try part("channelsLast", .permute(channelsLast), [value])]
    }
  }

  // MARK: How wide a block is

  /// The widest block there is.
  private static var widestBlock: Int { 16 }

  /// How many channels a block has on the machine that the file was made for, which it doesn't say: the widest of which
  /// all filters are whole ones, and all channels of blocks that filters read. Nil where no filter tells.
  func findChannelBlock() -> Int? {
    var (block, isTold) = (Self.widestBlock, false)
    func narrow(to count: Int) {
      isTold = true
      while block > 1, count % block != 0 { block /= 2 }
    }
    for list in lists {
      var inBlocks: Set<Int32> = []
      for node in list.nodes where node.operation >= 0 && domain(of: node) == ONNXDomain.blocked {
        let name = operators[node.operation].name
        if name != "ReorderOutput" { inBlocks.formUnion(list.outputs(of: node)) }
        let inputs = list.inputs(of: node)
        guard name == "Conv", inputs.count > 1, let input = inputs.first,
          let sizes = sizes(ofValueNamed: inputs[inputs.startIndex + 1]), sizes.count > 1
        else { continue }
        narrow(to: sizes[0])
        // A filter of one channel alone is that of a depthwise convolution.
        if inBlocks.contains(input), sizes[1] > 1 { narrow(to: sizes[1]) }
      }
    }
    return isTold && block > 1 ? block : nil
  }

  private func sizes(ofValueNamed name: Int32) -> [Int]? {
    name >= 0 ? frame[Int(name)].flatMap { sizes(of: $0) } : nil
  }
}
