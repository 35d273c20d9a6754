import LayerGraph

/// What a run is made of, where memory is concerned.
public struct MemoryPlan: Sendable {
  /// The sizes of each node's outputs, empty where they are unknown.
  public var sizes: [[[Int]]]
  /// How many numbers each node learns; none where the arithmetic has no values.
  public var parameters: [Double]
  /// What one number of a tensor takes.
  public var elementBytes: Int

  public init(sizes: [[[Int]]], parameters: [Double], elementBytes: Int) {
    (self.sizes, self.parameters, self.elementBytes) = (sizes, parameters, elementBytes)
  }
}

extension Executor {
  /// About how many bytes a run takes at once, before anything is allocated: the inputs, which whoever
  /// asks for the run keeps, values alive, parameters of the node at work, and what its kernel needs
  /// besides. Infinite rather than wrapped. O(nodes + edges).
  public func bytesAtOnce(_ plan: MemoryPlan) -> Double {
    let lifetimes = Lifetimes(graph)
    let unit = Double(plan.elementBytes)
    func bytes(_ node: Int) -> Double { plan.sizes[node].reduce(0) { $0 + $1.volume * unit } }
    var alive = graph.inputs.reduce(0) { $0 + bytes($1) }
    var peak = alive
    for (index, node) in graph.nodes.enumerated() {
      let own = bytes(index)
      let inputs = node.inputs.map { plan.sizes[$0.node][$0.output] }
      let scratch = node.operation.scratch(inputs: inputs, outputs: plan.sizes[index])
      alive += own
      peak = max(
        peak,
        alive + scratch.elements * unit + scratch.bytes
          + plan.parameters[index] * Double(MemoryLayout<Float>.stride))
      for dead in lifetimes.dying[index] { alive -= bytes(dead) }
    }
    return peak
  }
}

extension [Int] {
  /// The product, of any size.
  var volume: Double { reduce(1) { $0 * Double($1) } }
}
