import LayerGraph

/// One direction of a recurrent layer on its way through the steps.
struct RecurrentPass<A: Arithmetic> {
  typealias Element = A.Element

  var math: A
  private let layer: Recurrence
  private let sizes: RecurrentSizes
  private let direction: Int
  /// How many steps each sample has.
  private let lengths: Tensor<Element>?
  /// What the inputs of all steps give the gates.
  private var ofInputs: [Element]
  /// What the state gives the gates of one step.
  private var ofState: [Element]
  /// The state as the reset gate lets it through.
  private var resetState: [Element]
  private var state: [Element]
  private var cell: [Element]
  private var all: [Element]

  init(
    _ layer: Recurrence, _ sizes: RecurrentSizes, _ direction: Int,
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) {
    (self.layer, self.sizes, self.direction) = (layer, sizes, direction)
    math = context.math
    let zero = math.zero
    let limit = context.limit
    func zeros(_ counts: Int...) throws(ExecutionProblem) -> [Element] {
      Array(repeating: zero, count: try counts.elementCount(limit: limit))
    }
    ofInputs = try zeros(sizes.steps, sizes.samples, sizes.rows)
    ofState = try zeros(sizes.samples, sizes.rows)
    all = try zeros(sizes.steps, sizes.samples, sizes.hidden)
    state = try zeros(sizes.samples, sizes.hidden)
    (cell, resetState) = (state, state)
    var lengths: Tensor<Element>?
    for (index, input) in context.inputs.enumerated() {
      switch layer.role(ofInput: index) {
      case .sequence: continue
      case .lengths: lengths = input
      case .state: state = Self.rows(of: input, sizes, direction)
      case .cell: cell = Self.rows(of: input, sizes, direction)
      }
    }
    self.lengths = lengths
  }

  /// The first states of one direction.
  private static func rows(
    of input: Tensor<Element>, _ sizes: RecurrentSizes, _ direction: Int
  ) -> [Element] {
    (0..<sizes.samples).flatMap { sample in
      let start = sizes.row(direction: direction, sample: sample) * sizes.hidden
      return input.elements[start..<start + sizes.hidden]
    }
  }

  func outputs() throws(ExecutionProblem) -> [Tensor<Element>] {
    let states = [Tensor(trusted: sizes.allSteps, all), Tensor(trusted: sizes.last, state)]
    return layer.cell == .lstm ? states + [Tensor(trusted: sizes.last, cell)] : states
  }

  // MARK: Products

  /// X·Wᵀ and the input's bias, for all steps at once.
  mutating func addInputs(_ input: Tensor<Element>, _ weights: RecurrentWeights<Element>) {
    ofInputs = product(
      input.elements, weights.input, weights.bias, biasAt: 0, rows: 0..<sizes.rows,
      depth: sizes.features)
  }

  /// Rows of H·Rᵀ and the state's bias, for one step.
  private mutating func multiply(
    _ state: [Element], rows: Range<Int>, _ weights: RecurrentWeights<Element>
  ) {
    let product = product(
      state, weights.state, weights.bias, biasAt: sizes.rows, rows: rows, depth: sizes.hidden)
    for sample in 0..<sizes.samples {
      for row in rows {
        ofState[sample &* sizes.rows &+ row] =
          product[sample &* rows.count &+ row &- rows.lowerBound]
      }
    }
  }

  private mutating func product(
    _ values: [Element], _ weight: Learned<Element>, _ bias: Learned<Element>?, biasAt: Int,
    rows: Range<Int>, depth: Int
  ) -> [Element] {
    var result = [Element](repeating: math.zero, count: values.count / depth * rows.count)
    let product = MatrixProduct(
      m: values.count / depth, n: rows.count, k: depth, transposesB: true)
    let first = direction * sizes.rows + rows.lowerBound
    var math = self.math
    values.withUnsafeBufferPointer { values in
      result.withUnsafeMutableBufferPointer { result in
        guard let values = values.baseAddress, let result = result.baseAddress else { return }
        weight.withView { weight in
          bias.withView { bias in
            product.run(
              ElementView(values), weight.advanced(by: first * depth),
              bias: bias?.advanced(
                by: 2 * direction * sizes.rows + biasAt + rows.lowerBound),
              into: result, &math)
          }
        }
      }
    }
    self.math = math
    return result
  }

  // MARK: Steps

  mutating func advance(to step: Int, _ weights: RecurrentWeights<Element>) {
    let isGated = layer.cell == .gru && !layer.resetsProduct
    multiply(state, rows: 0..<(isGated ? 2 * sizes.hidden : sizes.rows), weights)
    if isGated {
      for sample in 0..<sizes.samples {
        for unit in 0..<sizes.hidden {
          let reset = function(layer.gateFunction, sum(1, unit, sample, step))
          resetState[sample &* sizes.hidden &+ unit] = math.multiply(
            reset, state[sample &* sizes.hidden &+ unit])
        }
      }
      multiply(resetState, rows: 2 * sizes.hidden..<sizes.rows, weights)
    }
    for sample in 0..<sizes.samples {
      let isWithin = lengths.map {
        math.compare(math.constant(Double(step)), .less, $0.elements[sample])
      }
      for unit in 0..<sizes.hidden {
        advance(unit, of: sample, to: step, if: isWithin, weights.peepholes)
      }
    }
  }

