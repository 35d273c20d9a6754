import ConvArithmetic
import LayerGraph

extension OperatorCorpus {
  static let pixelShuffle: [OperatorSample] = [
    OperatorSample(
      .pixelShuffle(PixelShuffle(factor: 2, order: .blockFirst)), [[1, 8, 2, 3]], makes: "1×2×4×6"
    ).written(#""op": "pixelShuffle", "factor": 2, "order": "blockFirst""#)
      .counted([0, 0, 0, 0, 0, 0]),
    OperatorSample(.pixelShuffle(PixelShuffle(factor: 3)), [[1, 9, h]], makes: "1×3×3·H"),
    OperatorSample(
      .pixelShuffle(PixelShuffle(factor: 2)), [[1, 8, 2, 2, 2]], makes: "1×1×4×4×4"),
    OperatorSample(
      .pixelUnshuffle(PixelUnshuffle(factor: 3, order: .blockFirst)), [[1, 2, 9]], makes: "1×6×3"
    ).written(#""op": "pixelUnshuffle", "factor": 3, "order": "blockFirst""#)
      .counted([0, 0, 0, 0, 0, 0]),
    OperatorSample(.pixelUnshuffle(PixelUnshuffle(factor: 2)), [[1, 3, 4, 6]], makes: "1×12×2×3"),
    OperatorSample(
      .pixelUnshuffle(PixelUnshuffle(factor: 2)), [[1, 1, 4, 4, 4]], makes: "1×8×2×2×2"),
    OperatorSample(.pixelUnshuffle(PixelUnshuffle(factor: 2)), [[1, 3, h]], makes: "1×6×⌊H/2⌋"),
    OperatorSample(.channelShuffle(ChannelShuffle(groups: 4)), [[1, 8, 3]], makes: "1×8×3")
      .written(#""op": "channelShuffle", "groups": 4"#).counted([0, 0, 0, 0, 0, 0]),
    OperatorSample(.channelShuffle(ChannelShuffle(groups: 3)), [[1, 12, 4, 4]], makes: "1×12×4×4"),
    OperatorSample(.channelShuffle(ChannelShuffle(groups: 2)), [[n, 4, h, w]], makes: "N×4×H×W"),
  ]
}
