import ConvArithmetic
import LayerGraph

// Attention as onnxruntime has it in one operator, and what stands around it.

extension Translator {
  static let transformerHandlers: [String: Handler] = [
    "Attention": { try $0.projectedAttention($1) },
    "QAttention": { try $0.quantizedAttention($1) },
    "MultiHeadAttention": { try $0.multiHeadAttention($1) },
    "EmbedLayerNormalization": { try $0.embedding($1) },
    "RotaryEmbedding": { try $0.rotated($1) },
  ]

  /// Pairs of features are turned by an angle of their place: other dimensions stay what they are.
  func rotated(_ call: Call) throws -> MadeValues {
    let shape = try call.shape(0)
    return try known(call, [shape], kept: Array(0..<max(0, shape.rank - 1)))
  }

  /// X, the matrix that makes queries, keys and values of it, its bias, mask, past, and what is added to scores.
  private func projectedAttention(_ call: Call) throws -> MadeValues {
    let weight = try call.input(1)
    return try attention(
      call, try call.input(0), weight, weight, bias: call.optional(2), mask: call.optional(3),
      past: call.optional(4), scores: call.optional(5))
  }

  /// The same of whole numbers: X, matrix, bias, the scales of both, mask, their zero points, past.
  private func quantizedAttention(_ call: Call) throws -> MadeValues {
    let weight = try call.input(1)
    let real = weight.isData ? weight : try dequantizedConstant(weight, try call.input(4))
    return try fused(call, type: storedType(of: try call.input(3)) ?? .float32) {
      let input = try part("dequantize") {
        try dequantized(
          try call.input(0),
          QuantizationGrid(scale: try call.input(3), zeroPoint: call.optional(6)))
      }
      return try attention(
        call, input, weight, real, bias: call.optional(2), mask: call.optional(5),
        past: call.optional(8), scores: nil)
    }
  }

  private func attention(
    _ call: Call, _ input: TensorValue, _ stored: TensorValue, _ weight: TensorValue,
    bias: TensorValue?, mask: TensorValue?, past: TensorValue?, scores: TensorValue?
  ) throws -> MadeValues {
    let (shape, sizes) = (try self.shape(of: input), try self.shape(of: weight))
    let heads = try call.attributes.int("num_heads")
    guard shape.rank == 3, isWeight(weight), let sizes = sizes.sizes, sizes.count == 2,
      sizes[0] >= 1, sizes[1] >= 1, heads >= 1
    else { throw ImportProblem.shapeUnknown }
    let parts =
      try call.attributes.ints("qkv_hidden_sizes") ?? Array(repeating: sizes[1] / 3, count: 3)
    guard parts.count == 3, parts.allSatisfy({ $0 >= 1 && $0 % heads == 0 }),
      parts.reduce(0, &+) == sizes[1]
    else { throw ImportProblem.shapeUnknown }
    let isFollowed =
      try past == nil && !call.attributes.flag("unidirectional")
      && !call.attributes.flag("do_rotary") && !call.wants(from: 1) && isFollowed(mask)
    guard isFollowed else {
      let projections = try shape.elements() * Dim(sizes[1])
      let pairs = try shape[0] * shape[1] * shape[1]
      // Keys that are kept from before are as many as the run before made.
      let isOpen = past != nil
      return try known(
        call, [[shape[0], shape[1], .constant(parts[2])]],
        multiplyAccumulates: isOpen ? nil : try projections + pairs * Dim(parts[0] + parts[2]),
        kept: [0], weights: [1, 2])
    }
    return try fused(call, type: storedType(of: input)) {
      let linear = Linear(
        outputFeatures: sizes[1], hasBias: bias != nil, inputFeatures: sizes[0])
      let held = HeldTensors(weights: weight, biases: bias)
      let all = try self.value(ofPart: "qkv") {
        try apply(.linear(linear), to: input, holding: held)
      }
      let split = try part("split") {
        try apply(.split(Split(dimension: -1, parts: .sizes(parts))), to: all)
      }
      let values = [split.first] + split.others
      let (query, key, value) = (
        try self.heads(values[0], heads), try self.heads(values[1], heads),
        try self.heads(values[2], heads)
      )
      let addends = [try mask.map { try maskScores($0) }, scores].compactMap { $0 }
      return [
        try merged(
          try attended(query, key, value, scale: try scale(call, parts[0] / heads), addends),
          features: parts[2])
      ]
    }
  }

