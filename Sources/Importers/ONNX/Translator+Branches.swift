import Analyses
import ConvArithmetic
import LayerGraph

// `If`, read as if the nodes of the branch that is taken stood in its place.

extension Translator {
  static let branchHandlers: [String: Handler] = [
    "If": { try $0.branch($1) }
  ]

  private func branch(_ call: Call) throws -> MadeValues {
    guard let then = heldGraph("then_branch"), let other = heldGraph("else_branch") else {
      throw ImportProblem.dataDependent(0)
    }
    if let condition = try call.array(0)?.elements.first?.number {
      return MadeValues(try read(subgraph: condition != 0 ? then : other, call))
    }
    let trial = made.trials.begin(at: made.nodes.count)
    let tried = (tryOut(then, call), tryOut(other, call))
    // A branch that doesn't fit what it reads is never taken.
    switch tried {
    case (.misfit, .made), (.misfit, .unknown):
      end(trial, keepingUses: false)
      return MadeValues(try read(subgraph: other, call))
    case (.made, .misfit), (.unknown, .misfit):
      end(trial, keepingUses: false)
      return MadeValues(try read(subgraph: then, call))
    default: end(trial, keepingUses: true)
    }
    guard case (.made(let first), .made(let second)) = tried else {
      return try unknownGraphs(call)
    }
    let work = first.multiplyAccumulates
    return try unknownGraphs(
      call, shapes: first.shapes == second.shapes ? first.shapes : nil,
      types: first.types == second.types ? first.types : nil,
      multiplyAccumulates: work == second.multiplyAccumulates ? work : nil)
  }

  /// The number of a graph that the node holds that is being read.
  func heldGraph(_ attribute: String) -> Int? {
    file.subgraphs.graph(
      attribute, ofNode: Int(made.current.index), inList: Int(made.current.list))
  }

  /// The values that a graph gives which the node holds that is being read.
  private func read(subgraph number: Int, _ call: Call) throws -> [TensorValue] {
    let graph = file.subgraphs.graphs[number]
    if call.outputCount > graph.outputs.count {
      throw ImportProblem.branchOutputs(call.outputCount, graph.outputs.count)
    }
    if isInFunction { try takeFunctionBytes(graph.size) }
    let outer = frame
    defer { frame = outer }
    frame = Frame(inside: outer)
    try defineInitializers(ofSubgraph: number)
    try read(list: file.subgraphs.list(of: number))
    return try graph.outputs.prefix(call.outputCount).map { output in
      guard let value = frame[output.name] else {
        throw ONNXError(place(), .undefined(text(output.name)))
      }
      return value
    }
  }

  // MARK: Where nobody knows which branch is taken

  private enum Trial {
    case made(Tried)
    case unknown
    /// A layer doesn't fit what it reads.
    case misfit
  }

  /// What a branch would make.
  private struct Tried {
    /// Nil where one of them isn't known.
    var shapes: [Shape]?
    var types: [LayerGraph.ElementType] = []
    /// Nil where it isn't known.
    var multiplyAccumulates: Dim?
  }

  /// Reads a branch and takes its nodes back.
  private func tryOut(_ graph: Int, _ call: Call) -> Trial {
    let trial = made.trials.begin(at: made.nodes.count)
    let names = handedOn.count
    defer {
      end(trial, keepingUses: true)
      handedOn.removeLast(handedOn.count - names)
    }
    do {
      let values = try read(subgraph: graph, call)
      return .made(
        Tried(
          shapes: try ifKnown { try values.map { try shape(of: $0) } },
          types: values.map { storedType(of: $0) ?? .float32 },
          multiplyAccumulates: try ifKnown { try multiplyAccumulates(from: trial.nodes) }))
    } catch {
      return Self.isMisfit(error) ? .misfit : .unknown
    }
  }

  /// Nil for what isn't known.
  private func ifKnown<Fact>(_ fact: () throws -> Fact) throws -> Fact? {
    do { return try fact() } catch {
      if Self.isMisfit(error) { throw error }
      return nil
    }
  }

  private static func isMisfit(_ error: any Error) -> Bool {
    (error as? ONNXError)?.isMisfit ?? (error as? Misfit)?.problem.isMisfit ?? false
  }

  /// Of all nodes from one on.
  func multiplyAccumulates(from first: Int) throws -> Dim {
    var total: Dim = 0
    for index in first..<made.nodes.count {
      let node = made.nodes[index]
      if node.operation.rules.mayCompute != .anything { continue }
      let site = Site(
        inputs: try node.inputs.map { try shape(of: .data($0)) },
        outputs: try (0..<node.operation.outputCount).map {
          try shape(of: .data(ValueReference(node: index, output: $0)))
        })
      total = try total + node.operation.rules.work(site).multiplyAccumulates
    }
    return total
  }

  /// A node of which it isn't known what its graphs do: it reads all that they read around them.
  func unknownGraphs(
    _ call: Call, shapes: [Shape]? = nil, types: [LayerGraph.ElementType]? = nil,
    multiplyAccumulates: Dim? = nil
  ) throws -> MadeValues {
    unread = nil
    let place = made.current
    var values = call.inputs.compactMap { $0 }
    for name in file.subgraphs.outerNames(ofNode: Int(place.index), inList: Int(place.list)) {
      if let value = frame[Int(name)] { values.append(value) }
    }
    let operation = Opaque(
      name: call.qualifiedOperation, outputs: max(call.outputCount, 1), shapes: shapes,
      isKnown: true, multiplyAccumulates: multiplyAccumulates)
    let result = emit(.opaque(operation), try references(toDataIn: values))
    guard case .data(let reference)? = result.first else { return result }
    made.setTypes(types ?? [.float32], of: reference.node)
    // What the graphs learn is counted here.
    made.holders.markIrregular(reference.node)
    for value in values where !value.isData { use(value, at: reference.node) }
    return result
  }

  /// The data among values, each once, and that of sequences.
  private func references(toDataIn values: [TensorValue]) throws -> [ValueReference] {
    var (found, all): (Set<ValueReference>, [ValueReference]) = ([], [])
    for value in values {
      var parts = [value]
      if case .sequence = value {
        parts = try self.values(in: value)
        try takeSequenceValues(parts.count)
      }
      for case .data(let reference) in parts where found.insert(reference).inserted {
        all.append(reference)
      }
    }
    return all
  }
}
