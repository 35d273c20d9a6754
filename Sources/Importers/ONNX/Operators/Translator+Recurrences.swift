import Analyses
import ConvArithmetic
import Escaping
import LayerGraph

extension Translator {
  static let recurrenceHandlers: [String: Handler] = [
    "LSTM": { try $0.recurrence($1, .lstm) },
    "GRU": { try $0.recurrence($1, .gru) },
    "RNN": { try $0.recurrence($1, .rnn) },
    "CumSum": { try $0.cumulative($1, .sum) },
    "CumProd": { try $0.cumulative($1, .product) },
  ]

  private func cumulative(_ call: Call, _ function: Cumulative.Function) throws -> MadeValues {
    let shape = try call.shape(0)
    // Along which dimension is decided by values, or can't be read.
    guard let axis = try call.array(1)?.integers?.first else { return try known(call, [shape]) }
    guard let place = Folding.place(axis, shape.rank) else {
      throw ImportProblem.invalid(.dimensionOutOfRange(axis, shape: shape))
    }
    return try apply(
      .cumulative(
        Cumulative(
          function, dimension: place, isExclusive: try call.attributes.flag("exclusive"),
          isReversed: try call.attributes.flag("reverse"))),
      to: try call.input(0))
  }

  /// X, W (directions × gates·hidden × features), R (directions × gates·hidden × hidden), biases, lengths, first states
  /// and peepholes.
  func recurrence(_ call: Call, _ cell: Recurrence.Cell) throws -> MadeValues {
    let weights = (input: try call.input(1), state: try call.input(2))
    guard isWeight(weights.input), isWeight(weights.state) else {
      throw ImportProblem.dataDependent(1)
    }
    let settings = try RecurrentSettings(
      call, cell, input: try shape(of: weights.input), state: try shape(of: weights.state))
    var layer = settings.layer
    var inputs = [try call.input(0)]
    if let lengths = call.optional(4), try !areAllSteps(lengths, call, layer) {
      layer.hasLengths = true
      inputs.append(lengths)
    }
    if let state = call.optional(5), try !isZero(state) {
      layer.hasFirstState = true
      inputs.append(state)
    }
    if cell == .lstm, let state = call.optional(6), try !isZero(state) {
      layer.hasFirstCell = true
      inputs.append(state)
    }
    guard settings.isModelled else {
      return try unmodelled(call, layer, inputs)
    }
    var held = HeldTensors(weights: weights.input, biases: call.optional(3))
    held.stateWeights = weights.state
    if cell == .lstm { held.peepholes = call.optional(7) }
    // What is made last has the name of the node, and what it makes those of the file.
    let step: Step? = layer.direction == .both ? .layer : nil
    let made = try apply(.recurrence(layer), inputs, holding: held, step: step)
    return step == nil ? made : try joined(made, of: layer, wanted: call)
  }

  /// The outputs as ONNX has them: those of both directions side by side.
  private func joined(
    _ made: MadeValues, of layer: Recurrence, wanted call: Call
  ) throws -> MadeValues {
    let made = [made.first] + made.others
    let count = layer.outputsPerDirection
    var values = [TensorValue?](repeating: nil, count: count)
    let wanted = (0..<count).filter { call.wants($0) }
    for output in wanted.reversed() {
      guard let first = made[output], let second = made[count + output] else { continue }
      let dimension = (output == 0 ? 1 : 0) + (layer.hasSamplesFirst ? 1 : 0)
      values[output] = try one(
        .concat(Concat(dimension: dimension)), [first, second],
        step: output == wanted.first ? nil : .directions(output))
    }
    return MadeValues(values)
  }

  /// Another layer of the same sizes and products.
  private func unmodelled(
    _ call: Call, _ layer: Recurrence, _ inputs: [TensorValue]
  ) throws -> MadeValues {
    let inputs = try inputs.map { try shape(of: $0) }
    let rules = Operator.recurrence(layer).rules
    do {
      let made = try rules.outputShapes(of: inputs, requirements: &judge.requirements)
      let work = try rules.work(Site(inputs: inputs, outputs: made))
      let shapes = made.prefix(layer.outputsPerDirection).enumerated().map { output, shape in
        var shape = shape
        let dimension = (output == 0 ? 1 : 0) + (layer.hasSamplesFirst ? 1 : 0)
        shape[dimension] = Dim(layer.directions)
        return shape
      }
      return try known(
        call, shapes, multiplyAccumulates: work.multiplyAccumulates, weights: [1, 2, 3, 7])
    } catch let problem as Problem {
      throw ImportProblem.invalid(problem)
    }
  }

