import LayerGraph

extension WindowSettings {
  /// Where along an axis of the output the kernel of each input position lies, and how long the output is.
  ///
  /// The last kernel ends at (N − 1)·S + E. The output starts after the padding before it, and ends
  /// before the padding after it, output padding later. With SAME it has N·S positions and the surplus
  /// is cut on both sides (ONNX ConvTranspose).
  func spread(
    axis: Int, length: Int, outputPadding: Int, _ sizes: [Int]
  ) throws(ExecutionProblem) -> (AxisWindows, size: Int) {
    let (stride, dilation) = (self.stride[axis], self.dilation[axis])
    let extent = try dilation.times(kernel[axis] - 1, "kernel").plus(1, "kernel")
    let reached = try (length - 1).times(stride, "stride").plus(extent, "kernel")
    let start: Int
    let end: Int
    switch padding {
    case .explicit(let before, let after):
      start = before[axis]
      end = try reached.plus(outputPadding, "output padding").plus(
        after[axis] == .min ? .max : -after[axis], "padding")
    case .sameUpper, .sameLower:
      let wanted = try length.times(stride, "stride")
      let surplus = max(0, try reached.plus(outputPadding, "output padding") - wanted)
      start = padding == .sameUpper ? surplus / 2 : surplus - surplus / 2
      end = try start.plus(wanted, "stride")
    }
    guard end > start else {
      throw .outputEmpty(
        dimension: axis + Shape.firstSpatialDimension, size: end - start, sizes: sizes)
    }
    // Negative padding puts zeros before the first kernel.
    let lead = start == .min ? .max : -start
    _ = try reached.plus(lead, "padding")
    let size = try end.plus(lead, "padding")
    let starts = (0..<length).map { $0 * stride + lead }
    return (
      AxisWindows(starts: starts, dilation: dilation, taps: kernel[axis], before: start),
      size
    )
  }
}
