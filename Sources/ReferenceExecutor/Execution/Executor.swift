public import LayerGraph

/// Runs a network, node by node, with kernels that know no formula of any analysis.
///
///     let executor = Executor(try Zoo.graph("resnet50"))
///     let classes = try executor.run(executor.seededInputs())[0]        // 1×1000
public struct Executor: Sendable {
  /// The network, of any input sizes.
  public let graph: Graph
  /// Where learned and stored numbers come from, each by its path.
  public var parameters: any ParameterSource
  /// How large tensors may be, and the kernels of custom operators.
  public var options: ExecutorOptions

  /// - Parameter parameters: without these, numbers that depend on nothing but their names.
  public init(
    _ graph: Graph, parameters: any ParameterSource = SeededParameters(),
    options: ExecutorOptions = ExecutorOptions()
  ) {
    self.graph = graph
    self.parameters = parameters
    self.options = options
  }

  /// The network's outputs, in its order, for one tensor for each of its inputs, in theirs; a batch is the
  /// first dimension of each, or 1. After each layer `observe` is told its name and what it made; a value is
  /// freed after its last reader. On all processors, which changes no bit of the results.
  /// - Throws: `ExecutionError`, which names the node, for sizes that can't meet, operators that can't be
  ///   run, and tensors beyond `options.maximumElements`.
  public func run(
    _ inputs: [Tensor<Float>], observe: (String, [Tensor<Float>]) -> Void = { _, _ in }
  ) throws(ExecutionError) -> [Tensor<Float>] {
    let execution = try run(inputs, with: FloatArithmetic.onAllProcessors) { node in
      observe(node.name, node.outputs)
    }
    return execution.outputs
  }

  /// The same with any arithmetic, and what each node and the whole run took.
  @specialized(where A == RealArithmetic<Float>)
  @specialized(where A == RealArithmetic<Double>)
  @specialized(where A == CountingArithmetic)
  @specialized(where A == FootmarkArithmetic<Footprint>)
  @specialized(where A == FootmarkArithmetic<NarrowFootprint>)
  package func run<A: Arithmetic>(
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
