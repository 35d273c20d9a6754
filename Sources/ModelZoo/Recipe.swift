import ConvArithmetic
import LayerGraph

/// A model of the zoo: what is said about it, and the function that lays its layers.
struct Recipe: Sendable {
  typealias Outputs = [(name: String, value: Value)]
  typealias Layers =
    @Sendable (_ inputs: [Value], _ shape: Shape, _ settings: Settings) throws(ArithmeticError)
    -> Outputs

  /// What was asked for, and else the source's.
  struct Settings: Sendable {
    /// Nil is the plain model.
    let variant: String?
    let classes: Int
    let width: Double
    let depth: Double
  }

  /// Why there is no such model for an input of this shape; nil where there is, or may be.
  typealias Refusal = @Sendable (_ shape: Shape) -> Problem?

  let entry: ModelEntry
  private let layers: Layers
  private let refusal: Refusal

  init(
    entry: ModelEntry, refusal: @escaping Refusal = { _ in nil }, layers: @escaping Layers
  ) {
    self.entry = entry
    self.refusal = refusal
    self.layers = layers
  }

  /// The model for this shape, or for that of its source.
  /// - Precondition: The entry has what is set; `settings(_:)` has checked it.
  func graph(
    _ asked: ModelSettings, input: Shape? = nil, hasBatch: Bool = false
  ) throws(Diagnostic) -> Graph {
    let network = GraphBuilder(title(asked))
    let shape = input ?? entry.defaultInput
    let inputs = entry.inputs.map { network.input(shape, named: $0) }
    let location = Diagnostic.Location.node(name: entry.inputs[0], kind: "input")
    if shape.rank != entry.defaultInput.rank {
      throw Diagnostic(location, .rankDiffers(expected: entry.defaultInput.rank, shape: shape))
    }
    if let problem = refusal(shape) { throw Diagnostic(location, problem) }
    let settings = Settings(
      variant: asked.variant, classes: asked.classes ?? entry.classes ?? 0,
      width: asked.width ?? entry.width ?? 1, depth: asked.depth ?? entry.depth ?? 1)
    let outputs: Outputs
    do throws(ArithmeticError) { outputs = try layers(inputs, shape, settings) } catch {
      throw Diagnostic(location, .undetermined(.tooLarge))
    }
    return try network.build(outputs: outputs, hasBatch: hasBatch)
  }

  /// "googlenet-aux (10 classes)": the name, and in what the model is not its source's.
  func title(_ asked: ModelSettings) -> String {
    var notes: [String] = []
    if let classes = asked.classes, classes != entry.classes { notes.append("\(classes) classes") }
    if let width = asked.width, width != entry.width { notes.append("width \(width)") }
    if let depth = asked.depth, depth != entry.depth { notes.append("depth \(depth)") }
    return entry.name + (asked.variant.map { "-\($0)" } ?? "")
      + (notes.isEmpty ? "" : " (\(notes.joined(separator: ", ")))")
  }

  /// The settings with the variant as the entry spells it, once it is certain that it has them all.
  /// - Parameter named: the variant that the model's name asked for.
  func settings(
    _ asked: ModelSettings, named: String?
  ) throws(ZooError) -> ModelSettings {
    var settings = asked
    settings.variant = try variant(asked.variant, named: named)
    try settings.requireRanges()
    for kind in settings.kinds {
      if !entry.settings.contains(kind) {
        throw .noSetting(kind, model: entry.name, has: entry.settings)
      }
      if kind == .classes, let needed = entry.classesVariant, needed != settings.variant {
        throw .classesElsewhere(model: entry.name, variant: needed)
      }
    }
    return settings
  }

  private func variant(_ asked: String?, named: String?) throws(ZooError) -> String? {
    guard let asked else { return named }
    let key = Zoo.key(asked)
    guard let match = entry.variants.first(where: { Zoo.key($0) == key }),
      named == nil || named == match
    else {
      throw .unknownVariant(asked, model: entry.name, known: entry.variants)
    }
    return match
  }
}

extension Shape {
  /// What is wrong with sides that must be cut into equal parts, one number for each of the last axes.
  /// - Parameter reduced: what has become of a side where it is cut.
  func uncut(
    by parts: [Int], _ what: String, reduced: (Int) -> Int = { $0 }
  ) -> Problem? {
    let names = ["frames", "height", "width"].suffix(parts.count)
    for (part, (name, dim)) in zip(parts, zip(names, dims.suffix(parts.count))) {
      guard let side = dim.constant, reduced(side) % part != 0 else { continue }
      return .notDivisible(name, Dim(reduced(side)), by: part, what)
    }
    return nil
  }

  /// One square image.
  static func image(_ channels: Int, _ size: Int) -> Shape {
    Shape([1, Dim(channels), Dim(size), Dim(size)])
  }

  /// One clip of square frames.
  static func clip(_ frames: Int, _ size: Int) -> Shape {
    Shape([1, 3, Dim(frames), Dim(size), Dim(size)])
  }
}
