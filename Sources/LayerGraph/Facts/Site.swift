/// One application of an operator: the shapes it reads and makes.
public struct Site: Sendable {
  public let inputs: [Shape]
  public let outputs: [Shape]

  public init(inputs: [Shape], outputs: [Shape]) {
    self.inputs = inputs
    self.outputs = outputs
  }
}
