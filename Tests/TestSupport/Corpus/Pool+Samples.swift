import ConvArithmetic
import LayerGraph

extension OperatorCorpus {
  static let pool: [OperatorSample] = [
    OperatorSample(
      .pool(Pool(window: window, function: .maximum, ceilMode: true, hasPlaces: true)),
      [[1, 4, 20, 24]], makes: "1×4×9×14", "1×4×9×14"
    ).written(
      #""op": "pool", "function": "maximum", \#(windowDocument), "dilation": 3, "ceil": true, "#
        + #""places": true"#),
    // For the place all taps are compared with the greatest.
    OperatorSample(
      .pool(
        Pool(
          window: WindowSettings(kernel: 3, stride: 2, padding: 1), function: .maximum,
          hasPlaces: true)), [[1, 2, 5, 5]], makes: "1×2×3×3", "1×2×3×3"
    ).counted([0, 0, 0, 0, 2 * 9 * (8 + 9), 0]),
    OperatorSample(
      .unpool(Unpool(window: window)), [[1, 4, 9, 14], [1, 4, 9, 14]],
      makes: "1×4×20×24"
    ).written(#""op": "unpool", \#(windowDocument), "dilation": 3"#),
    OperatorSample(
      .unpool(Unpool(window: WindowSettings(kernel: 2, stride: 2))), [[1, 2, 3], [1, 2, 3]],
      makes: "1×2×6"
    ).counted([0, 0, 0, 0, 6 * 2, 0]),
    OperatorSample(
      .unpool(Unpool(window: WindowSettings(kernel: 2, stride: 2))),
      [[1, 8, h, w], [1, 8, h, w]],
      makes: "1×8×2·H×2·W"),
    OperatorSample(
      .pool(Pool(window: window, function: .average(countIncludePad: false), ceilMode: true)),
      [[1, 4, 20, 24]], makes: "1×4×9×14"
    ).written(
      #""op": "pool", "function": "average", "countIncludePad": false, \#(windowDocument), "#
        + #""dilation": 3, "ceil": true"#),
    OperatorSample(
      .pool(Pool(window: window, function: .lp(power: 3), ceilMode: true)), [[1, 4, 20, 24]],
      makes: "1×4×9×14"
    ).written(
      #""op": "pool", "function": "lp", "power": 3, \#(windowDocument), "dilation": 3, "ceil": true"#
    ),
    OperatorSample(
      .pool(
        Pool(window: WindowSettings(kernel: 3, stride: 2, padding: 1), function: .maximum)),
      [[1, 2, 5, 5]], makes: "1×2×3×3"
    ).counted([0, 0, 0, 0, 2 * 9 * 8, 0]),
    OperatorSample(
      .pool(
        Pool(
          window: WindowSettings(kernel: 3, stride: 2), function: .average(countIncludePad: false),
          ceilMode: true)), [[1, 2, 6]], makes: "1×2×3"
    ).counted([0, 2 * 3 * 2, 0, 2 * 3, 0, 0]),
    OperatorSample(
      .pool(Pool(window: WindowSettings(kernel: 2, stride: 2), function: .lp(power: 2))),
      [[1, 1, 4]], makes: "1×1×2"
    ).counted([0, 2 * 1, 0, 0, 0, 2 * 3]),
    // Magnitudes besides.
    OperatorSample(
      .pool(Pool(window: WindowSettings(kernel: 2, stride: 2), function: .lp(power: 3))),
      [[1, 1, 4]], makes: "1×1×2"
    ).counted([0, 2 * 1, 0, 0, 2 * 2, 2 * 3]),
    OperatorSample(
      .pool(Pool(window: WindowSettings(kernel: 2, stride: 2), function: .maximum)),
      [[1, 8, h, w]], makes: "1×8×⌊H/2⌋×⌊W/2⌋"),
  ]
}
