import Analyses
import ConvArithmetic
import LayerGraph

// `Loop` and `Scan`: one layer each. Where it is known how often the body runs, it is read once, on trial, and what it
// makes each time tells what all its rounds make.

extension Translator {
  static let bodyHandlers: [String: Handler] = [
    "Loop": { try $0.loop($1) },
    "Scan": { try $0.scan($1) },
  ]

  /// How many rounds at most, whether there is one, and the states.
  private func loop(_ call: Call) throws -> MadeValues {
    let states = call.inputs.dropFirst(2).compactMap { $0 }
    guard let number = heldGraph("body"), states.count + 2 == max(call.inputs.count, 2) else {
      return try unknownGraphs(call)
    }
    let graph = file.subgraphs.graphs[number]
    guard graph.inputs.count == states.count + 2, graph.outputs.count > states.count else {
      return try unknownGraphs(call)
    }
    var body = Body(number, graph, states, firstState: 2, firstMade: 1)
    body.given = [(Shape([]), .int64), (Shape([]), .bool)]
    body.noteKept { ownOperation(of: $0) == "Identity" }
    return try summary(of: body, call) { made in
      var rounds = RoundCounter(self, body, in: made.frame)
      return try rounds.count(call).map { Rounds(count: $0) }
    }
  }

  /// The states, then sequences of which a round reads a slice each.
  private func scan(_ call: Call) throws -> MadeValues {
    let inputs = call.inputs.compactMap { $0 }
    let sequences = try call.attributes.int("num_scan_inputs")
    guard let number = heldGraph("body"), call.version >= 9, inputs.count == call.inputs.count,
      sequences >= 1, sequences <= inputs.count
    else { return try unknownGraphs(call) }
    let count = inputs.count - sequences
    let graph = file.subgraphs.graphs[number]
    guard graph.inputs.count == inputs.count, graph.outputs.count >= count else {
      return try unknownGraphs(call)
    }
    var body = Body(number, graph, Array(inputs[..<count]), firstState: 0, firstMade: 0)
    body.noteKept { ownOperation(of: $0) == "Identity" }
    let axes = try call.attributes.ints("scan_input_axes") ?? []
    var counts: Set<Dim> = []
    for (index, sequence) in inputs[count...].enumerated() {
      guard var shape = try? self.shape(of: sequence),
        let axis = Folding.place(index < axes.count ? axes[index] : 0, shape.rank)
      else { return try unknownGraphs(call) }
      counts.insert(shape.dims.remove(at: axis))
      body.given.append((shape, storedType(of: sequence) ?? .float32))
    }
    let places = try call.attributes.ints("scan_output_axes") ?? []
    return try summary(of: body, call) { _ in
      counts.count == 1 ? counts.first.map { Rounds(count: $0, dimensions: places) } : nil
    }
  }

  // MARK: All rounds

  /// How often a body runs, and where its rounds stand in what they make together.
  private struct Rounds {
    let count: Dim
    /// By default the first one.
    var dimensions: [Int] = []
  }

  private func summary(
    of body: Body, _ call: Call, _ rounds: (Round) throws -> Rounds?
  ) throws -> MadeValues {
    guard call.outputCount <= body.states.count + body.results.count else {
      return try unknownGraphs(call)
    }
    let made = try together(body, call, rounds)
    unread = nil
    // What each round hands on is what the first one was given.
    let values = [made.first] + made.others
    return MadeValues(
      values.enumerated().map { index, value in
        index < body.states.count && body.states[index].isKept ? body.states[index].value : value
      })
  }

  private func together(
    _ body: Body, _ call: Call, _ rounds: (Round) throws -> Rounds?
  ) throws -> MadeValues {
    guard let round = run(body), let rounds = try rounds(round),
      rounds.count.isAtLeast(1, under: judge.requirements.assumptions) == .always
    else { return try unknownGraphs(call) }
    var shapes = round.stateShapes
    for (index, shape) in round.resultShapes.enumerated() {
      let place = index < rounds.dimensions.count ? rounds.dimensions[index] : 0
      guard let place = Folding.place(place, shape.rank + 1) else { return try unknownGraphs(call) }
      var shape = shape
      shape.dims.insert(rounds.count, at: place)
      try shape.requireRank()
      shapes.append(shape)
    }
    let count = max(call.outputCount, 1)
    return try unknownGraphs(
      call, shapes: Array(shapes.prefix(count)), types: Array(round.types.prefix(count)),
      multiplyAccumulates: try round.multiplyAccumulates.map { try $0 * rounds.count })
  }

  // MARK: One round

  /// What a round makes.
  private struct Round {
    /// The same before and behind it.
    let stateShapes: [Shape]
    let resultShapes: [Shape]
    /// Of both.
    let types: [LayerGraph.ElementType]
    /// Nil where it isn't known.
    let multiplyAccumulates: Dim?
    /// The values in it.
    let frame: Frame
  }

  /// Reads a body and takes its nodes back. What it is given are data of these shapes, whatever they hold.
  /// - Returns: nil where shapes aren't known, or states don't keep theirs.
  private func run(_ body: Body) -> Round? {
    let trial = made.trials.begin(at: made.nodes.count)
    let (names, outer, layers) = (handedOn.count, frame, deferredCount)
    defer {
      end(trial, keepingUses: true)
      handedOn.removeLast(handedOn.count - names)
      frame = outer
    }
    return try? read(body, in: outer, trial, layers: layers)
  }

  private func read(
    _ body: Body, in outer: Frame, _ trial: Trials.Start, layers: Int
  ) throws -> Round? {
    if isInFunction { try takeFunctionBytes(body.graph.size) }
    let stateShapes = try body.states.map { try shape(of: $0.value) }
    let stateTypes = body.states.map { storedType(of: $0.value) ?? .float32 }
    frame = Frame(inside: outer)
    for (name, given) in zip(body.givenNames, body.given) {
      _ = frame.define(name, placeholder(given.shape, given.type))
    }
    for (index, state) in body.states.enumerated() {
      let value = state.isKept ? state.value : placeholder(stateShapes[index], stateTypes[index])
      _ = frame.define(state.name, value)
    }
    try defineInitializers(ofSubgraph: body.number)
    try read(list: file.subgraphs.list(of: body.number))
    for (state, shape) in zip(body.states, stateShapes) {
      guard let value = frame[state.made], try self.shape(of: value) == shape else { return nil }
    }
    let results = body.results.compactMap { frame[$0] }
    if results.count != body.results.count { return nil }
    // What is computed of constants around the body isn't computed in each round.
    let isWhole = !made.trials.ranLayer(since: trial, of: layers)
    return Round(
      stateShapes: stateShapes, resultShapes: try results.map { try shape(of: $0) },
      types: stateTypes + results.map { storedType(of: $0) ?? .float32 },
      multiplyAccumulates: isWhole ? try? multiplyAccumulates(from: trial.nodes) : nil,
      frame: frame)
  }

  /// Data of a shape.
  private func placeholder(_ shape: Shape, _ type: LayerGraph.ElementType) -> TensorValue {
    let reference = ValueReference(node: made.nodes.count)
    _ = emit(.input(Input(shape)), [])
    made.setTypes([type], of: reference.node)
    return .data(reference)
  }
}
