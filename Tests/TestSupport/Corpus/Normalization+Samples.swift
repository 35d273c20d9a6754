import ConvArithmetic
import LayerGraph

extension OperatorCorpus {
  static let normalization: [OperatorSample] = batchNorm + layerNorm + groupNorm + others

  private static let batchNorm: [OperatorSample] = [
    OperatorSample(
      .batchNorm(
        BatchNorm(
          isAffine: false, hasScale: false, hasRunningStatistics: false, epsilon: 0.1,
          channels: 8, hasBatchCounter: false)), [[2, 8, 5]], makes: "2×8×5"
    ).written(
      #""op": "batchNorm", "channels": 8, "affine": false, "scale": false, "#
        + #""runningStatistics": false, "batchCounter": false, "epsilon": 0.1"#),
    OperatorSample(.batchNorm(BatchNorm(hasBatchCounter: false)), [[2, 3, 4]], makes: "2×3×4")
      .counted([0, 24, 24, 0, 0, 0], parameters: [0, 0, 6, 6]),
    OperatorSample(.batchNorm(BatchNorm()), [[n, 4, h, w]], makes: "N×4×H×W"),
  ]

  private static let layerNorm: [OperatorSample] = [
    OperatorSample(
      .layerNorm(
        LayerNorm(
          axes: .channels, isAffine: false, hasBias: false, isCentered: false, epsilon: 1e-300)),
      [[2, 6, 3, 4]], makes: "2×6×3×4"
    ).written(
      #""op": "layerNorm", "axes": "channels", "affine": false, "bias": false, "#
        + #""centered": false, "epsilon": 1e-300"#),
    // A row of n = 4: n − 1 + 1 additions; n + n + n products; 2 divisions; a root.
    OperatorSample(.layerNorm(LayerNorm(isCentered: false)), [[2, 3, 4]], makes: "2×3×4")
      .counted([0, 6 * (3 + 1), 6 * 12, 6 * 2, 0, 6], parameters: [0, 0, 4, 0]),
    // n − 1 + n + n − 1 + 1 additions and n with β; n + n + n products; 3 divisions; a root.
    OperatorSample(.layerNorm(LayerNorm()), [[2, 3, 4]], makes: "2×3×4")
      .counted([0, 6 * (3 + 4 + 3 + 1 + 4), 6 * 12, 6 * 3, 0, 6], parameters: [0, 0, 8, 0]),
    OperatorSample(
      .layerNorm(LayerNorm(axes: .channels, hasBias: false)), [[1, 4, 3]], makes: "1×4×3"
    ).counted([0, 3 * (3 + 4 + 3 + 1), 3 * 12, 3 * 3, 0, 3], parameters: [0, 0, 4, 0]),
    OperatorSample(.layerNorm(LayerNorm(axes: .trailing(2))), [[1, 2, 3, 4]], makes: "1×2×3×4"),
  ]

  private static let groupNorm: [OperatorSample] = [
    OperatorSample(
      .groupNorm(GroupNorm(groups: 8, isAffine: false, isAffinePerGroup: true, epsilon: 1)),
      [[1, 16, 3, 3]], makes: "1×16×3×3"
    ).written(
      #""op": "groupNorm", "groups": 8, "affine": false, "affinePerGroup": true, "epsilon": 1.0"#),
    OperatorSample(.groupNorm(GroupNorm(groups: 2, isAffine: false)), [[1, 4, 2]], makes: "1×4×2")
      .counted([0, 2 * (3 + 4 + 3 + 1), 2 * 8, 2 * 3, 0, 2]),
    OperatorSample(.groupNorm(GroupNorm(groups: 4)), [[1, 8, h, w]], makes: "1×8×H×W"),
  ]

  private static let others: [OperatorSample] = [
    OperatorSample(
      .instanceNorm(
        InstanceNorm(isAffine: true, hasRunningStatistics: true, epsilon: 2, hasBatchCounter: false)
      ), [[1, 3, 4, 4]], makes: "1×3×4×4"
    ).written(
      #""op": "instanceNorm", "affine": true, "runningStatistics": true, "#
        + #""batchCounter": false, "epsilon": 2.0"#),
    OperatorSample(
      .instanceNorm(
        InstanceNorm(isAffine: true, hasRunningStatistics: true, hasBatchCounter: false)),
      [[1, 2, 3]], makes: "1×2×3"
    ).counted([0, 6, 6, 0, 0, 0], parameters: [0, 0, 4, 4]),
    OperatorSample(.instanceNorm(InstanceNorm()), [[2, 3, h, w]], makes: "2×3×H×W"),
    OperatorSample(
      .localResponseNorm(LocalResponseNorm(size: 5, alpha: 1, beta: 0.5, k: 2)), [[1, 8, 3, 3]],
      makes: "1×8×3×3"
    ).written(#""op": "localResponseNorm", "size": 5, "alpha": 1.0, "beta": 0.5, "k": 2.0"#),
    OperatorSample(
      .localResponseNorm(LocalResponseNorm(size: 3)), [[1, 2, 2]], makes: "1×2×2"
    ).counted([0, 4 * 4, 4 * 4, 4, 0, 4]),
    OperatorSample(.localResponseNorm(LocalResponseNorm(size: 1)), [[2, 6, h]], makes: "2×6×H"),
  ]
}
