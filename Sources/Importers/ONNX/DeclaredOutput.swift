import ConvArithmetic
public import Escaping
public import LayerGraph

/// What a file says of one of the network's outputs.
public struct DeclaredOutput: Hashable, Sendable {
  public let name: String
  /// Nil where a size is open, or all of them.
  public let sizes: [Int?]?

  /// Whether a shape can't be the declared one: another number of dimensions, or another size where both are
  /// known.
  public func contradicts(_ shape: Shape) -> Bool {
    guard let sizes else { return false }
    return sizes.count != shape.rank
      || zip(sizes, shape.dims).contains { declared, made in
        guard let declared, let made = made.constant else { return false }
        return declared != made
      }
  }
}

extension DeclaredOutput: MessageConvertible {
  /// Its sizes, those that are open as "?".
  public var message: Message {
    guard let sizes else { return "?" }
    if sizes.isEmpty { return "scalar" }
    return sizes.map { size in size.map { "\($0)" } ?? "?" }.joined(separator: "×")
  }
}