  /// Query, key and value of N×L×E, a bias of all three, a mask of keys, and what is added to scores.
  private func multiHeadAttention(_ call: Call) throws -> MadeValues {
    let heads = try call.attributes.int("num_heads")
    let query = try call.shape(0)
    guard heads >= 1 else { throw ImportProblem.shapeUnknown }
    guard let key = call.optional(1), let value = call.optional(2), query.rank == 3,
      try shape(of: key).rank == 3, try shape(of: value).rank == 3,
      let width = query[2].constant, let valueWidth = try shape(of: value)[2].constant,
      width >= heads, width % heads == 0, valueWidth % heads == 0
    else { return try packedAttention(call, query, heads) }
    let isFollowed =
      try call.inputs.dropFirst(6).allSatisfy { $0 == nil } && !call.wants(from: 1)
      && !call.attributes.flag("unidirectional")
      && (call.optional(4).map { try shape(of: $0).rank != 1 } ?? true)
    guard isFollowed else {
      return try known(
        call, [[query[0], query[1], .constant(valueWidth)]], multiplyAccumulates: nil, kept: [0])
    }
    return try fused(call) {
      var values = [try call.input(0), key, value]
      if let bias = call.optional(3) {
        var start = 0
        for (index, count) in [width, width, valueWidth].enumerated() {
          let end = try start.plus(count)
          let piece = try part(
            "bias", .slice(Slice(dimension: 0, start: .constant(start), end: .constant(end))),
            [bias])
          values[index] = try part("add", .elementwise(Elementwise(.add)), [values[index], piece])
          start = end
        }
      }
      let split = try values.map { try self.heads($0, heads) }
      let addends = [try call.optional(4).map { try maskScores($0) }, call.optional(5)]
      return [
        try merged(
          try attended(
            split[0], split[1], split[2], scale: try scale(call, width / heads),
            addends.compactMap { $0 }), features: valueWidth)
      ]
    }
  }

  /// Queries, keys and values in one value: N×L×heads×3×E.
  private func packedAttention(_ call: Call, _ query: Shape, _ heads: Int) throws -> MadeValues {
    guard query.rank == 5, call.optional(1) == nil, query[2] == .constant(heads) else {
      throw ImportProblem.shapeUnknown
    }
    let features = try query[4] * .constant(heads)
    let pairs = try query[0] * query[1] * query[1]
    return try known(
      call, [[query[0], query[1], features]],
      multiplyAccumulates: call.optional(6) == nil ? try pairs * features * 2 : nil, kept: [0])
  }

  /// ONNX's own attention of Q, K and V, with what is added to scores; nil where a run before, an order of places or a
  /// bound on scores comes in, which are not followed.
  func followedAttention(_ call: Call) throws -> MadeValues? {
    let (query, key) = (try call.shape(0), try call.shape(1))
    let plain: Set<String> = [
      "scale", "q_num_heads", "kv_num_heads", "is_causal", "softcap", "qk_matmul_output_mode",
      "softmax_precision",
    ]
    guard call.inputs.dropFirst(4).allSatisfy({ $0 == nil }), !call.wants(from: 1),
      try !call.attributes.flag("is_causal"),
      try call.attributes.float("softcap", default: 0) == 0,
      plain.isSuperset(of: call.attributes.byName.keys), query.rank == key.rank,
      try (0..<3).contains(where: { try call.input($0).isData })
    else { return nil }
    let values = try (0..<3).map { try call.input($0) }
    let heads = try call.attributes.int("q_num_heads")
    let isCut = query.rank == 4
    guard isCut ? query[1] == key[1] : heads >= 1 && query.rank == 3,
      try isCut || heads == call.attributes.int("kv_num_heads"),
      let mask = try addedMask(call, keys: key[isCut ? 2 : 1]),
      let features = try self.features(of: query, isCut ? 1 : heads)
    else { return nil }
    let scale = try call.attributes.float("scale", default: 1 / Double(features).squareRoot())
    return try fused(call) {
      if isCut { return [try attended(values[0], values[1], values[2], scale: scale, mask)] }
      let split = try values.map { try self.heads($0, heads) }
      guard let width = try shape(of: values[2])[2].constant else {
        throw ImportProblem.shapeUnknown
      }
      return [
        try merged(
          try attended(split[0], split[1], split[2], scale: scale, mask), features: width)
      ]
    }
  }

  /// The features of a head; nil where that isn't known.
  private func features(of query: Shape, _ heads: Int) throws -> Int? {
    guard let width = query.dims.last?.constant, width >= heads, width % heads == 0 else {
      return nil
    }
    return width / heads
  }

