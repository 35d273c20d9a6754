import ConvArithmetic
public import LayerGraph

extension FourierTransform: RulesPerInput, ParameterFree, MultiplyFree {
  public func outputShapes(
    of inputs: [Shape], requirements: inout Requirements
  ) throws -> [Shape] {
    let input = inputs[0]
    try input.requireRank(atLeast: 2)
    let own = try ownDimension(of: input)
    _ = try parts(input, &requirements)
    let length = length ?? input[own]
    try requirements.require(
      length, atLeast: 1, orElse: .dimensionEmpty(own, size: length, shape: input))
    var output = input
    output[own] = isOneSided ? try length.floorDivided(by: 2) + 1 : length
    output[input.rank - 1] = 2
    return [output]
  }

  private func ownDimension(of input: Shape) throws -> Int {
    let own = try input.dimension(dimension)
    if own == input.rank - 1 { throw Problem.dimensionOutOfRange(dimension, shape: input) }
    return own
  }

  /// Every frequency reads all numbers that are transformed, with both parts.
  public func routes(input: Int, output: Int, _ site: Site) throws -> [Route] {
    let input = site.inputs[0]
    let own = try ownDimension(of: input)
    return input.dims.indices.map { dimension in
      if dimension == input.rank - 1 { return .all }
      if dimension != own { return .kept(dimension) }
      guard let length, length != input[own] else { return .all }
      guard let count = length.constant, let given = input[own].constant else {
        return .lost(.openSize(length.constant == nil ? length : input[own]), in: nil)
      }
      if count >= given { return .all }
      return .along(
        output: own, AxisMap(.window(.init(stride: 0, offset: 0, step: 1, count: count))))
    }
  }

  public func work(_ site: Site) throws -> Work {
    let (input, output) = (site.inputs[0], site.outputs[0])
    let own = try ownDimension(of: input)
    guard let length, length != input[own] else {
      return try work(of: input[own], input, output)
    }
    guard let count = length.constant, let given = input[own].constant else {
      throw UnknownReason.openSize(length.constant == nil ? length : input[own])
    }
    return try work(of: Dim(min(count, given)), input, output)
  }

  private func work(of terms: Dim, _ input: Shape, _ output: Shape) throws -> Work {
    let frequencies = try Shape(Array(output.dims.dropLast())).elements()
    let each = try operations(ofFrequency: terms, parts: input[input.rank - 1])
    return Work(operations: try frequencies * (each + (isInverse ? 2 : 0)))
  }
}

extension ShortTimeFourier: RulesPerInput, ParameterFree, MultiplyFree {
  public func outputShapes(
    of inputs: [Shape], requirements: inout Requirements
  ) throws -> [Shape] {
    let input = inputs[0]
    try input.requireRank(3)
    _ = try parts(input, &requirements)
    if hasWindow {
      let window: Shape = [Dim(frameLength)]
      try inputs[1].requireRank(1)
      try requirements.require(
        inputs[1][0], equals: window[0], orElse: .sizesDiffer(inputs[1], window, dimension: 0))
    }
    let samples = input[1]
    try requirements.require(
      samples, atLeast: frameLength,
      orElse: .windowTooLarge(axis: 0, extent: frameLength, padded: samples, shape: input))
    let frames = try (samples - Dim(frameLength)).floorDivided(by: step) + 1
    let frequencies = isOneSided ? frameLength / 2 + 1 : frameLength
    return [[input[0], frames, Dim(frequencies), 2]]
  }

  /// A frame reads a window of the signal, whole.
  public func routes(input: Int, output: Int, _ site: Site) throws -> [Route] {
    if input == 1 { return [.all] }
    let frame = AxisMap(.window(.init(stride: step, offset: 0, step: 1, count: frameLength)))
    return [.kept(0), .along(output: 1, frame), .all]
  }

  /// A product for each number of a frame and the window, and the transform of the frame.
  public func work(_ site: Site) throws -> Work {
    let (input, output) = (site.inputs[0], site.outputs[0])
    let frames = try output[0] * output[1]
    let transform = try operations(ofFrequency: Dim(frameLength), parts: input[2]) * output[2]
    let window = hasWindow ? try Dim(frameLength) * input[2] : 0
    return Work(operations: try frames * (transform + window))
  }
}

/// The last dimension has one or both parts.
private func parts(_ input: Shape, _ requirements: inout Requirements) throws -> Dim {
  let parts = input[input.rank - 1]
  if parts == 1 { return 1 }
  let needed = Shape(input.dims.dropLast() + [2])
  try requirements.require(
    parts, equals: 2, orElse: .sizesDiffer(input, needed, dimension: input.rank - 1))
  return 2
}

/// Of one frequency by the definition: each of n real numbers is multiplied with a cosine and a sine, and each of both
/// sums takes n − 1 additions; with an imaginary part there are as many products again, and one more addition each.
private func operations(ofFrequency terms: Dim, parts: Dim) throws(ArithmeticError) -> Dim {
  parts == 1 ? try terms * 4 - 2 : try terms * 8 - 2
}
