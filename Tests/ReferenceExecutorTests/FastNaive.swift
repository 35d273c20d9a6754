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
    let perGroup = channels / groups
    let plane = input.reduce(1, *)
    let points = output.reduce(1, *)
    let taps = kernel.reduce(1, *)
    let reads = self.reads
    for target in 0..<batch * outputChannels {
      let channel = target % outputChannels
      let first =
        target / outputChannels * channels + channel / (outputChannels / groups) * perGroup
      for c in 0..<perGroup {
        for read in reads {
          visit(
            target * points + read.point, (first + c) * plane + read.offset,
            (channel * perGroup + c) * taps + read.tap)
        }
      }
    }
  }

  /// Which element of a channel each tap of each output point reads; those in the padding are left out.
  private var reads: [(point: Int, tap: Int, offset: Int)] {
    let steps = rowMajor(input)
    let taps = grid(kernel)
    return grid(output).enumerated().flatMap { point, place in
      taps.enumerated().compactMap { tap, position in
        let source = input.indices.map {
          place[$0] * stride[$0] + position[$0] * dilation[$0] - before[$0]
        }
        guard zip(source, input).allSatisfy({ $0 >= 0 && $0 < $1 }) else { return nil }
        return (point, tap, zip(source, steps).map { $0 * $1 }.reduce(0, +))
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
