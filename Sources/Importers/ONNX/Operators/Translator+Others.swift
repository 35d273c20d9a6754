import ConvArithmetic
import Escaping
import LayerGraph

extension Translator {
  /// Operators whose results have a known size but whose way of reading isn't modelled: everything
  /// after them keeps its shape, and its field is unknown.
  static let otherHandlers: [String: Handler] = {
    var handlers: [String: Handler] = [:]
    for operation in [
      "MeanVarianceNormalization", "ScatterElements", "Scatter", "BitShift",
      "BitwiseAnd", "BitwiseOr", "BitwiseXor", "BitwiseNot", "Bernoulli", "RandomNormalLike",
      "RandomUniformLike", "ReverseSequence",
    ] {
      handlers[operation] = { translator, call in
        try translator.known(call, [try call.shape(0)])
      }
    }
    // Each place along other dimensions stays what it is.
    for (operation, axis) in [("Hardmax", 1), ("LpNormalization", -1)] {
      handlers[operation] = { translator, call in
        let shape = try call.shape(0)
        let usual = call.version < 13 ? axis : -1
        return try translator.known(
          call, [shape], along: translator.axis(call, rank: shape.rank, default: usual))
      }
    }
    handlers["Trilu"] = { try $0.known($1, [try $1.shape(0)], along: nil) }
    handlers["GatherElements"] = { try $0.known($1, [try $1.shape(1)]) }
    handlers["TopK"] = { try $0.topK($1) }
    handlers["OneHot"] = { try $0.oneHot($1) }
    handlers["GatherND"] = { try $0.gatherND($1) }
    handlers["RoiAlign"] = { try $0.roiAlign($1) }
    handlers["MaxRoiPool"] = { try $0.roiPool($1) }
    for operation in ["RandomNormal", "RandomUniform"] {
      handlers[operation] = { try $0.random($1) }
    }
    handlers["CenterCropPad"] = { try $0.centerCropPad($1) }
    handlers["Attention"] = { try $0.attention($1) }
    handlers["RotaryEmbedding"] = { try $0.rotated($1) }
    // Known, but how much they make depends on the data.
    for operation in ["NonZero", "NonMaxSuppression", "Unique", "Compress"] {
      handlers[operation] = { _, _ in throw ImportProblem.dataDependent(0) }
    }
    return handlers
  }()

  /// Results of known shapes; of constants, they are constants.
  func known(
    _ call: Call, _ shapes: [Shape], multiplyAccumulates: Dim? = 0, kept: [Int] = [],
    weights: Set<Int> = [], settings: Set<Int> = []
  ) throws -> MadeValues {
    let inputs = call.inputs.compactMap { $0 }
    if shapes.allSatisfy({ $0.dims.contains(0) }) {
      return MadeValues(shapes.map { empty($0, type: .float) })
    }
    if !inputs.contains(where: { $0.isData || isMadeByLayer($0) }) {
      let parts = parts(of: inputs, areOperands: true)
      let type = call.optional(0).map { self.type(of: $0) } ?? .float
      return MadeValues(
        shapes.map {
          constant(ConstantTensor(shape: $0, type: type, .unknown, parts: parts, unread: unread))
        })
    }
    return try opaque(
      call, isKnown: true, shapes: shapes, multiplyAccumulates: multiplyAccumulates, kept: kept,
      weights: weights, settings: settings)
  }

  /// The same of an operator that looks along one dimension, or along none: places along others stay what they are.
  private func known(_ call: Call, _ shapes: [Shape], along axis: Int?) throws -> MadeValues {
    let rank = shapes.first?.rank ?? 0
    return try known(call, shapes, kept: (0..<rank).filter { $0 != axis })
  }

  func axis(_ call: Call, rank: Int, default missing: Int) throws -> Int {
    let axis = try call.attributes.int("axis", default: missing)
    guard let place = Folding.place(axis, rank) else {
      throw ImportProblem.attribute("axis", "\(axis) is no dimension of \(rank)")
    }
    return place
  }

  private func topK(_ call: Call) throws -> MadeValues {
    var shape = try call.shape(0)
    let axis = try axis(call, rank: shape.rank, default: -1)
    if call.version < 10 {
      shape[axis] = .constant(try call.attributes.int("k"))
    } else {
      guard let count = try call.dims(1)?.first else { throw ImportProblem.dataDependent(1) }
      shape[axis] = count
    }
    return try known(call, [shape, shape], along: axis)
  }

  private func oneHot(_ call: Call) throws -> MadeValues {
    var dims = try call.shape(0).dims
    guard let depth = try call.dims(1)?.first else { throw ImportProblem.dataDependent(1) }
    dims.insert(depth, at: try axis(call, rank: dims.count + 1, default: -1))
    return try known(call, [Shape(dims)])
  }

