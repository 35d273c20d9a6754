/// Which node of a file is being read, and how many were, those of functions counted at each call.
struct Progress {
  var origin = Origin(input: NodeList.absent)
  private var count = 0

  static let maximumNodes = 4_000_000

  /// Goes on to a node; false when these are too many.
  mutating func advance(to node: Origin) -> Bool {
    origin = node
    count += 1
    return count <= Self.maximumNodes
  }
}
