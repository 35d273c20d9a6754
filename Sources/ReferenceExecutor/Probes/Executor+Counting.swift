import LayerGraph

extension Executor {
  /// Runs the network at its declared input sizes and counts what is really done: operations and
  /// parameters for each node, sizes of what it makes, the high-water mark.
  @discardableResult
  package func count(
    observe: (NodeRun<CountingArithmetic>) -> Void = { _ in }
  ) throws(ExecutionError) -> Execution<CountingArithmetic> {
    try run(uniformInputs(Counted()), with: CountingArithmetic(), observe: observe)
  }
}

extension NodeRun where A == CountingArithmetic {
  /// What this node did.
  package var counts: OperationCounts { after.counts - before.counts }
}
