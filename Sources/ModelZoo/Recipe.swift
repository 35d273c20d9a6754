import ConvArithmetic
import LayerGraph

/// A model of the zoo: what is said about it, and the function that lays its layers.
struct Recipe: Sendable {
  typealias Outputs = [(name: String, value: Value)]

  let entry: ModelEntry
  private let layers: @Sendable (_ input: Value, _ variant: String?) -> Outputs

  /// A model with one output and no variants.
  init(
    _ name: String, aliases: [String] = [], family: String, _ summary: String,
    input: Shape = .image(3, 224), layers: @escaping @Sendable (_ input: Value) -> Value
  ) {
    self.init(name, aliases: aliases, family: family, summary, variants: [], input: input) {
      image, _ in [("output", layers(image))]
    }
  }

  /// A model with variants, which get their name; nil is the plain model.
  init(
    _ name: String, aliases: [String] = [], family: String, _ summary: String,
    variants: [String], input: Shape = .image(3, 224),
    layers: @escaping @Sendable (_ input: Value, _ variant: String?) -> Outputs
  ) {
    entry = ModelEntry(
      name: name, aliases: aliases, family: family, summary: summary, variants: variants,
      defaultInput: input)
    self.layers = layers
  }

  func graph(variant: String?) throws(Diagnostic) -> Graph {
    let network = GraphBuilder(variant.map { "\(entry.name)-\($0)" } ?? entry.name)
    return try network.build(outputs: layers(network.input(entry.defaultInput), variant))
  }
}

extension Shape {
  /// One square image.
  static func image(_ channels: Int, _ size: Int) -> Shape {
    Shape([1, Dim(channels), Dim(size), Dim(size)])
  }
}
