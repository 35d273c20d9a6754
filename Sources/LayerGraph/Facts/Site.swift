/// One application of an operator: the shapes it reads and makes.
public struct Site: Sendable {
  /// One for each value read, in order.
  public let inputs: [Shape]
  /// One for each value made, in order.
  public let outputs: [Shape]

  public init(inputs: [Shape], outputs: [Shape]) {
    self.inputs = inputs
    self.outputs = outputs
  }
}
