import LayerGraph

extension BatchNorm: Kernel {
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] {
    let input = context.input
    try input.requireRank(atLeast: 2)
    let width = input.sizes[Shape.channelDimension]
    if let channels, channels != width {
      throw .channelsDiffer(needed: channels, sizes: input.sizes)
    }
    let affine = try context.affine([width], if: isAffine, hasScale: hasScale)
    guard hasRunningStatistics else {
      // Without stored statistics the batch's own are used, over samples and space (PyTorch).
      let order = [1, 0] + Array(2..<input.rank)
      let rows = Rows(
        count: width, length: input.elements.count / width, channelsPerRow: 1,
        plane: input.elements.count / width)
      let turned = input.permuted(order)
      let result = try context.normalize(
        turned, rows: rows, affine: affine, channels: width, epsilon: epsilon)
      return [result.permuted([1, 0] + Array(2..<input.rank))]
    }
    return [try context.applyStatistics(affine, channels: width, epsilon: epsilon)]
  }
}

extension LayerNorm: Kernel {
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] {
    let input = context.input
    switch axes {
    case .trailing(let count):
      try input.requireRank(atLeast: count)
      let affine = try context.affine(
        Array(input.sizes.suffix(count)), if: isAffine, hasShift: hasShift)
      return [try normalizeRows(of: input, trailing: count, affine, &context)]
    case .channels:
      // Channels go last, and back again.
      try input.requireRank(atLeast: 2)
      let affine = try context.affine(
        [input.sizes[Shape.channelDimension]], if: isAffine, hasShift: hasShift)
      let space = Array(Shape.firstSpatialDimension..<input.rank)
      let turned = input.permuted([0] + space + [Shape.channelDimension])
      let result = try normalizeRows(of: turned, trailing: 1, affine, &context)
      return [result.permuted([0, input.rank - 1] + space.map { $0 - 1 })]
    }
  }

  private func normalizeRows<A: Arithmetic>(
    of input: Tensor<A.Element>, trailing count: Int, _ affine: Affine<A.Element>,
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> Tensor<A.Element> {
    let length = Array(input.sizes.suffix(count)).product
    let rows = Rows(
      count: input.elements.count / length, length: length, channelsPerRow: length, plane: 1)
    return try context.normalize(
      input, rows: rows, isCentered: isCentered, affine: affine, channels: length,
      epsilon: epsilon)
  }
}

extension GroupNorm: Kernel {
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] {
    let input = context.input
    try input.requireRank(atLeast: 2)
    let channels = input.sizes[Shape.channelDimension]
    if channels % groups != 0 { throw .notDivisible("input channels", channels, by: groups) }
    let numbers = isAffinePerGroup ? groups : channels
    let affine = try context.affine([numbers], if: isAffine)
    return [
      try context.normalize(
        input, rows: Rows(groups: groups, numbers: numbers, of: input.sizes), affine: affine,
        channels: numbers, epsilon: epsilon)
    ]
  }
}

extension InstanceNorm: Kernel {
  /// With stored statistics nothing else of the map is read.
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] {
    let input = context.input
    try input.requireRank(atLeast: 3)
    let channels = input.sizes[Shape.channelDimension]
    let affine = try context.affine([channels], if: isAffine)
    if hasRunningStatistics {
      return [try context.applyStatistics(affine, channels: channels, epsilon: epsilon)]
    }
    return [
      try context.normalize(
        input, rows: Rows(groups: channels, numbers: channels, of: input.sizes), affine: affine,
        channels: channels, epsilon: epsilon)
    ]
  }
}

extension LocalResponseNorm: Kernel {
  /// x / (k + α/size·Σx²)^β over the `size` channels from ⌊size/2⌋ before on (PyTorch); channels past
  /// the ends are zeros. The sum starts at 0.
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] {
    let input = context.input
    try input.requireRank(atLeast: 2)
    let channels = input.sizes[Shape.channelDimension]
    let plane = max(1, input.planeSize)
    var math = context.math
    let (scale, offset, exponent) = context.constants(alpha / Double(size), k, beta)
    let zero = math.zero
    if size > context.limit { throw .settingTooLarge("size") }
    let before = size / 2
    let result = try Tensor<A.Element>(sizes: input.sizes, limit: context.limit) { output in
      input.withPointer { pointer in
        for index in 0..<input.sizes[0] * channels {
          let channel = index % channels
          let first = max(0, channel - before)
          let end = min(channels, channel - before + size)
          for place in index * plane..<(index + 1) * plane {
            var sum = zero
            for other in first..<end {
              let value = pointer[place + (other - channel) * plane]
              sum = math.add(sum, math.multiply(value, value))
            }
            math.repeating(size - (end - first)) { math in
              sum = math.add(sum, math.multiply(zero, zero))
            }
            let base = math.add(offset, math.multiply(scale, sum))
            output[place] = math.divide(pointer[place], math.power(base, exponent))
          }
        }
      }
    }
    context.math = math
    return [result]
  }
}