  /// What is added to scores; nil for truth values, and where it is shorter than the keys.
  private func addedMask(_ call: Call, keys: Dim) throws -> [TensorValue]? {
    guard let mask = call.optional(3) else { return [] }
    guard storedType(of: mask) != .bool, let last = try shape(of: mask).dims.last,
      last == keys || last == 1
    else { return nil }
    return [mask]
  }

  // MARK: What they share

  private func scale(_ call: Call, _ features: Int) throws -> Double {
    let scale = try call.attributes.float("scale", default: 0)
    return scale == 0 ? 1 / Double(features).squareRoot() : scale
  }

  /// N×L×(heads·E) as N×heads×L×E.
  func heads(_ value: TensorValue?, _ count: Int) throws -> TensorValue {
    guard let value, let features = try shape(of: value).dims.last?.constant,
      features % count == 0, features >= count
    else { throw ImportProblem.shapeUnknown }
    let cut = try part(
      "heads",
      .reshape(Reshape([.copy, .copy, .value(Dim(count)), .value(Dim(features / count))])),
      [value])
    return try part("heads", .permute(Permute([0, 2, 1, 3])), [cut])
  }

  /// N×heads×L×E as N×L×(heads·E).
  func merged(_ value: TensorValue, features: Int) throws -> TensorValue {
    let turned = try part("merge", .permute(Permute([0, 2, 1, 3])), [value])
    return try part("merge", .reshape(Reshape([.copy, .copy, .value(Dim(features))])), [turned])
  }

  /// softmax(scale·Q·Kᵀ + …)·V of N×heads×L×E.
  func attended(
    _ query: TensorValue, _ key: TensorValue, _ value: TensorValue, scale: Double,
    _ addends: [TensorValue]
  ) throws -> TensorValue {
    var scores = try part("scores", .matMul(MatMul(transposesSecond: true)), [query, key])
    scores = try scaled(scores, by: scale)
    for addend in addends {
      scores = try part("mask", .elementwise(Elementwise(.add)), [scores, addend])
    }
    let shares = try part("softmax", .softmax(Softmax(dimension: -1)), [scores])
    return try part("mix", .matMul(MatMul()), [shares, value])
  }

  /// Whether a mask is one of keys, or of pairs of queries and keys.
  private func isFollowed(_ mask: TensorValue?) throws -> Bool {
    guard let mask else { return true }
    return try (2...3).contains(shape(of: mask).rank)
  }

  /// 0 for what is seen and −10000 for what is not, over N×heads×L×S.
  private func maskScores(_ mask: TensorValue) throws -> TensorValue {
    let rank = try shape(of: mask).rank
    let scores = try part(
      "mask", .activation(Activation(.affine(scale: 10000, offset: -10000))), [mask])
    return try part("mask", .unsqueeze(Unsqueeze(rank == 2 ? [1, 2] : [1])), [scores])
  }

  /// Words, segments, tables of words, positions and segments, γ, β, mask, positions. Makes the norm of their sum,
  /// the number of words that are seen, and the sum.
  private func embedding(_ call: Call) throws -> MadeValues {
    let words = try call.input(0)
    let shape = try self.shape(of: words)
    guard shape.rank == 2 else { throw ImportProblem.shapeUnknown }
    return try fused(call, type: storedType(of: try call.input(2)) ?? .float32) {
      func row(_ name: StaticString, _ table: Int, _ places: TensorValue) throws -> TensorValue {
        let gather = Gather(dimension: 0, indices: nil, indexShape: try self.shape(of: places))
        return try part(name, .gather(gather), [try call.input(table), places])
      }
      var summands = [try row("words", 2, words)]
      if let places = call.optional(8) {
        summands.append(try row("positions", 3, places))
      } else {
        summands.append(
          try part(
            "positions", .slice(Slice(dimension: 0, start: 0, end: shape[1])),
            [try call.input(3)]))
      }
      if let segments = call.optional(1), call.optional(4) != nil {
        summands.append(try row("segments", 4, segments))
      }
      let sum = try part("add", .elementwise(Elementwise(.add)), summands)
      let norm = try part("norm") {
        try layerNorm(
          call.reading([sum, try call.input(5), call.optional(6)], outputs: 1), isCentered: true)
      }
      var seen: TensorValue?
      if call.wants(1), let mask = call.optional(7) {
        seen = try part("mask", .reduce(Reduce(.sum, dimensions: [1])), [mask])
      }
      return MadeValues(norm.first, others: [seen, sum])
    }
  }
}
