import LayerGraph

/// What one node did.
public struct NodeRun<A: Arithmetic>: Sendable {
  /// Its place in the graph's nodes.
  public let index: Int
  public let name: String
  public let outputs: [Tensor<A.Element>]
  public let seconds: Double
  /// The parameters it was the first to read.
  public let parameters: ParameterTally
  /// The arithmetic before and after it, which differ in what it did.
  public let before: A
  public let after: A
}

/// What a run of the whole network gave.
public struct Execution<A: Arithmetic>: Sendable {
  /// The network's outputs, in its order.
  public let outputs: [Tensor<A.Element>]
  public let parameters: ParameterTally
  /// The most bytes of activations alive at once, by `Lifetimes`, nothing being done in place.
  public let peakActivationBytes: Int
  public let seconds: Double
  /// What the arithmetic gathered.
  public let arithmetic: A
}