  /// Past the length of a sample its states stay, and its outputs are 0.
  private mutating func advance(
    _ unit: Int, of sample: Int, to step: Int, if isWithin: Element?,
    _ peepholes: Learned<Element>?
  ) {
    let place = sample &* sizes.hidden &+ unit
    let target = sizes.row(step: step, sample: sample) &* sizes.hidden &+ unit
    var (next, nextCell) = (state[place], cell[place])
    switch layer.cell {
    case .lstm: (next, nextCell) = lstm(unit, sample, step, cell[place], peepholes)
    case .gru: next = gru(unit, sample, step, state[place])
    case .rnn: next = function(layer.candidateFunction, sum(0, unit, sample, step))
    }
    guard let isWithin else {
      (state[place], cell[place], all[target]) = (next, nextCell, next)
      return
    }
    state[place] = math.pick(if: isWithin, next, else: state[place])
    cell[place] = math.pick(if: isWithin, nextCell, else: cell[place])
    all[target] = math.pick(if: isWithin, next, else: math.zero)
  }

  /// Gates in the order input, output, forget, candidate.
  private mutating func lstm(
    _ unit: Int, _ sample: Int, _ step: Int, _ cell: Element, _ peepholes: Learned<Element>?
  ) -> (state: Element, cell: Element) {
    func gate(_ gate: Int, _ cell: Element) -> Element {
      let given = sum(gate, unit, sample, step)
      guard let peepholes else { return function(layer.gateFunction, given) }
      let weight = peepholes.withView {
        $0[(direction &* 3 &+ gate) &* sizes.hidden &+ unit]
      }
      return function(layer.gateFunction, math.add(given, math.multiply(weight, cell)))
    }
    let (input, forget) = (gate(0, cell), gate(2, cell))
    let candidate = function(layer.candidateFunction, sum(3, unit, sample, step))
    let next = math.add(math.multiply(forget, cell), math.multiply(input, candidate))
    let output = gate(1, next)
    return (math.multiply(output, evaluate(layer.outputFunction, next)), next)
  }

  /// Gates in the order update, reset, candidate.
  private mutating func gru(
    _ unit: Int, _ sample: Int, _ step: Int, _ state: Element
  ) -> Element {
    let update = function(layer.gateFunction, sum(0, unit, sample, step))
    let candidate: Element
    if layer.resetsProduct {
      let reset = function(layer.gateFunction, sum(1, unit, sample, step))
      let gate = place(2, unit)
      let own = math.multiply(reset, ofState[sample &* sizes.rows &+ gate])
      let given = ofInputs[sizes.row(step: step, sample: sample) &* sizes.rows &+ gate]
      candidate = function(layer.candidateFunction, math.add(given, own))
    } else {
      candidate = function(layer.candidateFunction, sum(2, unit, sample, step))
    }
    let fresh = math.multiply(math.subtract(math.constant(1), update), candidate)
    return math.add(fresh, math.multiply(update, state))
  }

  private func place(_ gate: Int, _ unit: Int) -> Int { gate &* sizes.hidden &+ unit }

  /// What input and state give a gate.
  private mutating func sum(_ gate: Int, _ unit: Int, _ sample: Int, _ step: Int) -> Element {
    let row = place(gate, unit)
    return math.add(
      ofInputs[sizes.row(step: step, sample: sample) &* sizes.rows &+ row],
      ofState[sample &* sizes.rows &+ row])
  }

  /// A function of a sum, which is kept within bounds where there are some.
  private mutating func function(_ function: Recurrence.Function, _ x: Element) -> Element {
    guard let clip = layer.clip else { return evaluate(function, x) }
    let low = math.maximum(x, math.constant(-clip))
    return evaluate(function, math.minimum(low, math.constant(clip)))
  }

  private mutating func evaluate(_ function: Recurrence.Function, _ x: Element) -> Element {
    switch function {
    case .sigmoid: return math.sigmoid(x)
    case .tanh: return math.apply(.tanh, to: x)
    case .relu: return math.maximum(x, math.zero)
    case .hardSigmoid:
      let line = math.add(math.multiply(math.constant(0.2), x), math.constant(0.5))
      return math.minimum(math.maximum(line, math.zero), math.constant(1))
    case .softsign: return math.divide(x, math.add(math.constant(1), math.magnitude(x)))
    case .softplus: return math.select(if: x, exceeds: 20, then: x, else: math.softplus(x))
    case .elu: return math.select(if: x, exceeds: 0, then: x, else: math.exponentialLessOne(x))
    }
  }
}
