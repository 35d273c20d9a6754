import Analyses
import ConvArithmetic
import LayerGraph

/// A network with fewer channels: fields and holes do not depend on the width, and every operation is
/// still there to be counted, so runs that would take minutes take milliseconds.
struct Narrowing {
  let graph: Graph
  /// What channel counts were divided by (rounding up, two staying two); 1 when nothing could be.
  let factor: Int

  /// The narrowest variant whose spatial sizes are all the same.
  ///
  /// Relations between widths (sums, concatenations, splits) survive division by a common factor;
  /// a factor under which they do not is found out by analysing the narrowed network and given up.
  init(_ graph: Graph, _ report: Report) {
    for factor in [64, 32, 16, 8, 4, 2] {
      guard let narrowed = Self.divided(graph, by: factor, report),
        let analysed = try? narrowed.report(report.options), Self.agree(report, analysed)
      else { continue }
      // Networks of one or two channels are as narrow as can be.
      if Self.areEqual(report, analysed) { break }
      self.graph = narrowed
      self.factor = factor
      return
    }
    self.graph = graph
    factor = 1
  }

  private static func agree(_ wide: Report, _ narrow: Report) -> Bool {
    wide.layers.indices.allSatisfy { index in
      zip(wide.layers[index].outputs, narrow.layers[index].outputs).allSatisfy { wide, narrow in
        guard let first = wide.shape.value, let second = narrow.shape.value else { return false }
        return first.rank == second.rank
          && first.dims.dropFirst(Shape.firstSpatialDimension)
            == second.dims.dropFirst(Shape.firstSpatialDimension)
      }
    }
  }

  private static func areEqual(_ wide: Report, _ narrow: Report) -> Bool {
    zip(wide.layers, narrow.layers).allSatisfy { wide, narrow in
      wide.outputs.map(\.shape) == narrow.outputs.map(\.shape)
    }
  }

  private static func divided(_ graph: Graph, by factor: Int, _ report: Report) -> Graph? {
    var nodes = graph.nodes
    for index in nodes.indices {
      var input: Int?
      if let first = nodes[index].inputs.first {
        let shape = report.layers[first.node].outputs[first.output].shape.value
        input = shape.flatMap { $0.rank > 1 ? $0[Shape.channelDimension].constant : nil }
      }
      guard let narrowed = nodes[index].operation.divided(by: factor, inputChannels: input) else {
        return nil
      }
      nodes[index].operation = narrowed
    }
    return try? Graph(
      name: graph.name, nodes: nodes, outputs: graph.outputs, hasBatch: graph.hasBatch)
  }
}

extension Int {
  /// ⌈self/factor⌉, but two channels stay two: with one, a product of widths could not be told from one
  /// of them, nor a depthwise convolution from another.
  fileprivate func shared(by factor: Int) -> Int {
    let share = (self - 1) / factor + 1
    return share == 1 && self > 1 ? 2 : share
  }

  /// As many groups as divide the narrowed widths; nil when several would become one.
  fileprivate func groups(fitting channels: Int) -> Int? {
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
  fileprivate func divided(by factor: Int, inputChannels: Int?) -> Operator? {
    switch self {
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
    case .batchNorm(var payload):
      payload.channels = nil
      return .batchNorm(payload)
    case .groupNorm(var payload):
      guard
        let groups = inputChannels.flatMap({
          payload.groups.groups(fitting: $0.shared(by: factor))
        })
      else { return nil }
      payload.groups = groups
      return .groupNorm(payload)
    case .channelShuffle(var payload):
      guard
        let groups = inputChannels.flatMap({
          payload.groups.groups(fitting: $0.shared(by: factor))
        })
      else { return nil }
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
    case .constant, .reshape, .expand, .multiHeadAttention, .windowAttention, .custom, .opaque:
      return nil
    case .input, .pool, .adaptivePool, .layerNorm, .instanceNorm, .localResponseNorm,
      .activation, .softmax, .dropout, .identity, .scale, .flatten, .permute, .squeeze,
      .unsqueeze, .pixelShuffle, .pixelUnshuffle, .elementwise, .concat, .crop, .cropLike, .pad,
      .resize, .reduce, .matMul,
      .select, .cast, .tile, .einsum:
      return self
    }
  }
}
