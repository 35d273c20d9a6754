import ConvArithmetic
import LayerGraph

extension OperatorCorpus {
  static let convolution: [OperatorSample] = [
    OperatorSample(
      .convolution(
        Convolution(
          window: window, outputChannels: 64, groups: 4, hasBias: false, paddingMode: .reflect,
          inputChannels: 16, readsWeight: true)), [[1, 16, 20, 24], [64, 4, 3, 5]],
      makes: "1×64×9×14"
    ).written(
      #""op": "convolution", \#(windowDocument), "paddingMode": "reflect", "dilation": 3, "#
        + #""groups": 4, "inputChannels": 16, "outputChannels": 64, "bias": false, "#
        + #""readsWeight": true"#),
    // A weight that is read is no parameter; its products count all the same.
    OperatorSample(
      .convolution(
        Convolution(
          window: WindowSettings(kernel: 3, padding: 1), outputChannels: nil, readsWeight: true)),
      [[1, 2, 4, 4], [5, 2, 3, 3]], makes: "1×5×4×4"
    ).counted([16 * 5 * 18, 0, 0, 0, 0, 0], parameters: [0, 5, 0, 0]),
    // 4·4 positions, 5 channels, 2 · 9 taps each, padding included; the bias starts the sum.
    OperatorSample(
      .convolution(
        Convolution(window: WindowSettings(kernel: 3, padding: 1), outputChannels: 5)),
      [[1, 2, 4, 4]], makes: "1×5×4×4"
    ).counted([16 * 5 * 18, 0, 0, 0, 0, 0], parameters: [90, 5, 0, 0]),
    OperatorSample(
      .convolution(
        Convolution(
          window: WindowSettings(kernel: 3, stride: 2), outputChannels: 6, groups: 2, hasBias: false
        )), [[2, 4, 7]], makes: "2×6×3"
    ).counted([2 * 6 * 3 * 2 * 3, 0, 0, 0, 0, 0], parameters: [36, 0, 0, 0]),
    OperatorSample(
      .convolution(
        Convolution(
          window: WindowSettings(kernel: 2, padding: .sameUpper), outputChannels: nil,
          groups: .depthwise, hasBias: false)), [[1, 3, 3, 3, 3]], makes: "1×3×3×3×3"
    ).counted([3 * 27 * 8, 0, 0, 0, 0, 0], parameters: [24, 0, 0, 0]),
    OperatorSample(
      .convolution(
        Convolution(
          window: WindowSettings(kernel: 7, stride: 2, padding: 3), outputChannels: 64)),
      [[1, 3, h, w]], makes: "1×64×⌈H/2⌉×⌈W/2⌉"),
  ]
}
