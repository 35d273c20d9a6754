import ConvArithmetic
import LayerGraph

extension OperatorCorpus {
  static let expand: [OperatorSample] = [
    OperatorSample(.expand(Expand(shape: [1, h])), [[2, 1]], makes: "2×H")
      .written(#""op": "expand", "shape": [1, "H"]"#),
    OperatorSample(.expand(Expand(shape: [4, 1])), [[1, 3, 1, 5]], makes: "1×3×4×5")
      .counted([0, 0, 0, 0, 0, 0]),
    OperatorSample(.expand(Expand(shape: [2, 3, 6])), [[3, 1]], makes: "2×3×6"),
    OperatorSample(.tile(Tile(repeats: [1, 2])), [[2, 3]], makes: "2×6")
      .written(#""op": "tile", "repeats": [1, 2]"#).counted([0, 0, 0, 0, 0, 0]),
    OperatorSample(.tile(Tile(repeats: [2, 1, 3])), [[1, 2, 4]], makes: "2×2×12"),
    OperatorSample(.tile(Tile(repeats: [1, 2, 1, 2])), [[1, 2, 3, 2]], makes: "1×4×3×4"),
    OperatorSample(.tile(Tile(repeats: [1, 1, 3])), [[1, 3, h]], makes: "1×3×3·H"),
  ]
}
