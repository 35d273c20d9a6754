import LayerGraph

/// The values, numbers and counts of a run under way.
struct ExecutorState<A: Arithmetic> {
  private let graph: Graph
  private let options: ExecutorOptions
  private let lifetimes: Lifetimes
  private var values: [[Tensor<A.Element>]]
  private var arithmetic: A
  private var reader: ParameterReader
  private var parameters = ParameterTally()
  private var aliveElements = 0
  private var peakElements = 0

  init(_ executor: Executor, arithmetic: A) {
    graph = executor.graph
    options = executor.options
    lifetimes = Lifetimes(graph)
    values = Array(repeating: [], count: graph.nodes.count)
    self.arithmetic = arithmetic
    reader = ParameterReader(executor.parameters, limit: options.maximumElements)
  }

  mutating func run(
    _ index: Int, _ node: Node, input: Tensor<A.Element>?
  ) throws(ExecutionProblem) -> NodeRun<A> {
    let start = ContinuousClock.now
    reader.begin(node: node.name, shared: node.sharedWeights)
    var context = KernelContext(
      inputs: try gather(node, input), isLastReader: lastReads(index, node),
      math: arithmetic, parameters: reader, options: options)
    // What dies here belongs to the kernel from now on; its elements count as alive until it is done.
    var dyingElements = 0
    for dead in lifetimes.dying[index] where dead != index {
      dyingElements += values[dead].reduce(0) { $0 + $1.elements.count }
      values[dead] = []
    }
    let outputs = try node.operation.run(&context)
    let before = arithmetic
    (arithmetic, reader) = (context.math, context.parameters)
    parameters += reader.tally
    let elements = outputs.reduce(0) { $0 + $1.elements.count }
    aliveElements += elements
    peakElements = max(peakElements, aliveElements)
    aliveElements -= dyingElements
    if lifetimes.lastReader[index] == index {
      aliveElements -= elements
    } else {
      values[index] = outputs
    }
    return NodeRun(
      index: index, name: node.name, outputs: outputs,
      seconds: start.duration(to: .now).inSeconds, parameters: reader.tally, before: before,
      after: arithmetic)
  }

  /// What a node reads; an input node reads what the run was given for it.
  private func gather(
    _ node: Node, _ given: Tensor<A.Element>?
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] {
    if let given { return [given] }
    var inputs: [Tensor<A.Element>] = []
    for reference in node.inputs { inputs.append(try value(reference)) }
    return inputs
  }

  private func value(_ reference: ValueReference) throws(ExecutionProblem) -> Tensor<A.Element> {
    guard values[reference.node].indices.contains(reference.output) else {
      throw .missingValue(node: reference.node, output: reference.output)
    }
    return values[reference.node][reference.output]
  }

  /// For each input whether this is the only place that still reads it.
  private func lastReads(_ index: Int, _ node: Node) -> [Bool] {
    var places: [ValueReference: Int] = [:]
    for input in node.inputs where lifetimes.lastReader[input.node] == index {
      places[input, default: 0] += 1
    }
    return node.inputs.map { places[$0] == 1 }
  }

  func finish(after seconds: Double) throws(ExecutionError) -> Execution<A> {
    var outputs: [Tensor<A.Element>] = []
    for output in graph.outputs {
      do throws(ExecutionProblem) { outputs.append(try value(output.value)) } catch {
        throw ExecutionError(error, node: output.name, kind: "output")
      }
    }
    return Execution(
      outputs: outputs, parameters: parameters,
      peakActivationBytes: peakElements * options.bytesPerElement, seconds: seconds,
      arithmetic: arithmetic)
  }
}

extension Duration {
  var inSeconds: Double {
    let (seconds, attoseconds) = components
    return Double(seconds) + Double(attoseconds) * 1e-18
  }
}
