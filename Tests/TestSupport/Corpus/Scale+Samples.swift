import ConvArithmetic
import LayerGraph

extension OperatorCorpus {
  static let scale: [OperatorSample] = [
    OperatorSample(
      .scale(Scale(dimension: 1, hasBias: true, isLayerScale: true)), [[1, 6, 4, 4]],
      makes: "1×6×4×4"
    ).written(#""op": "scale", "dimension": 1, "bias": true, "layerScale": true"#),
    OperatorSample(.scale(Scale(dimension: -1, hasBias: true)), [[1, 4, 2]], makes: "1×4×2")
      .counted([0, 8, 8, 0, 0, 0], parameters: [2, 2, 0, 0]),
    OperatorSample(.scale(Scale(dimension: nil)), [[2, h, 8]], makes: "2×H×8"),
  ]
}
