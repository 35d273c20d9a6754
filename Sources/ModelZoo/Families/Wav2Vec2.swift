import ConvArithmetic
import LayerGraph

/// wav2vec 2's feature encoder: Baevski et al. 2020, section 2: seven convolutions over the wave, one vector
/// for each 20 ms of 16 kHz, from 25 ms.
enum Wav2Vec2 {
  static let recipes = [
    Recipe(
      "wav2vec2_features", aliases: ["wav2vec2_feature_encoder"], family: "wav2vec 2",
      "Baevski et al. 2020, feature encoder of Base; large: biases, layer norm after each layer",
      variants: ["large"], input: [1, 1, 16000]
    ) { [("output", layers($0, isLarge: $1 != nil))] }
  ]

  private static let windows =
    [(kernel: 10, stride: 5)] + Array(repeating: (kernel: 3, stride: 2), count: 4)
    + Array(repeating: (kernel: 2, stride: 2), count: 2)

  private static let width = 512

  private static func layers(_ wave: Value, isLarge: Bool) -> Value {
    windows.enumerated().reduce(wave) { x, layer in
      x.builder.scope("conv_layers.\(layer.offset)") {
        let (kernel, stride) = layer.element
        var x = x.conv(width, kernel, stride: stride, bias: isLarge, named: "conv")
        if isLarge {
          x = x.then(.ln(.channels, epsilon: 1e-5), named: "layer_norm")
        } else if layer.offset == 0 {
          // As many groups as channels: each over time, by itself.
          x = x.groupNorm(width, named: "layer_norm")
        }
        return x.gelu(named: "gelu")
      }
    }
  }
}
