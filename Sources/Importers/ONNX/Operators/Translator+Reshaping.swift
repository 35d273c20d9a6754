import ConvArithmetic
import LayerGraph

extension Translator {
  static let reshapingHandlers: [String: Handler] = [
    "Reshape": { try $0.reshape($1) },
    "Flatten": { try $0.flatten($1) },
    "Transpose": { translator, call in
      let order = try call.attributes.ints("perm") ?? Array((0..<call.rank(0)).reversed())
      return try translator.apply(.permute(Permute(order)), [try call.input(0)])
    },
    "Squeeze": { try $0.squeeze($1) },
    "Unsqueeze": { translator, call in
      guard let axes = try call.axes() else { throw ImportProblem.attributeMissing("axes") }
      if axes.isEmpty { return [try call.input(0)] }
      return try translator.apply(.unsqueeze(Unsqueeze(axes)), [try call.input(0)])
    },
    "DepthToSpace": { try $0.depthToSpace($1) },
    "SpaceToDepth": { try $0.spaceToDepth($1) },
  ]

  /// 0 keeps a size (unless `allowzero`), −1 is inferred.
  private func reshape(_ call: Call) throws -> [TensorValue?] {
    guard let target = try call.dims(1) else { throw ImportProblem.inputMissing(1) }
    let keepsZero = call.attributes.flag("allowzero")
    let sizes: [Reshape.Size] = target.map { dim in
      if dim == 0, !keepsZero { return .copy }
      return dim == -1 ? .infer : .value(dim)
    }
    return try apply(.reshape(Reshape(sizes)), [try call.input(0)])
  }

  /// Always two dimensions: what lies before the axis, and the rest.
  private func flatten(_ call: Call) throws -> [TensorValue?] {
    let input = try call.input(0)
    let axis = call.attributes.int("axis", default: 1)
    if axis == 1 { return try apply(.flatten(Flatten()), [input]) }
    let shape = try self.shape(of: input)
    let place = axis < 0 ? axis &+ shape.rank : axis
    guard (0...shape.rank).contains(place) else {
      throw ImportProblem.invalid(.dimensionOutOfRange(axis, shape: shape))
    }
    let before = try Shape(Array(shape.dims[..<place])).elements()
    let after = try Shape(Array(shape.dims[place...])).elements()
    return try apply(.reshape(Reshape([.value(before), .value(after)])), [input])
  }

  private func squeeze(_ call: Call) throws -> [TensorValue?] {
    let input = try call.input(0)
    if let axes = try call.axes(), !axes.isEmpty {
      return try apply(.squeeze(Squeeze(axes)), [input])
    }
    // All sizes of 1; an open size could be 1 as well, and then nobody knows the rank.
    let shape = try self.shape(of: input)
    if shape.dims.contains(where: { $0.isAtLeast(2) == .undecided }) {
      throw ImportProblem.shapeUnknown
    }
    let single = shape.dims.indices.filter { shape[$0] == 1 }
    return single.isEmpty ? [input] : try apply(.squeeze(Squeeze(single)), [input])
  }

  /// CRD takes channels apart as C×b×b, which is PyTorch's pixel shuffle; DCR as b×b×C.
  private func depthToSpace(_ call: Call) throws -> [TensorValue?] {
    let input = try call.input(0)
    let factor = call.attributes.int("blocksize")
    if call.attributes.string("mode") == "CRD" {
      return try apply(.pixelShuffle(PixelShuffle(factor: factor)), [input])
    }
    let (shape, block) = try blocks(input, factor)
    let channels = try shape[1].floorDivided(by: try factor.times(factor))
    let split = try one(
      .reshape(
        Reshape([shape[0], block, block, channels, shape[2], shape[3]].map { .value($0) })),
      [input], step: "split")
    let turned = try one(.permute(Permute([0, 3, 4, 1, 5, 2])), [split], step: "turn")
    let sizes = [shape[0], channels, try shape[2] * block, try shape[3] * block]
    return try apply(.reshape(Reshape(sizes.map { .value($0) })), [turned])
  }

  private func spaceToDepth(_ call: Call) throws -> [TensorValue?] {
    let input = try call.input(0)
    let factor = call.attributes.int("blocksize")
    let (shape, block) = try blocks(input, factor)
    let rows = try shape[2].floorDivided(by: factor)
    let columns = try shape[3].floorDivided(by: factor)
    let split = try one(
      .reshape(Reshape([shape[0], shape[1], rows, block, columns, block].map { .value($0) })),
      [input], step: "split")
    let turned = try one(.permute(Permute([0, 3, 5, 1, 2, 4])), [split], step: "turn")
    let channels = try shape[1] * .constant(try factor.times(factor))
    return try apply(
      .reshape(Reshape([shape[0], channels, rows, columns].map { .value($0) })), [turned])
  }

  private func blocks(_ input: TensorValue, _ factor: Int) throws -> (Shape, Dim) {
    let shape = try self.shape(of: input)
    if factor < 1 {
      throw ImportProblem.invalid(.settingTooSmall("blocksize", value: factor, least: 1))
    }
    if shape.rank != 4 { throw ImportProblem.invalid(.rankDiffers(expected: 4, shape: shape)) }
    return (shape, .constant(factor))
  }
}
