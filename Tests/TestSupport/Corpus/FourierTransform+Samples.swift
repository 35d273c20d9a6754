import ConvArithmetic
import LayerGraph

extension OperatorCorpus {
  static let fourierTransform: [OperatorSample] = [
    OperatorSample(
      .fourierTransform(
        FourierTransform(dimension: -2, length: 6, isOneSided: true, isInverse: true)),
      [[1, 4, 8, 2]], makes: "1×4×4×2"
    ).written(
      #""op": "fourierTransform", "dimension": -2, "length": 6, "oneSided": true, "inverse": true"#),
    // 4 frequencies: 4 numbers by cosine and sine, both added up.
    OperatorSample(
      .fourierTransform(FourierTransform(dimension: 1)), [[1, 4, 1]], makes: "1×4×2"
    ).counted([0, 4 * 6, 4 * 8, 0, 0, 0]),
    // 2 × 3 frequencies: of 3 numbers with two parts both, two sums of products; both by 3.
    OperatorSample(
      .fourierTransform(FourierTransform(dimension: 1, isInverse: true)), [[2, 3, 2]],
      makes: "2×3×2"
    ).counted([0, 6 * (6 + 4), 6 * 12, 6 * 2, 0, 0]),
    // Of what is shorter the zeros behind it aren't read.
    OperatorSample(
      .fourierTransform(FourierTransform(dimension: 1, length: 5, isOneSided: true)), [[1, 4, 1]],
      makes: "1×3×2"
    ).counted([0, 3 * 6, 3 * 8, 0, 0, 0]),
    OperatorSample(
      .fourierTransform(FourierTransform(dimension: 2, isOneSided: true)), [[n, 3, h, 1]],
      makes: "N×3×(⌊H/2⌋ + 1)×2"),
    OperatorSample(
      .shortTimeFourier(
        ShortTimeFourier(frameLength: 4, step: 3, isOneSided: false, hasWindow: true)),
      [[1, 10, 1], [4]], makes: "1×3×4×2"
    ).written(
      #""op": "shortTimeFourier", "frameLength": 4, "step": 3, "oneSided": false, "window": true"#),
    // 2 frames × 2 frequencies of 3 numbers.
    OperatorSample(
      .shortTimeFourier(ShortTimeFourier(frameLength: 3, step: 2)), [[1, 5, 1]], makes: "1×2×2×2"
    ).counted([0, 4 * 4, 4 * 6, 0, 0, 0]),
    // 3 frames of 3 numbers with two parts by the window; 6 frequencies.
    OperatorSample(
      .shortTimeFourier(ShortTimeFourier(frameLength: 3, step: 1, hasWindow: true)),
      [[1, 5, 2], [3]], makes: "1×3×2×2"
    ).counted([0, 6 * (6 + 4), 18 + 6 * 12, 0, 0, 0]),
    OperatorSample(
      .shortTimeFourier(ShortTimeFourier(frameLength: 4, step: 2)), [[n, h, 1]],
      makes: "N×(⌊H/2⌋ - 1)×3×2"),
  ]
}
