/// How an axis is padded, before the input size is known.
public enum PaddingPolicy: Hashable, Sendable {
  /// P positions before and Q after; negative numbers crop.
  case explicit(before: Int, after: Int)
  /// Output ⌈N/S⌉; an odd pixel of padding goes after (TensorFlow's SAME, ONNX SAME_UPPER).
  case sameUpper
  /// Output ⌈N/S⌉; an odd pixel of padding goes before (ONNX SAME_LOWER).
  case sameLower

  /// No padding.
  public static let valid = PaddingPolicy.explicit(before: 0, after: 0)
}

/// A padding policy resolved for one input size: what every later computation uses.
public struct ResolvedPadding: Hashable, Sendable {
  /// Positions before the first; nil when it depends on an input size that is open.
  public let before: Int?
  /// Positions after the last; nil when it depends on an input size that is open.
  public let after: Int?
  /// The output size along the axis; it may come out below 1, which the caller must refuse.
  public let output: Dim
}

/// How the number of windows is rounded.
public enum WindowRounding: Hashable, Sendable {
  case floor
  /// Round up, but drop a last window that would start in the padding after the input.
  case ceil
}

extension Window {
  /// Resolves padding and output size of a sliding window on an input of `length` positions.
  ///
  /// - floor: ⌊(N + P + Q − E)/S⌋ + 1 (Dumoulin & Visin 2016, relationship 6, with dilation 12)
  /// - ceil, Q < E: ⌊(N + P − 1 + min(0, Q − E + S))/S⌋ + 1, which is ⌈(N + P + Q − E)/S⌉ + 1 less a
  ///   window that would start after the input (PyTorch's pooling_output_shape)
  /// - SAME: ⌈N/S⌉ with max((out − 1)·S + E − N, 0) padding in all
  ///
  /// - Throws: `ArithmeticError.tooLarge`.
  public func resolve(
    _ policy: PaddingPolicy, length: Dim, rounding: WindowRounding = .floor
  ) throws(ArithmeticError) -> ResolvedPadding {
    switch policy {
    case .explicit(let before, let after):
      let extent = try extent()
      let slack: Int
      switch rounding {
      case .floor: slack = try before.plus(after).minus(extent)
      case .ceil: slack = try before.minus(1).plus(min(0, try after.minus(extent).plus(stride)))
      }
      let last = try length + Dim(slack)
      let output = try last.floorDivided(by: stride) + 1
      return ResolvedPadding(before: before, after: after, output: output)
    case .sameUpper, .sameLower:
      let output = try length.ceilDivided(by: stride)
      guard let total = try sameTotal(length: length) else {
        return ResolvedPadding(before: try sameBefore(policy), after: nil, output: output)
      }
      let before = policy == .sameUpper ? total / 2 : total - total / 2
      return ResolvedPadding(before: before, after: total - before, output: output)
    }
  }

  /// SAME's total padding max(E − r, 0), where r = N − ⌊(N − 1)/S⌋·S is in 1...S: known for an open N
  /// that is a multiple of S, or one more or less.
  private func sameTotal(length: Dim) throws(ArithmeticError) -> Int? {
    let extent = try extent()
    if extent <= 1 { return 0 }
    let whole = try (length - 1).floorDivided(by: stride) * Dim(stride)
    return try (length - whole).constant.map { max(extent - $0, 0) }
  }

  /// The padding before, for an open N, when it is the same for every remainder of N.
  private func sameBefore(_ policy: PaddingPolicy) throws(ArithmeticError) -> Int? {
    let extent = try extent()
    let (most, least) = (max(extent - 1, 0), max(extent - stride, 0))
    let round = policy == .sameUpper ? 0 : 1
    let (greatest, smallest) = ((most + round) / 2, (least + round) / 2)
    return greatest == smallest ? greatest : nil
  }

  /// Resolves a transposed window: output (N − 1)·S − P − Q + E + output padding; with SAME, N·S.
  /// (Dumoulin & Visin 2016, relationship 14; ONNX ConvTranspose for `auto_pad`.)
  public func resolveTransposed(
    _ policy: PaddingPolicy, length: Dim, outputPadding: Int
  ) throws(ArithmeticError) -> ResolvedPadding {
    let extent = try extent()
    let full = try (length - 1) * Dim(stride) + Dim(try extent.plus(outputPadding))
    switch policy {
    case .explicit(let before, let after):
      let output = try full - Dim(try before.plus(after))
      return ResolvedPadding(before: before, after: after, output: output)
    case .sameUpper, .sameLower:
      // Total = full − N·S; a kernel narrower than its stride leaves it negative, which is room after.
      let total = try extent.plus(outputPadding).minus(stride)
      let shared = max(total, 0)
      let before = policy == .sameUpper ? shared / 2 : shared - shared / 2
      let output = try full - Dim(total)
      return ResolvedPadding(before: before, after: total - before, output: output)
    }
  }
}