  /// data d₁…dₙ, indices i₁…i_m with tuples of i_m: batch + i without the last + the rest of data.
  private func gatherND(_ call: Call) throws -> MadeValues {
    let (data, indices) = (try call.shape(0), try call.shape(1))
    let batch = try call.attributes.int("batch_dims")
    guard let length = indices.dims.last?.constant, batch >= 0, length >= 0,
      batch.addingReportingOverflow(length).overflow == false, batch + length <= data.rank
    else { throw ImportProblem.shapeUnknown }
    if batch == 0, length == 1, let places = try call.array(1)?.integers {
      // Tuples of one number pick along the first dimension.
      return try apply(
        .gather(
          Gather(dimension: 0, indices: places, indexShape: Shape(Array(indices.dims.dropLast())))),
        to: try call.input(0))
    }
    if batch == 0, let places = try call.array(1)?.integers,
      let picks = GridPicks(places, sizes: indices.dims.compactMap(\.constant))
    {
      return try pick(picks, from: try call.input(0))
    }
    return try known(call, [Shape(indices.dims.dropLast() + data.dims[(batch + length)...])])
  }

  /// A grid of places is picked dimension by dimension: x[:, :, i, j] with rows i and columns j.
  private func pick(_ picks: GridPicks, from data: TensorValue) throws -> MadeValues {
    var value = data
    var dimension = 0
    for pick in picks.coordinates {
      let shape: Shape = pick.index == nil ? [] : [.constant(pick.places.count)]
      value = try one(
        .gather(Gather(dimension: dimension, indices: pick.places, indexShape: shape)), [value])
      if pick.index != nil { dimension += 1 }
    }
    let rank = try shape(of: value).rank
    if picks.order != Array(0..<dimension) {
      value = try one(.permute(Permute(picks.order + Array(dimension..<rank))), [value])
    }
    return picks.single.isEmpty
      ? [value] : try apply(.unsqueeze(Unsqueeze(picks.single)), [value])
  }

  private func roiAlign(_ call: Call) throws -> MadeValues {
    let (data, regions) = (try call.shape(0), try call.shape(1))
    guard data.rank == 4, regions.rank == 2 else { throw ImportProblem.shapeUnknown }
    let height = try call.attributes.int("output_height", default: 1)
    let width = try call.attributes.int("output_width", default: 1)
    return try known(call, [[regions[0], data[1], .constant(height), .constant(width)]])
  }

  /// As above, with a region in each row of five.
  private func roiPool(_ call: Call) throws -> MadeValues {
    let (data, regions) = (try call.shape(0), try call.shape(1))
    guard let size = try call.attributes.ints("pooled_shape") else {
      throw ImportProblem.attributeMissing("pooled_shape")
    }
    guard data.rank == 4, regions.rank == 2, size.count == 2 else {
      throw ImportProblem.shapeUnknown
    }
    return try known(call, [[regions[0], data[1], .constant(size[0]), .constant(size[1])]])
  }

  /// What is drawn by chance depends on nothing.
  private func random(_ call: Call) throws -> MadeValues {
    guard let sizes = try call.attributes.ints("shape") else {
      throw ImportProblem.attributeMissing("shape")
    }
    return [constant(ConstantTensor(shape: Shape(sizes: sizes), type: .float, .unknown))]
  }

  private func centerCropPad(_ call: Call) throws -> MadeValues {
    var shape = try call.shape(0)
    guard let target = try call.dims(1) else { throw ImportProblem.dataDependent(1) }
    let axes = try call.attributes.ints("axes") ?? Array(0..<shape.rank)
    guard axes.count == target.count else {
      throw ImportProblem.listsDiffer("axes", axes.count, "shape", target.count)
    }
    for (axis, size) in zip(axes, target) {
      guard let place = Folding.place(axis, shape.rank) else { throw ImportProblem.shapeUnknown }
      shape[place] = size
    }
    return try known(call, [shape])
  }

  /// Q, K, V as N×heads×L×E, or as N×L×(heads·E); past keys and values come before the new ones.
  private func attention(_ call: Call) throws -> MadeValues {
    if let followed = try followedAttention(call) { return followed }
    let (query, key, value) = (try call.shape(0), try call.shape(1), try call.shape(2))
    guard query.rank == value.rank, key.rank == value.rank else { throw ImportProblem.shapeUnknown }
    let past = try call.optional(4).map { try shape(of: $0) }
    if let past, past.rank != 4 { throw ImportProblem.shapeUnknown }
    if query.rank == 4 {
      let length = try past.map { try $0[2] + key[2] } ?? key[2]
      let pairs = try query[0] * query[1] * query[2] * length
      return try known(
        call,
        [
          [query[0], query[1], query[2], value[3]], [key[0], key[1], length, key[3]],
          [value[0], value[1], length, value[3]], [query[0], query[1], query[2], length],
        ], multiplyAccumulates: try pairs * (try query[3] + value[3]))
    }
    let heads = try call.attributes.int("q_num_heads")
    let keyHeads = try call.attributes.int("kv_num_heads")
    guard query.rank == 3, heads > 0, keyHeads > 0,
      let head = value[2].exactlyDivided(by: keyHeads),
      let keyHead = key[2].exactlyDivided(by: keyHeads)
    else { throw ImportProblem.shapeUnknown }
    let length = try past.map { try $0[2] + key[1] } ?? key[1]
    return try known(
      call,
      [
        [query[0], query[1], try head * .constant(heads)],
        [query[0], .constant(keyHeads), length, keyHead],
        [query[0], .constant(keyHeads), length, head],
        [query[0], .constant(heads), query[1], length],
      ],
      multiplyAccumulates: try query[0] * .constant(heads) * query[1] * length
        * (try keyHead + head))
  }
}
