import LayerGraph

extension Scale: Kernel {
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] {
    let input = context.input
    var (channels, plane) = (1, input.elements.count)
    if let dimension {
      let place = try input.dimension(dimension)
      channels = input.sizes[place]
      plane = Array(input.sizes[(place + 1)...]).product
    }
    let weight = try context.learned("weight", [channels], .weight(fanIn: 2))
    guard let bias = try context.learned("bias", [channels], .bias, if: hasBias) else {
      return [
        try context.map(weight, nil, channels: channels, plane: plane) { math, x, weight, _ in
          math.multiply(x, weight)
        }
      ]
    }
    return [
      try context.map(weight, bias, channels: channels, plane: plane) { math, x, weight, bias in
        math.add(math.multiply(x, weight), bias)
      }
    ]
  }
}
