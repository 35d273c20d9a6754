public import ConvArithmetic

/// What convolutions and pools share: a kernel that slides over the spatial axes.
public struct WindowSettings: Hashable, Sendable {
  /// F, taps along each axis.
  public var kernel: PerAxis<Int>
  /// S, positions between neighbouring windows.
  public var stride: PerAxis<Int>
  /// P before and Q after the input, in positions, or a policy.
  public var padding: Padding
  /// D, positions between neighbouring taps: 1 where there are none between.
  public var dilation: PerAxis<Int>

  public init(
    kernel: PerAxis<Int>, stride: PerAxis<Int> = 1, padding: Padding = .valid,
    dilation: PerAxis<Int> = 1
  ) {
    self.kernel = kernel
    self.stride = stride
    self.padding = padding
    self.dilation = dilation
  }

  public func window(axis: Int) -> Window {
    Window(size: kernel[axis], stride: stride[axis], dilation: dilation[axis])
  }

  /// The number of taps ∏F over `rank` axes.
  /// - Throws: `ArithmeticError.tooLarge`.
  public func taps(rank: Int) throws(ArithmeticError) -> Dim {
    var product: Dim = 1
    for axis in 0..<rank { product = try product * Dim(kernel[axis]) }
    return product
  }

  package func validate() throws(Problem) {
    for (setting, values) in [("kernel", kernel), ("stride", stride), ("dilation", dilation)] {
      if values.values.isEmpty { throw .settingMissing(setting) }
      for value in values.values where value < 1 {
        throw .settingTooSmall(setting, value: value, least: 1)
      }
    }
  }

  /// Refuses settings given for another number of axes than the input has.
  public func requireFit(spatialRank rank: Int) throws(Problem) {
    for (setting, values) in [("kernel", kernel), ("stride", stride), ("dilation", dilation)]
    where !values.fits(rank: rank) {
      throw .axisCount(setting, given: values.values.count, spatialRank: rank)
    }
    if case .explicit(let before, let after) = padding, !padding.fits(rank: rank) {
      let given = before.fits(rank: rank) ? after.values.count : before.values.count
      throw .axisCount("padding", given: given, spatialRank: rank)
    }
  }

  /// "3×3 s2 p1 d2", leaving out what is the default.
  public var summary: String {
    var words = [kernel.description]
    if stride != 1 { words.append("s\(stride)") }
    switch padding {
    case .explicit(let before, let after) where before == after:
      if before.values.contains(where: { $0 != 0 }) { words.append("p\(before)") }
    case .explicit(let before, let after):
      words.append("p\(before):\(after)")
    case .sameUpper: words.append("psame")
    case .sameLower: words.append("psamelower")
    }
    if dilation != 1 { words.append("d\(dilation)") }
    return words.joined(separator: " ")
  }
}
