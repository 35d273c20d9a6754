import LayerGraph

extension FourierTransform: Kernel {
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] {
    let input = context.input
    try input.requireRank(atLeast: 2)
    let own = try input.dimension(dimension)
    guard own < input.rank - 1 else { throw .dimensionOutOfRange(dimension, sizes: input.sizes) }
    let parts = try input.parts()
    var length = input.sizes[own]
    if let given = self.length {
      guard let number = Shape([given]).sizes?.first else {
        throw .sizeOpen("the length of the transform")
      }
      length = number
    }
    // What lies beside the own dimension and before the parts.
    let inner = Array(input.sizes[(own + 1)...].dropLast()).product
    var sizes = input.sizes
    sizes[own] = isOneSided ? length / 2 + 1 : length
    sizes[input.rank - 1] = 2
    // Before there is a table as long.
    _ = try sizes.elementCount(limit: context.limit)
    let transform = FrequencySums(
      length: length, terms: min(length, input.sizes[own]), frequencies: sizes[own],
      isInverse: isInverse)
    var math = context.math
    let result = try Tensor<A.Element>(sizes: sizes, limit: context.limit) { output in
      input.withPointer { pointer in
        for outer in 0..<Array(input.sizes[..<own]).product {
          for place in 0..<inner {
            transform.run(
              FrequencySums.Numbers(
                pointer + (outer * input.sizes[own] * inner + place) * parts, step: inner * parts,
                hasImaginary: parts == 2),
              into: output + (outer * sizes[own] * inner + place) * 2, step: inner * 2, &math)
          }
        }
      }
    }
    context.math = math
    return [result]
  }
}

extension ShortTimeFourier: Kernel {
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] {
    let input = context.input
    if input.rank != 3 { throw .rankDiffers(sizes: input.sizes, needed: 3) }
    let parts = try input.parts()
    let samples = input.sizes[1]
    if samples < frameLength { throw .noWindow(axis: 0, sizes: input.sizes) }
    let window = hasWindow ? context.inputs[1] : nil
    if let window, window.sizes != [frameLength] {
      throw .notBroadcast([frameLength], window.sizes)
    }
    let frames = (samples - frameLength) / step + 1
    let frequencies = isOneSided ? frameLength / 2 + 1 : frameLength
    let transform = FrequencySums(
      length: frameLength, terms: frameLength, frequencies: frequencies, isInverse: false)
    var math = context.math
    var frame = [A.Element](repeating: math.zero, count: frameLength * parts)
    let result = try Tensor<A.Element>(
      sizes: [input.sizes[0], frames, frequencies, 2], limit: context.limit
    ) { output in
      for index in 0..<input.sizes[0] * frames {
        let first = (index / frames * samples + index % frames * step) * parts
        for place in frame.indices {
          let number = input.elements[first + place]
          frame[place] =
            window.map { math.multiply(number, $0.elements[place / parts]) } ?? number
        }
        frame.withUnsafeBufferPointer { frame in
          guard let base = frame.baseAddress else { return }
          transform.run(
            FrequencySums.Numbers(base, step: parts, hasImaginary: parts == 2),
            into: output + index * frequencies * 2, step: 2, &math)
        }
      }
    }
    context.math = math
    return [result]
  }
}

extension Tensor {
  /// How many parts the numbers in the last dimension have.
  fileprivate func parts() throws(ExecutionProblem) -> Int {
    let parts = sizes[rank - 1]
    if parts != 1, parts != 2 { throw .notBroadcast(sizes.dropLast() + [2], sizes) }
    return parts
  }
}
