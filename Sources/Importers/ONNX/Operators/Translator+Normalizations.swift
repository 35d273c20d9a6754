import ConvArithmetic
import LayerGraph

extension Translator {
  static let normalizationHandlers: [String: Handler] = [
    "BatchNormalization": { try $0.batchNorm($1) },
    "InstanceNormalization": { try $0.instanceNorm($1) },
    "GroupNormalization": { try $0.groupNorm($1) },
    "LayerNormalization": { try $0.layerNorm($1, isCentered: true) },
    "RMSNormalization": { try $0.layerNorm($1, isCentered: false) },
    // What onnxruntime calls so in ONNX's own name.
    "SimplifiedLayerNormalization": { try $0.layerNorm($1, isCentered: false) },
    "LRN": { translator, call in
      guard call.attributes.has("size") else { throw ImportProblem.attributeMissing("size") }
      return try translator.apply(
        .localResponseNorm(
          LocalResponseNorm(
            size: try call.attributes.int("size"),
            alpha: try call.attributes.float("alpha", default: 1e-4),
            beta: try call.attributes.float("beta", default: 0.75),
            k: try call.attributes.float("bias", default: 1))), to: try call.input(0))
    },
  ]

  /// While training the statistics are those of the batch, and new running ones come out; the format said so
  /// by more outputs than one before it had an attribute. Exports have it to standardise weights.
  private func batchNorm(_ call: Call) throws -> MadeValues {
    let isTraining = try call.attributes.flag("training_mode") || call.wants(from: 1)
    let (input, scale, shift) = (try call.input(0), try call.input(1), try call.input(2))
    guard isWeight(scale), isWeight(shift) else { throw ImportProblem.dataDependent(1) }
    var norm = BatchNorm(
      hasRunningStatistics: !isTraining,
      epsilon: try call.attributes.float("epsilon", default: 1e-5),
      channels: try sizes(of: scale)?.first ?? shape(of: scale).dims.first?.constant)
    norm.hasBatchCounter = false
    if let channels = norm.channels {
      for (index, what) in [(2, "shift"), (3, "mean"), (4, "variance")] {
        try requirePerChannel(what, call.optional(index), channels)
      }
    }
    var held = HeldTensors(scale: scale, shift: shift)
    if !isTraining { (held.means, held.variances) = (call.optional(3), call.optional(4)) }
    let made = try apply(.batchNorm(norm), to: input, holding: held)
    guard call.wants(from: 1) else { return made }
    let (whole, statistics) = (try shape(of: input), try shape(of: scale))
    let count = call.outputCount - 1
    if !input.isData {
      let running = (0..<count).map { _ in
        constant(ConstantTensor(shape: statistics, type: type(of: input), .unknown))
      }
      return MadeValues(made.first, others: running)
    }
    let shapes = [whole] + Array(repeating: statistics, count: count)
    let all = try opaque(call, isKnown: true, shapes: shapes, multiplyAccumulates: 0)
    return MadeValues(made.first, others: all.others)
  }

  private func instanceNorm(_ call: Call) throws -> MadeValues {
    if let shape = try? call.shape(0), shape.rank >= 2, let channels = shape[1].constant {
      try requirePerChannel("scale", call.optional(1), channels)
      try requirePerChannel("shift", call.optional(2), channels)
    }
    return try apply(
      .instanceNorm(
        InstanceNorm(isAffine: true, epsilon: try call.attributes.float("epsilon", default: 1e-5))),
      to: try call.input(0),
      holding: HeldTensors(scale: call.optional(1), shift: call.optional(2)))
  }

  /// - Throws: `.notSpread` if a constant, where there is one, has another size than the first input or 1,
  ///   counted from the last, as ONNX broadcasts in one direction.
  func requireSpread(_ what: String, _ value: TensorValue?, _ call: Call) throws {
    guard let sizes = value.flatMap({ self.sizes(of: $0) }), let input = try? call.shape(0) else {
      return
    }
    let fits =
      sizes.count <= input.rank
      && zip(sizes.reversed(), input.dims.reversed()).allSatisfy {
        $0 == 1 || $1.constant == nil || $1.constant == $0
      }
    if !fits { throw ImportProblem.notSpread(what, Shape(sizes: sizes), over: input) }
  }

  /// Operator set 18 has a scale and bias for each group, 21 for each channel.
  private func groupNorm(_ call: Call) throws -> MadeValues {
    let groups = try call.attributes.int("num_groups")
    let norm = GroupNorm(
      groups: groups, isAffinePerGroup: call.version < 21,
      epsilon: try call.attributes.float("epsilon", default: 1e-5))
    return try apply(
      .groupNorm(norm), to: try call.input(0),
      holding: HeldTensors(scale: call.optional(1), shift: call.optional(2)))
  }

  func layerNorm(_ call: Call, isCentered: Bool) throws -> MadeValues {
    let axis = try call.attributes.int("axis", default: -1)
    let count = axis < 0 ? 0 &- axis : try call.rank(0) - axis
    let (scale, bias) = (call.optional(1), isCentered ? call.optional(2) : nil)
    // More than one learned number for each element it normalises would be another layer.
    if let scale, !isWeight(scale) { throw ImportProblem.dataDependent(1) }
    try requireSpread("scale", scale, call)
    try requireSpread("bias", bias, call)
    var norm = LayerNorm(
      axes: .trailing(count), isAffine: scale != nil, hasBias: bias != nil,
      epsilon: try call.attributes.float("epsilon", default: 1e-5))
    norm.isCentered = isCentered
    let result = try apply(
      .layerNorm(norm), to: try call.input(0),
      holding: HeldTensors(scale: scale, shift: bias))
    // ONNX lets one number, or fewer than it normalises, be broadcast.
    if case .data(let node)? = result.first, let scale, let sizes = sizes(of: scale),
      sizes.count != count || sizes.contains(1)
    {
      made.holders.markIrregular(node.node)
    }
    guard call.wants(from: 1) else { return result }
    // Mean and inverse deviation: a 1 for each normalised dimension.
    let whole = try call.shape(0)
    guard count >= 1, count <= whole.rank else {
      throw ImportProblem.invalid(.dimensionOutOfRange(axis, shape: whole))
    }
    var reduced = whole
    for index in whole.rank - count..<whole.rank { reduced[index] = 1 }
    let shapes = [whole] + Array(repeating: reduced, count: call.outputCount - 1)
    let all = try opaque(call, isKnown: true, shapes: shapes, multiplyAccumulates: 0)
    return MadeValues(result.first, others: all.others)
  }
}
