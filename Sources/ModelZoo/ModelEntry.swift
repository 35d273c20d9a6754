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
  /// N×C×H×W of the source.
  public let defaultInput: Shape
}
