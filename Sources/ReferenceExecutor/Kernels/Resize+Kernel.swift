import LayerGraph

extension Resize: Kernel {
  /// Every output pixel is the weighted sum of the taps around its sampling point: 1, 2 or 4 along each
  /// axis. For n taps, n products and n − 1 additions; nearest only copies.
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] {
    let input = context.input
    let chosen = try input.chosen(dimensions)
    let sizes = try sizes(chosen, context.inputs.map(\.sizes))
    _ = try sizes.elementCount(limit: context.limit)
    // ONNX Runtime copies where no size changes, whatever the factors.
    if usesFloat32, sizes == chosen.map({ input.sizes[$0] }) { return [input] }
    var axes: [ResampledAxis] = []
    for (axis, dimension) in chosen.enumerated() {
      axes.append(
        try ResampledAxis(self, axis: axis, length: input.sizes[dimension], size: sizes[axis]))
    }
    if mode == .nearest {
      var sources = input.sizes.map { Array(0..<$0) }
      for (axis, dimension) in chosen.enumerated() { sources[dimension] = axes[axis].places }
      return [
        try input.gathered(sources, filling: context.math.zero, limit: context.limit)
      ]
    }
    // The other dimensions first: of each of their positions there is one map to be resized.
    let order = input.sizes.indices.filter { !chosen.contains($0) } + chosen
    let maps = input.permuted(order)
    let kept = maps.sizes.count - chosen.count
    let grid = ResampledGrid(axes: axes, strides: Array(maps.sizes[kept...]).strides)
    let (plane, outputPlane) = (Array(maps.sizes[kept...]).product, sizes.product)
    var math = context.math
    let result = try Tensor<A.Element>(
      sizes: Array(maps.sizes[..<kept]) + sizes, limit: context.limit
    ) { output in
      maps.withPointer { pointer in
        var positions = Odometer(sizes)
        for position in 0..<outputPlane {
          let taps = grid.taps(at: positions.position)
          positions.advance()
          for map in 0..<Array(maps.sizes[..<kept]).product {
            let start = pointer + map * plane
            var sum = math.weigh(start[taps[0].place], by: taps[0].weight)
            for tap in taps.dropFirst() {
              sum = math.add(sum, math.weigh(start[tap.place], by: tap.weight))
            }
            output[map * outputPlane + position] = sum
          }
        }
      }
    }
    context.math = math
    return [result.permuted(order.indices.map { order.firstIndex(of: $0) ?? $0 })]
  }

  /// The sizes of the resized dimensions: ⌊N·factor⌋ for factors.
  private func sizes(_ chosen: [Int], _ inputs: [[Int]]) throws(ExecutionProblem) -> [Int] {
    switch target {
    case .size(let sizes):
      guard let numbers = sizes.numbers else { throw .sizeOpen("the size to resize to") }
      return try numbers.expanded("size", rank: chosen.count)
    case .like:
      if inputs[1].count != inputs[0].count {
        throw .rankDiffers(sizes: inputs[1], needed: inputs[0].count)
      }
      return chosen.map { inputs[1][$0] }
    case .scale:
      let factors = scaleFractions ?? []
      guard factors.count == 1 || factors.count == chosen.count else {
        throw .axisCount("scale", given: factors.count, spatialRank: chosen.count)
      }
      var sizes: [Int] = []
      for (axis, dimension) in chosen.enumerated() {
        let factor = factors[factors.count == 1 ? 0 : axis]
        if usesFloat32 {
          let scale = Float(factor.numerator) / Float(factor.denominator)
          let size = (scale * Float(inputs[0][dimension])).rounded(.towardZero)
          guard size < 0x1p31 else { throw .settingTooLarge("scale") }
          sizes.append(Int(size))
          continue
        }
        sizes.append(
          try inputs[0][dimension].times(factor.numerator, "scale") / factor.denominator)
      }
      return sizes
    }
  }
}
