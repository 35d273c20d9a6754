import ConvArithmetic
import LayerGraph

/// How recipes are written: each initialiser takes just what its models can differ in.
extension Recipe {
  /// A model with one output, of which nothing can be set.
  init(
    _ name: String, aliases: [String] = [], family: String, _ summary: String,
    input: Shape = .image(3, 224), layers: @escaping @Sendable (_ input: Value) -> Value
  ) {
    self.init(
      entry: ModelEntry(name, aliases, family, summary, [], input)
    ) { image, _, _ in [("output", layers(image))] }
  }

  /// A model with variants, which get their name; nil is the plain model.
  init(
    _ name: String, aliases: [String] = [], family: String, _ summary: String,
    variants: [String], input: Shape = .image(3, 224),
    layers: @escaping @Sendable (_ input: Value, _ variant: String?) -> Outputs
  ) {
    self.init(
      entry: ModelEntry(name, aliases, family, summary, variants, input)
    ) { image, _, settings in layers(image, settings.variant) }
  }

  /// A model that is made for the shape of its input, as those are that learn a number for each
  /// position.
  init(
    _ name: String, aliases: [String] = [], family: String, _ summary: String,
    input: Shape = .image(3, 224),
    sized: @escaping @Sendable (_ input: Value, _ shape: Shape) throws(ArithmeticError) -> Value
  ) {
    self.init(
      entry: ModelEntry(name, aliases, family, summary, [], input)
    ) { image, shape, _ throws(ArithmeticError) in [("output", try sized(image, shape))] }
  }

  /// A model with one output and as many classes as are asked for; also with a multiplier of its
  /// channels or layers where it is given what the source has.
  init(
    _ name: String, aliases: [String] = [], family: String, _ summary: String, classes: Int,
    width: Double? = nil, depth: Double? = nil, input: Shape = .image(3, 224),
    layers: @escaping @Sendable (_ input: Value, _ settings: Settings) -> Value
  ) {
    self.init(
      entry: ModelEntry(
        name, aliases, family, summary, [], input, classes: classes, width: width, depth: depth)
    ) { image, _, settings in [("output", layers(image, settings))] }
  }

  /// A model with classes and variants.
  init(
    _ name: String, aliases: [String] = [], family: String, _ summary: String,
    variants: [String], classes: Int, input: Shape = .image(3, 224),
    layers: @escaping @Sendable (_ input: Value, _ settings: Settings) -> Outputs
  ) {
    self.init(
      entry: ModelEntry(name, aliases, family, summary, variants, input, classes: classes)
    ) { image, _, settings in layers(image, settings) }
  }

  /// A model with classes that is made for the shape of its input.
  init(
    _ name: String, aliases: [String] = [], family: String, _ summary: String, classes: Int,
    input: Shape = .image(3, 224), refusal: @escaping Refusal = { _ in nil },
    sized:
      @escaping @Sendable (
        _ input: Value, _ shape: Shape, _ settings: Settings
      ) throws(ArithmeticError) -> Value
  ) {
    self.init(
      entry: ModelEntry(name, aliases, family, summary, [], input, classes: classes),
      refusal: refusal
    ) { image, shape, settings throws(ArithmeticError) in
      [("output", try sized(image, shape, settings))]
    }
  }

  /// A model that is made for the shape of its input and has classes only in its one variant.
  init(
    _ name: String, family: String, _ summary: String, variant: String, classes: Int,
    input: Shape, layers: @escaping Layers
  ) {
    self.init(
      entry: ModelEntry(
        name, [], family, summary, [variant], input, classes: classes, classesVariant: variant),
      layers: layers)
  }
}
