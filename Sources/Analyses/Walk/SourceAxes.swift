import LayerGraph

/// The dimensions of an input along which fields are told: those of space and time, neither batch nor channels.
///
/// N×C×H×W has 2 and 3, N×H×W×C has 1 and 2, C×H×W has 1 and 2, tokens N×L×C have 1.
public struct SourceAxes: Hashable, Sendable {
  /// In the order of the value's dimensions.
  public let dimensions: [Int]
  /// The dimension that holds channels or features; nil where none does, or none was found.
  public let channels: Int?
  public let origin: Origin
  /// What each is called, where the user says so.
  public let letters: [Character]?

  /// How they were found.
  public enum Origin: Hashable, Sendable {
    /// Said by the user, or so by definition.
    case given
    /// By the first windows that move along them, and the first weights that read all channels.
    case windows
    /// By the first weights that read all features of each place.
    case products
    /// By place alone, N×C×…: nothing tells.
    case place
  }

  init(dimensions: [Int], channels: Int?, _ origin: Origin, letters: [Character]? = nil) {
    (self.dimensions, self.channels, self.origin) = (dimensions, channels, origin)
    self.letters = letters
  }

  /// N×C×…
  init(byPlaceIn rank: Int, _ origin: Origin = .place) {
    self.init(
      dimensions: Array(Shape.firstSpatialDimension..<max(Shape.firstSpatialDimension, rank)),
      channels: rank > Shape.channelDimension ? Shape.channelDimension : nil, origin)
  }

  init(_ layout: Layout) {
    self.init(
      dimensions: layout.axes, channels: layout.channels, .given,
      letters: layout.axes.map { layout.letters[$0] })
  }

  /// Some of them.
  func only(_ isKept: (Int) -> Bool) -> SourceAxes {
    let kept = dimensions.indices.filter { isKept(dimensions[$0]) }
    return SourceAxes(
      dimensions: kept.map { dimensions[$0] }, channels: channels, origin,
      letters: letters.map { letters in kept.map { letters[$0] } })
  }

  /// Whether they are where N×C×… has them.
  public func areInPlace(in rank: Int) -> Bool {
    dimensions == SourceAxes(byPlaceIn: rank).dimensions
  }

  /// The dimensions in letters, "NHWC".
  public func layout(ofRank rank: Int) -> Layout {
    var rest = (letters ?? Layout.letters(ofAxes: dimensions.count))[...]
    var others: ArraySlice<Character> = channels == nil ? ["N", "C"] : ["N"]
    let letters = (0..<rank).map { dimension -> Character in
      if dimensions.contains(dimension) { return rest.popFirst() ?? "D" }
      return dimension == channels ? "C" : others.popFirst() ?? "N"
    }
    return Layout(letters: letters)
  }
}

/// What each dimension of an input is, in letters: N batch, C channels, others axes ("NHWC", "CHW", "NLC").
public struct Layout: Hashable, Sendable {
  /// One for each dimension.
  public let letters: [Character]

  init(letters: [Character]) { self.letters = letters }

  /// As it is written: `NHWC`, `N×H×W×C`, `NxHxWxC`, `N,H,W,C`.
  /// - Returns: nil where it is not of different capital letters.
  public init?(_ text: String) {
    letters = Array(text.filter { !"×x, ".contains($0) })
    guard !letters.isEmpty, Set(letters).count == letters.count,
      letters.allSatisfy({ $0.isASCII && ("A"..."Z").contains($0) })
    else { return nil }
  }

  public var rank: Int { letters.count }

  var axes: [Int] { letters.indices.filter { letters[$0] != "N" && letters[$0] != "C" } }
  var channels: Int? { letters.firstIndex(of: "C") }

  static func letters(ofAxes count: Int) -> [Character] {
    count == 1 ? ["L"] : Array("UVWXYZTSRQPDHW".suffix(min(count, 14)))
  }
}

extension Layout: CustomStringConvertible {
  /// "N×H×W×C".
  public var description: String { letters.map(String.init).joined(separator: "×") }
}
