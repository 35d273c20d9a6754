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
    ) { images, _, _ in [("output", layers(images[0]))] }
  }

  /// A model with variants, which get their name; nil is the plain model.
  init(
    _ name: String, aliases: [String] = [], family: String, _ summary: String,
    variants: [String], input: Shape = .image(3, 224),
    layers: @escaping @Sendable (_ input: Value, _ variant: String?) -> Outputs
  ) {
    self.init(
      entry: ModelEntry(name, aliases, family, summary, variants, input)
    ) { images, _, settings in layers(images[0], settings.variant) }
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
    ) { images, shape, _ throws(ArithmeticError) in [("output", try sized(images[0], shape))] }
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
    ) { images, _, settings in [("output", layers(images[0], settings))] }
  }

  /// A model with classes and variants.
  init(
    _ name: String, aliases: [String] = [], family: String, _ summary: String,
    variants: [String], classes: Int, input: Shape = .image(3, 224),
    layers: @escaping @Sendable (_ input: Value, _ settings: Settings) -> Outputs
  ) {
    self.init(
      entry: ModelEntry(name, aliases, family, summary, variants, input, classes: classes)
    ) { images, _, settings in layers(images[0], settings) }
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
    ) { images, shape, settings throws(ArithmeticError) in
      [("output", try sized(images[0], shape, settings))]
    }
  }

  /// A model that is made for the shape of its input and has classes only in its one variant.
  init(
    _ name: String, family: String, _ summary: String, variant: String, classes: Int,
    input: Shape,
    layers:
      @escaping @Sendable (
        _ input: Value, _ shape: Shape, _ settings: Settings
      ) throws(ArithmeticError) -> Outputs
  ) {
    self.init(
      entry: ModelEntry(
        name, [], family, summary, [variant], input, classes: classes, classesVariant: variant)
    ) { images, shape, settings throws(ArithmeticError) in
      try layers(images[0], shape, settings)
    }
  }
}
