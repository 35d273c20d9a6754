public import LayerGraph

/// What the zoo says about a model before building it.
public struct ModelEntry: Hashable, Sendable {
  /// The name as its source spells it: "vgg16_bn". Case, "-", "_", "." and spaces make no difference but
  /// between digits.
  public let name: String
  /// Other names under which it is known.
  public let aliases: [String]
  /// The models of one paper: "ResNet".
  public let family: String
  /// One line: the paper, and which variant of it this is.
  public let summary: String
  /// Other forms of the same model: "aux" adds the auxiliary heads.
  public let variants: [String]
  /// N×C×H×W of the source; each input has this shape.
  public let defaultInput: Shape
  /// The names of its inputs, which all have one shape.
  public let inputs: [String]
  /// How many classes the source tells apart; nil when that can't be set.
  public let classes: Int?
  /// The variant that has classes, where the plain model has none.
  public let classesVariant: String?
  /// The source's multiplier of channels; nil when that can't be set.
  public let width: Double?
  /// The source's multiplier of layers; nil when that can't be set.
  public let depth: Double?

  /// What of it can be set by a number.
  public var settings: [ModelSettings.Kind] {
    [classes.map { _ in .classes }, width.map { _ in .width }, depth.map { _ in .depth }]
      .compactMap { $0 }
  }

  init(
    _ name: String, _ aliases: [String], _ family: String, _ summary: String,
    _ variants: [String], _ input: Shape, classes: Int? = nil, classesVariant: String? = nil,
    width: Double? = nil, depth: Double? = nil, inputs: [String] = ["input"]
  ) {
    self.name = name
    self.aliases = aliases
    self.family = family
    self.summary = summary
    self.variants = variants
    defaultInput = input
    self.inputs = inputs
    self.classes = classes
    self.classesVariant = classesVariant
    self.width = width
    self.depth = depth
  }
}
