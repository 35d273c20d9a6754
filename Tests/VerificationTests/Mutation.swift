import ConvArithmetic
import LayerGraph
import Verification

/// A rule that is wrong, a network where it matters, and what must be said of it.
struct Mutation: Sendable {
  let name: String
  /// The layer whose rules are corrupted.
  let layer: String
  /// Must be found, in these layers.
  let found: [Found]
  let corruption: Corruption
  let network: @Sendable (GraphBuilder) -> Value

  struct Found: Sendable {
    let quantity: Quantity
    let layer: String?
  }

  init(
    _ name: String, at layer: String, _ quantity: Quantity, also: [Found] = [],
    _ corruption: Corruption, in network: @escaping @Sendable (GraphBuilder) -> Value
  ) {
    self.name = name
    self.layer = layer
    found = [Found(quantity: quantity, layer: layer)] + also
    self.corruption = corruption
    self.network = network
  }

  /// Found in another layer than the one whose rules are wrong.
  init(
    _ name: String, at layer: String, _ quantity: Quantity, alone: String,
    _ corruption: Corruption, in network: @escaping @Sendable (GraphBuilder) -> Value
  ) {
    self.name = name
    self.layer = layer
    found = [Found(quantity: quantity, layer: alone)]
    self.corruption = corruption
    self.network = network
  }

  func graph() throws -> Graph {
    let builder = GraphBuilder(name)
    return try builder.build(output: network(builder))
  }
}

extension Mutation.Found {
  static func closedForms(_ layer: String) -> Self { Self(quantity: .closedForms, layer: layer) }
  static func alignment(_ layer: String) -> Self { Self(quantity: .alignment, layer: layer) }
  static func fields(_ layer: String) -> Self { Self(quantity: .fields, layer: layer) }
  static func operations(_ layer: String) -> Self { Self(quantity: .operations, layer: layer) }
  static func taint(_ layer: String) -> Self { Self(quantity: .taint, layer: layer) }
  static let totalParameters = Self(quantity: .parameters, layer: nil)
  static let peakMemory = Self(quantity: .memory, layer: nil)
}

/// A list of them is named by their names.
extension Mutation: CustomStringConvertible, CustomDebugStringConvertible {
  var description: String { name }
  var debugDescription: String { name }
}
