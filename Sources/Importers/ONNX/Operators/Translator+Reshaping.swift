import ConvArithmetic
import LayerGraph

extension Translator {
  static let reshapingHandlers: [String: Handler] = [
    "Reshape": { try $0.reshape($1) },
    "Flatten": { try $0.flatten($1) },
    "Transpose": { translator, call in
      let order = try call.attributes.ints("perm") ?? Array((0..<call.rank(0)).reversed())
      return try translator.apply(.permute(Permute(order)), to: try call.input(0))
    },
    "Squeeze": { try $0.squeeze($1) },
    "Unsqueeze": { translator, call in
      guard let axes = try call.axes() else { throw ImportProblem.attributeMissing("axes") }
      if axes.isEmpty { return [try call.input(0)] }
      return try translator.apply(.unsqueeze(Unsqueeze(axes)), to: try call.input(0))
    },
    // CRD takes channels apart as C×b×b, which is PyTorch's pixel shuffle; DCR as b×b×C.
    "DepthToSpace": { translator, call in
      let isChannelFirst = try call.attributes.string("mode") == "CRD"
      return try translator.apply(
        .pixelShuffle(
          PixelShuffle(
            factor: try call.attributes.int("blocksize"),
            order: isChannelFirst ? .channelFirst : .blockFirst)), to: try call.input(0))
    },
    "SpaceToDepth": { translator, call in
      try translator.apply(
        .pixelUnshuffle(
          PixelUnshuffle(factor: try call.attributes.int("blocksize"), order: .blockFirst)),
        to: try call.input(0))
    },
  ]

  /// 0 keeps a size (unless `allowzero`), −1 is inferred.
  private func reshape(_ call: Call) throws -> MadeValues {
    guard let target = try call.dims(1) else { throw ImportProblem.inputMissing(1) }
    let keepsZero = try call.attributes.flag("allowzero")
    let sizes: [Reshape.Size] = target.map { dim in
      if dim == 0, !keepsZero { return .copy }
      return dim == -1 ? .infer : .value(dim)
    }
    return try apply(.reshape(Reshape(sizes)), to: try call.input(0))
  }

  /// Always two dimensions: what lies before the axis, and the rest.
  private func flatten(_ call: Call) throws -> MadeValues {
    let input = try call.input(0)
    let axis = try call.attributes.int("axis", default: 1)
    if axis == 1 { return try apply(.flatten(Flatten()), to: input) }
    let shape = try self.shape(of: input)
    let place = axis < 0 ? axis &+ shape.rank : axis
    guard (0...shape.rank).contains(place) else {
      throw ImportProblem.invalid(.dimensionOutOfRange(axis, shape: shape))
    }
    let before = try Shape(Array(shape.dims[..<place])).elements()
    let after = try Shape(Array(shape.dims[place...])).elements()
    return try apply(.reshape(Reshape([.value(before), .value(after)])), [input])
  }

  private func squeeze(_ call: Call) throws -> MadeValues {
    let input = try call.input(0)
    if let axes = try call.axes(), !axes.isEmpty {
      return try apply(.squeeze(Squeeze(axes)), to: input)
    }
    // All sizes of 1; an open size could be 1 as well, but isn't among ordinary ones.
    let shape = try self.shape(of: input)
    for size in shape.dims where size.constant == nil {
      guard judge.decides(size, atLeast: 2, elseAtMost: 1) == true else {
        throw ImportProblem.shapeUnknown
      }
    }
    let single = shape.dims.indices.filter { shape[$0] == 1 }
    return single.isEmpty ? [input] : try apply(.squeeze(Squeeze(single)), to: input)
  }
}
