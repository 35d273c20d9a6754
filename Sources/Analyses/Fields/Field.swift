import LayerGraph

/// What the units of one value see of a source (an input of the network, or another layer's output):
/// one entry for each spatial axis of the source.
public struct Field: Hashable, Sendable {
  public let axes: [AxisField]

  /// Whether the value depends on the source at all.
  public let isReached: Bool

  /// Whether a path sees the whole source along every axis.
  public var isGlobal: Bool { isReached && !axes.isEmpty && axes.allSatisfy(\.isGlobal) }
}

extension Field: CustomStringConvertible {
  /// The sizes per axis, "427×427"; "all" along axes that are seen as a whole, a range where phases
  /// differ, "?" where it is unknown, "nothing" when the source is not read.
  public var description: String {
    if !isReached { return "nothing" }
    return axes.map(\.sizeText).joined(separator: "×")
  }
}

extension AxisField {
  fileprivate var sizeText: String {
    if isGlobal { return "all" }
    guard let local else { return "nothing" }
    guard case .known(let field) = local, case .known(let size) = field.size else { return "?" }
    return size.count == 1 ? "\(size.lowerBound)" : "\(size.lowerBound)–\(size.upperBound)"
  }
}
