public import LayerGraph

/// Runs a network, node by node, with any arithmetic. It knows no formula of any analysis.
public struct Executor: Sendable {
  public let graph: Graph
  public var parameters: any ParameterSource
  public var options: ExecutorOptions

  public init(
    _ graph: Graph, parameters: any ParameterSource = SeededParameters(),
    options: ExecutorOptions = ExecutorOptions()
  ) {
    self.graph = graph
    self.parameters = parameters
    self.options = options
  }

  /// Runs the network on one tensor for each of its inputs, in their order. After each node `observe` is
  /// told what it did; a value is freed after its last reader.
  /// - Throws: `ExecutionError`, which names the node, for sizes that can't meet, operators that can't be
  ///   run, and tensors beyond `options.maximumElements`.
  @specialized(where A == RealArithmetic<Float>)
  @specialized(where A == RealArithmetic<Double>)
  @specialized(where A == CountingArithmetic)
  @specialized(where A == FootmarkArithmetic<Footprint>)
  @specialized(where A == FootmarkArithmetic<NarrowFootprint>)
  public func run<A: Arithmetic>(
    _ inputs: [Tensor<A.Element>], with arithmetic: A,
    observe: (NodeRun<A>) -> Void = { _ in }
  ) throws(ExecutionError) -> Execution<A> {
    if inputs.count != graph.inputs.count {
      throw ExecutionError(.inputCount(given: inputs.count, needed: graph.inputs.count))
    }
    var state = ExecutorState(self, arithmetic: arithmetic)
    let start = ContinuousClock.now
    var given = inputs.makeIterator()
    for index in graph.nodes.indices {
      let node = graph.nodes[index]
      do throws(ExecutionProblem) {
        var input: Tensor<A.Element>?
        if case .input(let declared) = node.operation {
          input = given.next()
          try input?.require(declared.shape, limit: options.maximumElements)
        }
        observe(try state.run(index, node, input: input))
      } catch {
        throw ExecutionError(error, node: node.name, kind: node.operation.kind)
      }
    }
    return try state.finish(after: start.duration(to: .now).inSeconds)
  }
}

extension Tensor {
  /// Refuses an input that is not what the network declares; open sizes take anything.
  fileprivate func require(_ shape: Shape, limit: Int) throws(ExecutionProblem) {
    if rank != shape.rank { throw .inputRank(given: sizes, needed: shape.rank) }
    if let declared = shape.sizes, declared != sizes {
      throw .inputSizes(given: sizes, needed: declared)
    }
    _ = try sizes.elementCount(limit: limit)
  }
}
