import ConvArithmetic
public import LayerGraph

extension Recurrence: RulesPerInput {
  public func outputShapes(
    of inputs: [Shape], requirements: inout Requirements
  ) throws -> [Shape] {
    let input = inputs[0]
    try input.requireRank(3)
    if let inputFeatures {
      let expected = Dim(inputFeatures)
      try requirements.require(
        input[2], equals: expected,
        orElse: .featuresDiffer(expected: expected, found: input[2], shape: input))
    }
    let (steps, samples, hidden) = (input[time], input[batch], Dim(hiddenSize))
    for (index, given) in inputs.enumerated().dropFirst() {
      let needed: Shape
      switch role(ofInput: index) {
      case .sequence: continue
      case .lengths: needed = [samples]
      case .state, .cell: needed = placed(Dim(directions), samples, hidden)
      }
      try given.requireRank(needed.rank)
      for (dimension, size) in needed.dims.enumerated() {
        try requirements.require(
          given[dimension], equals: size,
          orElse: .sizesDiffer(given, needed, dimension: dimension))
      }
    }
    let all: Shape = hasSamplesFirst ? [samples, steps, 1, hidden] : [steps, 1, samples, hidden]
    let last = placed(1, samples, hidden)
    return (0..<outputCount).map { hasSteps(output: $0) ? all : last }
  }

  private var time: Int { hasSamplesFirst ? 1 : 0 }
  private var batch: Int { hasSamplesFirst ? 0 : 1 }

  private func placed(_ directions: Dim, _ samples: Dim, _ hidden: Dim) -> Shape {
    hasSamplesFirst ? [samples, directions, hidden] : [directions, samples, hidden]
  }

  /// A step reads all steps before it, or behind it in reverse, whose states are in its own; the last one reads
  /// every step. Within them features and hidden units read each other, all of them.
  public func routes(input: Int, output: Int, _ site: Site) throws -> [Route] {
    let samples = Route.kept(sampleDimension(ofOutput: output))
    switch role(ofInput: input) {
    case .lengths: return [samples]
    case .sequence:
      let kind: AxisMap.Kind =
        isReversed(output: output) ? .onwards(offset: 0) : .upTo(offset: 0)
      let steps: Route =
        // Steps behind a sample's length are read by none; in reverse it is where each sample begins.
        hasLengths
        ? .lost(.dataDependent, in: hasSteps(output: output) ? time : nil)
        : hasSteps(output: output) ? .along(output: time, AxisMap(kind)) : .all
      return hasSamplesFirst ? [samples, steps, .all] : [steps, samples, .all]
    case .state: return stateRoutes(samples, .all, output)
    case .cell:
      return stateRoutes(samples, cellRoute(output, steps: site.inputs[0][time]), output)
    }
  }

  /// Of the first states, that of the output's direction.
  private func stateRoutes(_ samples: Route, _ hidden: Route, _ output: Int) -> [Route] {
    let own = Route.along(
      output: directionDimension(ofOutput: output), .shift(by: output / outputsPerDirection))
    return hasSamplesFirst ? [samples, own, hidden] : [own, samples, hidden]
  }

  private func directionDimension(ofOutput output: Int) -> Int {
    (hasSteps(output: output) ? 1 : 0) + (hasSamplesFirst ? 1 : 0)
  }

  private func sampleDimension(ofOutput output: Int) -> Int {
    hasSamplesFirst ? 0 : hasSteps(output: output) ? 2 : 1
  }

  /// A unit of the first step reads its own cell alone, and those of later ones all.
  private func cellRoute(_ output: Int, steps: Dim) -> Route {
    guard let count = steps.constant else { return .lost(.openSize(steps), in: nil) }
    if count == 1 { return .kept(hasSteps(output: output) ? 3 : 2) }
    return hasSteps(output: output) ? .lost(.piecewise, in: nil) : .all
  }

  public func shift(_ site: Site) throws -> LearnedShift { .none }

  /// For each direction and gate: hidden·(features + hidden) weights, two biases for each hidden unit; peepholes of
  /// three gates.
  public func parameters(_ site: Site) throws -> ParameterCounts {
    let features = inputFeatures.map { Dim($0) } ?? site.inputs[0][2]
    let hidden = Dim(hiddenSize)
    let rows = try Dim(directions) * Dim(gates) * hidden
    let peepholes = cell == .lstm && hasPeepholes ? try Dim(directions) * 3 * hidden : 0
    return ParameterCounts(
      weights: try rows * (features + hidden) + peepholes, biases: hasBias ? try rows * 2 : 0)
  }

  /// MACs: directions · steps · samples · gates · hidden · (features + hidden).
  /// Operations besides are those of each hidden unit in each step, and a comparison of each step with the length.
  public func work(_ site: Site) throws -> Work {
    let features = inputFeatures.map { Dim($0) } ?? site.inputs[0][2]
    let moments = try Dim(directions) * site.inputs[0][0] * site.inputs[0][1]
    let units = try moments * Dim(hiddenSize)
    let macs = try units * Dim(gates) * (features + Dim(hiddenSize))
    let others = try units * Dim(operationsPerUnit) + (hasLengths ? moments : 0)
    return Work(
      multiplyAccumulates: macs, floatingPointOperations: .known(try macs * 2 + others))
  }

  /// Each gate adds what input and state give it. LSTM: three products with peepholes that are added, c' = f·c + i·g,
  /// h = o·function(c'). GRU: r·h, h' = (1 − z)·g + z·h.
  private var operationsPerUnit: Int {
    let sums = gates * (clip == nil ? 1 : 3)
    let (gate, candidate) = (gateFunction.operations, candidateFunction.operations)
    switch cell {
    case .lstm:
      let peepholes = hasPeepholes ? 6 : 0
      return sums + peepholes + 3 * gate + candidate + 3 + outputFunction.operations + 1
    case .gru: return sums + 2 * gate + 1 + candidate + 4
    case .rnn: return sums + candidate
    }
  }
}

extension Recurrence.Function {
  fileprivate var operations: Int { Activation(function).operationsPerElement() }

  private var function: Activation.Function {
    switch self {
    case .sigmoid: .sigmoid
    case .tanh: .tanh
    case .relu: .relu
    case .hardSigmoid: .hardSigmoid(slope: 0.2, offset: 0.5)
    case .softsign: .softsign
    case .softplus: .softplus
    case .elu: .elu
    }
  }
}
