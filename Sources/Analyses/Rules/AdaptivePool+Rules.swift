import ConvArithmetic
public import LayerGraph

extension AdaptivePool: RulesPerInput, ParameterFree, MultiplyFree {
  public func outputShapes(
    of inputs: [Shape], requirements: inout Requirements
  ) throws -> [Shape] {
    let input = inputs[0]
    try input.requireRank(atLeast: 3)
    if !output.fits(rank: input.spatialRank) {
      throw Problem.axisCount(
        "output size", given: output.values.count, spatialRank: input.spatialRank)
    }
    var result = input
    for axis in 0..<input.spatialRank {
      if let size = output[axis] { result[axis + Shape.firstSpatialDimension] = Dim(size) }
    }
    return [result]
  }

  public func routes(input: Int, output: Int, _ site: Site) throws -> [Route] {
    var routes: [Route] = [.kept(0), .kept(Shape.channelDimension)]
    for axis in 0..<site.inputs[0].spatialRank {
      routes.append(
        try route(axis: axis, length: site.inputs[0][axis + Shape.firstSpatialDimension]))
    }
    return routes
  }

  /// Window i covers ⌊i·N/O⌋ … ⌈(i + 1)·N/O⌉ − 1 = ⌊(i·N + N − 1)/O⌋ (PyTorch's adaptive pools).
  private func route(axis: Int, length: Dim) throws -> Route {
    let dimension = axis + Shape.firstSpatialDimension
    guard let size = output[axis], length != Dim(size) else { return .kept(dimension) }
    if size == 1 { return .all }
    guard let length = length.constant else {
      return .lost(.openSize(length), in: dimension)
    }
    return .along(
      output: dimension,
      AxisMap(.span(.init(advance: length, low: 0, high: length - 1, divisor: size))))
  }

  /// The windows' sizes along an axis sum to N + O − gcd(N, O), since consecutive windows share a
  /// position wherever O does not divide i·N. Operations are as for a pool of each window's size.
  public func work(_ site: Site) throws -> Work {
    var taps = try site.inputs[0][0] * site.inputs[0][Shape.channelDimension]
    for axis in 0..<site.inputs[0].spatialRank {
      guard case .known(let sum) = try tapsAlong(axis, site) else {
        return Work(floatingPointOperations: try tapsAlong(axis, site))
      }
      taps = try taps * sum
    }
    return Work(
      operations: try function.operations(taps: taps, windows: site.outputs[0].elements()))
  }

  private func tapsAlong(_ axis: Int, _ site: Site) throws(ArithmeticError) -> Known<Dim> {
    let length = site.inputs[0][axis + Shape.firstSpatialDimension]
    guard let size = output[axis], size != 1, length.exactlyDivided(by: size) == nil else {
      return .known(length)
    }
    guard let concrete = length.constant else { return .unknown(.openSize(length)) }
    let common = greatestCommonDivisor(concrete, size)
    return .known(Dim(try concrete.plus(size).minus(common)))
  }
}
