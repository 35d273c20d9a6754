/// A convolution to be run both ways.
struct ConvolutionCase: CustomStringConvertible {
  var batch = 1
  var channels = 1
  var outputChannels = 1
  var groups = 1
  var input: [Int]
  var kernel: [Int]
  var stride: [Int]
  var dilation: [Int]
  var before: [Int]
  var after: [Int]
  var hasBias = true

  /// Sizes by counting: a window is placed as long as it lies inside.
  var output: [Int] {
    input.indices.map { axis in
      let extent = (kernel[axis] - 1) * dilation[axis] + 1
      let length = input[axis] + before[axis] + after[axis]
      var count = 0
      while count * stride[axis] + extent <= length { count += 1 }
      return count
    }
  }

  var inputSizes: [Int] { [batch, channels] + input }
  var outputSizes: [Int] { [batch, outputChannels] + output }
  var inputCount: Int { inputSizes.reduce(1, *) }
  var outputCount: Int { outputSizes.reduce(1, *) }
  var weightCount: Int { outputChannels * (channels / groups) * kernel.reduce(1, *) }

  var description: String {
    "\(inputSizes) ∗ \(kernel) → \(outputSizes) stride \(stride) dilation \(dilation) "
      + "before \(before) after \(after) groups \(groups)"
  }

  /// The definition, one term at a time, in double precision. `visit` sees every product that reads
  /// a real input: output position, input position, weight position.
  func forEachTerm(_ visit: (_ output: Int, _ input: Int, _ weight: Int) -> Void) {
    let places = grid(output)
    let taps = grid(kernel)
    let steps = rowMajor(input)
    let perGroup = channels / groups
    for image in 0..<batch {
      for channel in 0..<outputChannels {
        let group = channel / (outputChannels / groups)
        for (p, place) in places.enumerated() {
          let target = (image * outputChannels + channel) * places.count + p
          for c in 0..<perGroup {
            for (t, tap) in taps.enumerated() {
              let source = input.indices.map {
                place[$0] * stride[$0] + tap[$0] * dilation[$0] - before[$0]
              }
              guard zip(source, input).allSatisfy({ $0 >= 0 && $0 < $1 }) else { continue }
              let offset = zip(source, steps).map { $0 * $1 }.reduce(0, +)
              let plane = image * channels + group * perGroup + c
              visit(
                target, plane * input.reduce(1, *) + offset,
                (channel * perGroup + c) * taps.count + t)
            }
          }
        }
      }
    }
  }
}

/// All positions of a grid, row-major.
func grid(_ sizes: [Int]) -> [[Int]] {
  sizes.reduce([[]]) { points, size in points.flatMap { p in (0..<size).map { p + [$0] } } }
}

private func rowMajor(_ sizes: [Int]) -> [Int] {
  sizes.indices.map { sizes[($0 + 1)...].reduce(1, *) }
}
