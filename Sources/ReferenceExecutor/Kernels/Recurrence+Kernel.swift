import LayerGraph

extension Recurrence: Kernel {
  /// One direction after the other, one step after the other.
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] {
    let sizes = try RecurrentSizes(self, context.inputs.map(\.sizes))
    let weights = try RecurrentWeights(self, sizes, &context)
    var outputs: [Tensor<A.Element>] = []
    for direction in 0..<directions {
      let isReversed = isReversed(output: direction * outputsPerDirection)
      var pass = try RecurrentPass(self, sizes, direction, &context)
      pass.addInputs(context.inputs[0], weights)
      for index in 0..<sizes.steps {
        pass.advance(to: isReversed ? sizes.steps - 1 - index : index, weights)
      }
      context.math = pass.math
      outputs += try pass.outputs()
    }
    return outputs
  }
}

/// The sizes of a recurrent layer's run, and where numbers lie.
struct RecurrentSizes {
  let steps: Int
  let samples: Int
  let features: Int
  let hidden: Int
  /// Rows of weights.
  let rows: Int
  private let hasSamplesFirst: Bool
  private let directions: Int

  init(_ layer: Recurrence, _ inputs: [[Int]]) throws(ExecutionProblem) {
    let input = inputs[0]
    if input.count != 3 { throw .rankDiffers(sizes: input, needed: 3) }
    (hasSamplesFirst, directions) = (layer.hasSamplesFirst, layer.directions)
    steps = input[hasSamplesFirst ? 1 : 0]
    samples = input[hasSamplesFirst ? 0 : 1]
    (features, hidden) = (input[2], layer.hiddenSize)
    if let needed = layer.inputFeatures, needed != features {
      throw .featuresDiffer(needed: needed, sizes: input)
    }
    rows = try hidden.times(layer.gates, "hidden size")
    let state = hasSamplesFirst ? [samples, directions, hidden] : [directions, samples, hidden]
    for (index, sizes) in inputs.enumerated().dropFirst() {
      let needed = layer.role(ofInput: index) == .lengths ? [samples] : state
      if sizes != needed { throw .notBroadcast(needed, sizes) }
    }
  }

  /// The row of a sample in a step, in inputs and outputs.
  func row(step: Int, sample: Int) -> Int {
    hasSamplesFirst ? sample &* steps &+ step : step &* samples &+ sample
  }

  /// The row of a sample's first state.
  func row(direction: Int, sample: Int) -> Int {
    hasSamplesFirst ? sample &* directions &+ direction : direction &* samples &+ sample
  }

  var allSteps: [Int] {
    hasSamplesFirst ? [samples, steps, 1, hidden] : [steps, 1, samples, hidden]
  }

  var last: [Int] { hasSamplesFirst ? [samples, 1, hidden] : [1, samples, hidden] }
}

/// The learned numbers of all directions, in ONNX's order.
struct RecurrentWeights<Element: Sendable & BitwiseCopyable> {
  /// directions × rows × features
  let input: Learned<Element>
  /// directions × rows × hidden
  let state: Learned<Element>
  /// directions × (rows of the input, rows of the state)
  let bias: Learned<Element>?
  /// directions × (input, output, forget) × hidden
  let peepholes: Learned<Element>?

  init<A: Arithmetic>(
    _ layer: Recurrence, _ sizes: RecurrentSizes, _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) where A.Element == Element {
    let directions = layer.directions
    let fanIn = try sizes.features.plus(sizes.hidden, "hidden size")
    input = try context.learned(
      "input_weight", [directions, sizes.rows, sizes.features], .weight(fanIn: fanIn))
    state = try context.learned(
      "state_weight", [directions, sizes.rows, sizes.hidden], .weight(fanIn: fanIn))
    peepholes = try context.learned(
      "peephole", [directions, 3 * sizes.hidden], .weight(fanIn: 2),
      if: layer.cell == .lstm && layer.hasPeepholes)
    bias = try context.learned("bias", [directions, 2 * sizes.rows], .bias, if: layer.hasBias)
  }
}
