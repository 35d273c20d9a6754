import ConvArithmetic
import LayerGraph

extension OperatorCorpus {
  static let transposedConvolution: [OperatorSample] = [
    OperatorSample(
      .transposedConvolution(
        TransposedConvolution(
          window: window, outputChannels: 64, outputPadding: 1, groups: .depthwise, hasBias: false,
          inputChannels: 16, readsWeight: true)), [[1, 16, 5, 6], [16, 4, 3, 5]],
      makes: "1×64×13×17"
    ).written(
      #""op": "transposedConvolution", \#(windowDocument), "outputPadding": 1, "dilation": 3, "#
        + #""groups": "depthwise", "inputChannels": 16, "outputChannels": 64, "bias": false, "#
        + #""readsWeight": true"#),
    OperatorSample(
      .transposedConvolution(
        TransposedConvolution(
          window: WindowSettings(kernel: 3, stride: 2, padding: 1), outputChannels: nil,
          groups: 2, hasBias: false, readsWeight: true)), [[1, 4, 3], [4, 3, 3]], makes: "1×6×5"
    ).counted([4 * 3 * 3 * 3, 0, 0, 0, 0, 0]),
    // Every input element spreads 2 · 9 products, also where the padding cuts them off.
    OperatorSample(
      .transposedConvolution(
        TransposedConvolution(
          window: WindowSettings(kernel: 3, stride: 2, padding: 1), outputChannels: 2,
          outputPadding: 1)), [[1, 3, 4, 4]], makes: "1×2×8×8"
    ).counted([3 * 16 * 2 * 9, 0, 0, 0, 0, 0], parameters: [54, 2, 0, 0]),
    OperatorSample(
      .transposedConvolution(
        TransposedConvolution(
          window: WindowSettings(kernel: 2, stride: 2), outputChannels: 4)),
      [[1, 8, h]], makes: "1×4×2·H"),
  ]
}
