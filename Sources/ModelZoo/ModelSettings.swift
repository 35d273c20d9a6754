/// In what a model is asked to differ from its source; what is nil stays as the source has it.
public struct ModelSettings: Hashable, Sendable {
  /// Another form of the model: "aux".
  public var variant: String?
  /// How many classes it tells apart; detectors count the background, as torchvision does.
  public var classes: Int?
  /// The multiplier of channels, in place of the model's own: 0.5 makes a mobilenet_v2 of half the width,
  /// and mnasnet1_3 an mnasnet0_5. Rounded as the family rounds.
  public var width: Double?
  /// The multiplier of layers in each stage, in place of the model's own.
  public var depth: Double?

  public init(
    variant: String? = nil, classes: Int? = nil, width: Double? = nil, depth: Double? = nil
  ) {
    self.variant = variant
    self.classes = classes
    self.width = width
    self.depth = depth
  }

  /// What can be set by a number.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    case classes, width, depth

    /// As it is called in a sentence.
    public var noun: String {
      switch self {
      case .classes: "number of classes"
      case .width: "width multiplier"
      case .depth: "depth multiplier"
      }
    }

    /// What a value of it must be.
    public var range: String {
      switch self {
      case .classes: "a whole number from 1 to 1000000000"
      case .width, .depth: "a number above 0 and at most 100"
      }
    }
  }

  static let classRange = 1...1_000_000_000

  static func isFactor(_ factor: Double) -> Bool { factor > 0 && factor <= 100 }

  /// What was given that no model could have.
  func requireRanges() throws(ZooError) {
    if let classes, !Self.classRange.contains(classes) {
      throw .settingOutOfRange(.classes, given: "\(classes)")
    }
    for (kind, factor) in [(Kind.width, width), (.depth, depth)] {
      if let factor, !Self.isFactor(factor) {
        throw .settingOutOfRange(kind, given: "\(factor)")
      }
    }
  }

  var kinds: [Kind] {
    [classes.map { _ in .classes }, width.map { _ in .width }, depth.map { _ in .depth }]
      .compactMap { $0 }
  }
}
