import ConvArithmetic
import LayerGraph

/// Vision Transformer: Dosovitskiy et al. 2021, table 1.
enum VisionTransformer {
  static let recipes = [
    recipe("b", "Base", patch: 16, layers: 12, width: 768, heads: 12),
    recipe("b", "Base", patch: 32, layers: 12, width: 768, heads: 12),
    recipe("l", "Large", patch: 16, layers: 24, width: 1024, heads: 16),
    recipe("l", "Large", patch: 32, layers: 24, width: 1024, heads: 16),
    recipe("h", "Huge", patch: 14, layers: 32, width: 1280, heads: 16),
  ]

  private static func recipe(
    _ letter: String, _ size: String, patch: Int, layers: Int, width: Int, heads: Int
  ) -> Recipe {
    Recipe(
      "vit_\(letter)_\(patch)", aliases: ["vit-\(letter)/\(patch)"], family: "Vision Transformer",
      "Dosovitskiy et al. 2021, ViT-\(size)/\(patch), a position embedding for the input's size, as torchvision",
      classes: 1000, refusal: { $0.uncut(by: [patch, patch], "a patch's") }
    ) { (image: Value, shape: Shape, settings: Recipe.Settings) throws(ArithmeticError) in
      let patches = try shape[2].floorDivided(by: patch) * shape[3].floorDivided(by: patch)
      return image.conv(width, patch, stride: patch, named: "conv_proj")
        .flatten(first: 2, named: "flatten").permute([0, 2, 1], named: "permute")
        .withClassToken(batch: shape[0], width: width)
        .encoded(positions: try patches + 1, width: width, layers: layers, heads: heads)
        .gather(dimension: 1, [0], shape: [], named: "class")
        .linear(settings.classes, named: "heads.head")
    }
  }
}

extension Value {
  /// A learned token before the others.
  fileprivate func withClassToken(batch: Dim, width: Int) -> Value {
    builder.constant([1, 1, Dim(width)], isLearned: true, named: "class_token")
      .expand(to: [batch, 1, 1], named: "class_token.expand")
      .concat([self], dimension: 1, named: "concat")
  }

  fileprivate func encoded(positions: Dim, width: Int, layers: Int, heads: Int) -> Value {
    builder.scope("encoder") {
      let embedding = builder.constant(
        [1, positions, Dim(width)], isLearned: true, named: "pos_embedding")
      let tokens = add(embedding, named: "add").dropout(0, named: "dropout")
      return (0..<layers).reduce(tokens) { x, index in
        builder.scope("layers.encoder_layer_\(index)") { x.block(width: width, heads: heads) }
      }
      .then(.ln(), named: "ln")
    }
  }

  /// Attention and a perceptron, each behind a norm and beside a shortcut.
  private func block(width: Int, heads: Int) -> Value {
    let attended = then(.ln(), named: "ln_1").attention(heads: heads, named: "self_attention")
      .dropout(0, named: "dropout").add(self, named: "add")
    return attended.then(.ln(), named: "ln_2").perceptron("mlp", 4 * width, to: width)
      .add(attended, named: "add")
  }
}
