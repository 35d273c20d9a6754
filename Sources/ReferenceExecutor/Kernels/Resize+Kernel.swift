import LayerGraph

extension Resize: Kernel {
  /// Every output pixel is the weighted sum of the taps around its sampling point: 1, 2 or 4 along each
  /// axis. For n taps, n products and n − 1 additions; nearest only copies.
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] {
    let input = context.input
    try input.requireRank(atLeast: 3)
    let spatial = input.spatial
    let sizes = try sizes(context.inputs.map(\.sizes))
    _ = try sizes.elementCount(limit: context.limit)
    var axes: [ResampledAxis] = []
    for axis in spatial.indices {
      axes.append(
        try ResampledAxis(self, axis: axis, length: spatial[axis], size: sizes[axis]))
    }
    if axes.allSatisfy({ $0.taps == 1 }) {
      let kept = input.sizes[..<Shape.firstSpatialDimension].map { Array(0..<$0) }
      return [
        try input.gathered(
          kept + axes.map(\.places), filling: context.math.zero, limit: context.limit)
      ]
    }
    let grid = ResampledGrid(axes: axes, strides: spatial.strides)
    let (plane, outputPlane) = (input.planeSize, sizes.product)
    var math = context.math
    let result = try Tensor<A.Element>(
      sizes: Array(input.sizes[..<Shape.firstSpatialDimension]) + sizes, limit: context.limit
    ) { output in
      input.withPointer { pointer in
        var positions = Odometer(sizes)
        for position in 0..<outputPlane {
          let taps = grid.taps(at: positions.position)
          positions.advance()
          for channel in 0..<input.sizes[0] * input.sizes[Shape.channelDimension] {
            let start = pointer + channel * plane
            var sum = math.weigh(start[taps[0].place], by: taps[0].weight)
            for tap in taps.dropFirst() {
              sum = math.add(sum, math.weigh(start[tap.place], by: tap.weight))
            }
            output[channel * outputPlane + position] = sum
          }
        }
      }
    }
    context.math = math
    return [result]
  }

  /// The spatial sizes of the output: ⌊N·factor⌋ for factors.
  private func sizes(_ inputs: [[Int]]) throws(ExecutionProblem) -> [Int] {
    let spatial = Array(inputs[0].dropFirst(Shape.firstSpatialDimension))
    switch target {
    case .size(let sizes): return try sizes.expanded("size", rank: spatial.count)
    case .like:
      if inputs[1].count != inputs[0].count {
        throw .rankDiffers(sizes: inputs[1], needed: inputs[0].count)
      }
      return Array(inputs[1].dropFirst(Shape.firstSpatialDimension))
    case .scale:
      let factors = scaleFractions ?? []
      guard factors.count == 1 || factors.count == spatial.count else {
        throw .axisCount("scale", given: factors.count, spatialRank: spatial.count)
      }
      var sizes: [Int] = []
      for (axis, length) in spatial.enumerated() {
        let factor = factors[factors.count == 1 ? 0 : axis]
        sizes.append(try length.times(factor.numerator, "scale") / factor.denominator)
      }
      return sizes
    }
  }
}
