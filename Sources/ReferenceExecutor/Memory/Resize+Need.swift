import LayerGraph

extension Resize {
  func need(_ inputs: [[Int]], _ output: [Int]) -> KernelNeed {
    guard mode != .nearest, let input = inputs.first, input.count == output.count else {
      return KernelNeed()
    }
    let chosen =
      dimensions?.map { $0 < 0 ? $0 + output.count : $0 }.filter(output.indices.contains)
      ?? Array(output.indices.dropFirst(Shape.firstSpatialDimension))
    let radius = mode == .linear ? 1.0 : 2.0
    var (all, places, listed) = (1.0, 1.0, 0.0)
    for dimension in chosen {
      let (before, after) = (Double(input[dimension]), Double(max(1, output[dimension])))
      // Sizes are rounded, so that factors may shrink a little more.
      let widening = antialiases ? max(1, (before + 1) / after) : 1
      let taps = 2 * (radius * widening).rounded(.up)
      all *= taps
      places *= after
      listed += 16 * taps * after
    }
    return KernelNeed(
      elements: inputs.volume + output.volume, bytes: listed + 32 * all,
      steps: output.volume * all,
      // The taps of every position are listed, once for all maps, which takes longer than a window's.
      windows: 3 * places * max(1, all / 16))
  }
}
