import LayerGraph

/// What one node did.
package struct NodeRun<A: Arithmetic>: Sendable {
  /// Its place in the graph's nodes.
  package let index: Int
  package let name: String
  package let outputs: [Tensor<A.Element>]
  package let seconds: Double
  /// The parameters it was the first to read.
  package let parameters: ParameterTally
  /// The arithmetic before and after it, which differ in what it did.
  package let before: A
  package let after: A
}

/// What a run of the whole network gave.
package struct Execution<A: Arithmetic>: Sendable {
  /// The network's outputs, in its order.
  package let outputs: [Tensor<A.Element>]
  package let parameters: ParameterTally
  /// The most bytes of activations alive at once, by `Lifetimes`, nothing being done in place.
  package let peakActivationBytes: Int
  package let seconds: Double
  /// What the arithmetic gathered.
  package let arithmetic: A
}
