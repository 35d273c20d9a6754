import ConvArithmetic
import LayerGraph

/// A model of the zoo: what is said about it, and the function that lays its layers.
struct Recipe: Sendable {
  typealias Outputs = [(name: String, value: Value)]
  typealias Layers =
    @Sendable (_ input: Value, _ shape: Shape, _ variant: String?) throws(ArithmeticError)
    -> Outputs

  let entry: ModelEntry
  private let layers: Layers

  /// A model with one output and no variants.
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
    ) { image, _, variant in layers(image, variant) }
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

  /// A model with variants that is made for the shape of its input.
  init(
    _ name: String, family: String, _ summary: String, variants: [String], input: Shape,
    layers: @escaping Layers
  ) {
    self.init(entry: ModelEntry(name, [], family, summary, variants, input), layers: layers)
  }

  private init(entry: ModelEntry, layers: @escaping Layers) {
    self.entry = entry
    self.layers = layers
  }

  /// The model for this shape, or for that of its source.
  func graph(
    variant: String?, input: Shape? = nil, hasBatch: Bool = false
  ) throws(Diagnostic) -> Graph {
    let network = GraphBuilder(variant.map { "\(entry.name)-\($0)" } ?? entry.name)
    let shape = input ?? entry.defaultInput
    let image = network.input(shape)
    let location = Diagnostic.Location.node(name: "input", kind: "input")
    if shape.rank != entry.defaultInput.rank {
      throw Diagnostic(location, .rankDiffers(expected: entry.defaultInput.rank, shape: shape))
    }
    let outputs: Outputs
    do throws(ArithmeticError) { outputs = try layers(image, shape, variant) } catch {
      throw Diagnostic(location, .undetermined(.tooLarge))
    }
    return try network.build(outputs: outputs, hasBatch: hasBatch)
  }
}

extension ModelEntry {
  fileprivate init(
    _ name: String, _ aliases: [String], _ family: String, _ summary: String,
    _ variants: [String], _ input: Shape
  ) {
    self.init(
      name: name, aliases: aliases, family: family, summary: summary, variants: variants,
      defaultInput: input)
  }
}

extension Shape {
  /// One square image.
  static func image(_ channels: Int, _ size: Int) -> Shape {
    Shape([1, Dim(channels), Dim(size), Dim(size)])
  }

  /// One clip of square frames.
  static func clip(_ frames: Int, _ size: Int) -> Shape {
    Shape([1, 3, Dim(frames), Dim(size), Dim(size)])
  }
}
