import ConvArithmetic
import LayerGraph

extension WindowSettings {
  /// The window along each spatial axis of an input.
  func uses(over input: Shape, _ movement: (Int) -> Workings.Movement) -> [Workings.WindowUse] {
    (0..<input.spatialRank).map { axis in
      Workings.WindowUse(
        dimension: axis + Shape.firstSpatialDimension, window: window(axis: axis),
        padding: padding.policy(axis: axis), movement: movement(axis))
    }
  }

  /// F for each axis.
  func kernelFactors(rank: Int) -> [Formula] {
    Formula.factors(.kernel, (0..<rank).map { Dim(kernel[$0]) })
  }
}

extension Shape {
  /// B where a value has several samples, or an open number of them; nil for one.
  var batchFactor: Formula? {
    rank == 0 || self[0] == 1 ? nil : .size(.batch, self[0])
  }

  /// B·C·∏N; for values of another form their sizes.
  func elementFactors(_ mark: Letter.Mark = .none) -> [Formula?] {
    rank < Self.firstSpatialDimension
      ? Formula.factors(.length, dims, mark)
      : [batchFactor, .channels(of: self, mark)] + lengthFactors(mark)
  }

  /// N for each spatial axis.
  func lengthFactors(_ mark: Letter.Mark = .none) -> [Formula] {
    Formula.factors(.length, Array(dims.dropFirst(Self.firstSpatialDimension)), mark)
  }
}

extension Formula {
  static func channels(of shape: Shape, _ mark: Letter.Mark = .none) -> Formula {
    .size(.channels, shape[Shape.channelDimension], mark)
  }
}

extension Convolution.Groups {
  /// C/G, or C where there is one group. A channel for itself is 1 of C/C.
  func perGroup(_ shape: Shape, _ mark: Letter.Mark = .none, of input: Shape) -> Formula {
    let channels = Formula.channels(of: shape, mark)
    switch self {
    case .count(1): return channels
    case .count(let count): return .quotient(channels, .size(.groups, Dim(count)))
    case .depthwise: return .quotient(channels, .size(.groups, input[Shape.channelDimension]))
    }
  }
}