  /// Whether every sample is as long as the sequence.
  private func areAllSteps(
    _ lengths: TensorValue, _ call: Call, _ layer: Recurrence
  ) throws -> Bool {
    guard let lengths = try array(of: lengths)?.integers, let input = try? call.shape(0),
      input.rank == 3, let steps = input[layer.hasSamplesFirst ? 1 : 0].constant
    else { return false }
    return lengths.allSatisfy { $0 == steps }
  }
}

/// What the attributes and weights of a recurrent layer say.
private struct RecurrentSettings {
  let layer: Recurrence
  /// Whether it is no other layer than those that are ours.
  let isModelled: Bool

  init(_ call: Call, _ cell: Recurrence.Cell, input: Shape, state: Shape) throws {
    guard input.rank == 3, state.rank == 3 else {
      throw ImportProblem.invalid(.rankDiffers(expected: 3, shape: input.rank == 3 ? state : input))
    }
    guard let hidden = state[2].constant, let features = input[2].constant, hidden >= 1 else {
      throw ImportProblem.shapeUnknown
    }
    var layer = Recurrence(
      cell, hiddenSize: hidden, direction: try Self.direction(call),
      hasSamplesFirst: try call.attributes.flag("layout"), inputFeatures: features,
      hasBias: call.optional(3) != nil)
    layer.hasPeepholes = cell == .lstm && call.optional(7) != nil
    layer.resetsProduct = try cell == .gru && call.attributes.flag("linear_before_reset")
    if call.attributes.has("clip") {
      let clip = try call.attributes.float("clip", default: 0)
      layer.clip = clip > 0 ? clip : nil
    }
    let declared = try call.attributes.int("hidden_size", default: hidden)
    if declared != hidden {
      throw ImportProblem.attribute(
        "hidden_size", "\(declared) is not the \(hidden) of the weights \(state)")
    }
    let (directions, rows) = (Dim(layer.directions), Dim(try hidden.times(layer.gates)))
    for weight in [input, state] where weight[0] != directions || weight[1] != rows {
      throw ImportProblem.input(
        weight == input ? 1 : 2,
        "weights \(weight) are not of \(directions) × \(rows) rows, \(layer.gates) for each of "
          + "\(hidden) hidden units")
    }
    isModelled = try Self.setFunctions(of: &layer, call)
    self.layer = layer
  }

  private static func direction(_ call: Call) throws -> Recurrence.Direction {
    switch try call.attributes.string("direction") ?? "forward" {
    case "forward": return .forward
    case "reverse": return .reverse
    case "bidirectional": return .both
    case let other: throw ImportProblem.attribute("direction", "'\(other)' is no direction")
    }
  }

  /// - Returns: false where functions differ between directions or are none of ours, and where gates are coupled.
  private static func setFunctions(of layer: inout Recurrence, _ call: Call) throws -> Bool {
    if try call.attributes.flag("input_forget") { return false }
    guard let names = try call.attributes.strings("activations"), !names.isEmpty else {
      return true
    }
    let count = layer.cell == .lstm ? 3 : layer.cell == .gru ? 2 : 1
    if names.count != count * layer.directions {
      throw ImportProblem.attribute(
        "activations", "there are \(names.count) functions, not \(count * layer.directions)")
    }
    let functions = names.prefix(count).compactMap { Recurrence.Function(onnx: $0) }
    guard functions.count == count, names.prefix(count).elementsEqual(names.suffix(count)) else {
      return false
    }
    switch layer.cell {
    case .lstm:
      (layer.gateFunction, layer.candidateFunction) = (functions[0], functions[1])
      layer.outputFunction = functions[2]
    case .gru: (layer.gateFunction, layer.candidateFunction) = (functions[0], functions[1])
    case .rnn: layer.candidateFunction = functions[0]
    }
    return true
  }
}

extension Recurrence.Function {
  /// Nil for ScaledTanh, Affine and others that are not modelled. ONNX compares without case.
  fileprivate init?(onnx name: String) {
    let known = Self.allCases.first { $0.rawValue.lowercased() == name.lowercased() }
    guard let known else { return nil }
    self = known
  }
}
