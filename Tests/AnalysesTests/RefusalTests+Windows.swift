import ConvArithmetic
import LayerGraph

extension RefusalTests {
  static func conv(
    _ kernel: PerAxis<Int>, _ channels: Int? = 8, stride: PerAxis<Int> = 1,
    padding: Padding = .valid, groups: Convolution.Groups = 1, mode: PaddingMode = .zeros,
    made inputChannels: Int? = nil
  ) -> Operator {
    .convolution(
      Convolution(
        window: WindowSettings(kernel: kernel, stride: stride, padding: padding),
        outputChannels: channels, groups: groups, paddingMode: mode, inputChannels: inputChannels))
  }

  private static let huge = 1_000_000_000_000_000_000

  static let windows: [(Operator, Shape, String)] = [
    (
      conv(7), [1, 3, 224, 5],
      "it (conv): the kernel spans 7 positions, but axis 1 of the input 1×3×224×5 has 5 with its "
        + "padding; use a larger input, more padding or a smaller kernel"
    ),
    (
      conv(.init(huge), padding: 1), [1, 3, 9],
      "it (conv): the kernel spans 1000000000000000000 positions, but axis 0 of the input 1×3×9 has "
        + "11 with its padding; use a larger input, more padding or a smaller kernel"
    ),
    (
      conv(3, padding: -4), [1, 3, 9],
      "it (conv): the kernel spans 3 positions, but axis 0 of the input 1×3×9 has 1 with its "
        + "padding; use a larger input, more padding or a smaller kernel"
    ),
    (
      .pool(Pool(window: WindowSettings(kernel: 2, padding: 2), function: .maximum)), [1, 3, 9],
      "it (max pool): padding 2 is not smaller than the window (2), which could see padding only; "
        + "use less padding"
    ),
    (
      .pool(Pool(window: WindowSettings(kernel: 4, stride: 1), function: .maximum, ceilMode: true)),
      [1, 3, 2],
      "it (max pool): the kernel spans 4 positions, but axis 0 of the input 1×3×2 has 2 with its "
        + "padding; use a larger input, more padding or a smaller kernel"
    ),
    (
      conv([3, 3, 3]), [1, 3, 8, 8],
      "it (conv): kernel has 3 numbers, but the input has 2 spatial axes; "
        + "give one number for all or one for each axis"
    ),
    (
      conv(3, stride: [1, 2]), [1, 3, 8],
      "it (conv): stride has 2 numbers, but the input has 1 spatial axis; "
        + "give one number for all or one for each axis"
    ),
    (
      conv(3, padding: .explicit(before: [1, 1], after: [1, 1, 1])), [1, 3, 8, 8],
      "it (conv): padding has 3 numbers, but the input has 2 spatial axes; "
        + "give one number for all or one for each axis"
    ),
    (
      .adaptivePool(AdaptivePool(function: .maximum, output: [7, 7])), [1, 3, 8],
      "it (adaptive max pool): output size has 2 numbers, but the input has 1 spatial axis; "
        + "give one number for all or one for each axis"
    ),
    (
      conv(3, padding: 5, mode: .reflect), [1, 3, 5],
      "it (conv): reflect padding is 5, but must be smaller than the 5 positions it repeats"
    ),
    (
      .pad(Pad(before: 6, after: 0, mode: .circular)), [1, 3, 5],
      "it (pad): circular padding is 6, but must be at most the 5 positions it repeats"
    ),
    (
      .pad(Pad(before: [0, -3], after: 0, dimensions: [2, 1])), [1, 3, 5],
      "it (pad): dimension 1 of the output would have 0 positions from the input 1×3×5; "
        + "take less off or use a larger input"
    ),
    (
      .pad(Pad(before: 1, after: 0, dimensions: [-1, 2])), [1, 3, 5],
      "it (pad): dimensions -1,2 name the same place twice; name each once"
    ),
    (
      .pad(Pad(before: 1, after: 0, dimensions: [3])), [1, 3, 5],
      "it (pad): there is no dimension 3 in 1×3×5; it has -3 to 2"
    ),
    (
      .transposedConvolution(
        TransposedConvolution(
          window: WindowSettings(kernel: 3, padding: 2), outputChannels: 4)),
      [1, 3, 2],
      "it (transposed conv): axis 0 of the output would have 0 positions from the input 1×3×2; "
        + "take less off or use a larger input"
    ),
    (
      .crop(Crop(before: [1, 4], after: [1, 5])), [1, 3, 8, 8],
      "it (crop): axis 1 of the output would have -1 positions from the input 1×3×8×8; "
        + "take less off or use a larger input"
    ),
    (
      .resize(Resize(mode: .nearest, target: .scale([(try? Rational(1, over: 9)) ?? 1]))),
      [1, 3, 8],
      "it (nearest resize): axis 0 of the output would have 0 positions from the input 1×3×8; "
        + "take less off or use a larger input"
    ),
    (
      .slice(Slice(dimension: 2, start: 8)), [1, 3, 8],
      "it (slice): keeps nothing of dimension 2 of 1×3×8; the start must lie inside, before the end"
    ),
    (
      .slice(Slice(dimension: -1, start: .max, end: .min)), [1, 3, 8],
      "it (slice): keeps nothing of dimension 2 of 1×3×8; the start must lie inside, before the end"
    ),
  ]
}
