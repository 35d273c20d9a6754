import ConvArithmetic
import LayerGraph

extension OperatorCorpus {
  static let fold: [OperatorSample] = [
    OperatorSample(
      .fold(Fold(window: window, size: [20, 24])), [[1, 30, 9, 14]], makes: "1×2×20×24"
    ).written(#""op": "fold", \#(windowDocument), "dilation": 3, "size": [20, 24]"#),
    // Each of 4 channels × 3 windows is added once.
    OperatorSample(
      .fold(Fold(window: WindowSettings(kernel: 2), size: [4])), [[1, 4, 3]], makes: "1×2×4"
    ).counted([0, 12, 0, 0, 0, 0]),
    // Also where it is cropped.
    OperatorSample(
      .fold(Fold(window: WindowSettings(kernel: 3, stride: 2, padding: 1), size: [4, 3])),
      [[2, 9, 2, 2]], makes: "2×1×4×3"
    ).counted([0, 2 * 9 * 4, 0, 0, 0, 0]),
    OperatorSample(
      .fold(Fold(window: WindowSettings(kernel: 2), size: [6])), [[n, 8, 5]], makes: "N×4×6"),
  ]
}
