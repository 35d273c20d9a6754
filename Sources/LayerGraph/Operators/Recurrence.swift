/// A recurrent layer: each step reads its own part of the sequence and what the step before it left (ONNX's LSTM, GRU
/// and RNN, whose gates, weights and order of gates these are).
///
/// Reads X, of T steps × N samples × features, then those of lengths (N), first hidden and first cell state
/// (directions × N × hidden) that are there. Makes, for the direction forward and then for that in reverse as far as
/// there are both, every step's state Y (T × 1 × N × hidden), the last one (1 × N × hidden) and, of an LSTM, the last
/// cell state. ONNX's Y of both directions is both of them joined.
///
/// With samples first the sizes are N × T × features, N × T × 1 × hidden, N × 1 × hidden and N × directions × hidden.
public struct Recurrence: OperatorPayload {
  public var cell: Cell
  public var hiddenSize: Int
  public var direction: Direction
  /// Whether samples come before steps.
  public var hasSamplesFirst: Bool
  /// The features that the weights were made for, where the description says so; checked.
  public var inputFeatures: Int?
  /// Whether input and state have a bias each.
  public var hasBias: Bool
  /// Whether the gates of an LSTM see the cell state.
  public var hasPeepholes: Bool
  /// Whether a GRU's reset gate weighs the product with the state and not the state itself (PyTorch, cuDNN).
  public var resetsProduct: Bool
  /// Of the gates: input, output and forget, or update and reset.
  public var gateFunction: Function
  /// Of what a step adds; of a plain layer the only one.
  public var candidateFunction: Function
  /// Of an LSTM's cell state on its way out.
  public var outputFunction: Function
  /// What sums are kept within on their way into a function.
  public var clip: Double?
  public var hasLengths: Bool
  public var hasFirstState: Bool
  public var hasFirstCell: Bool

  public enum Cell: String, Hashable, Sendable, CaseIterable {
    case lstm, gru, rnn
  }

  public enum Direction: String, Hashable, Sendable, CaseIterable {
    case forward, reverse, both
  }

  /// With ONNX's settings where a function has some.
  public enum Function: String, Hashable, Sendable, CaseIterable {
    case sigmoid, tanh, relu, hardSigmoid, softsign, softplus, elu
  }

  public init(
    _ cell: Cell, hiddenSize: Int, direction: Direction = .forward, hasSamplesFirst: Bool = false,
    inputFeatures: Int? = nil, hasBias: Bool = true, hasPeepholes: Bool = false,
    resetsProduct: Bool = false, gateFunction: Function = .sigmoid,
    candidateFunction: Function = .tanh, outputFunction: Function = .tanh, clip: Double? = nil,
    hasLengths: Bool = false, hasFirstState: Bool = false, hasFirstCell: Bool = false
  ) {
    self.cell = cell
    self.hiddenSize = hiddenSize
    self.direction = direction
    self.hasSamplesFirst = hasSamplesFirst
    self.inputFeatures = inputFeatures
    self.hasBias = hasBias
    self.hasPeepholes = hasPeepholes
    self.resetsProduct = resetsProduct
    self.gateFunction = gateFunction
    self.candidateFunction = candidateFunction
    self.outputFunction = outputFunction
    self.clip = clip
    self.hasLengths = hasLengths
    self.hasFirstState = hasFirstState
    self.hasFirstCell = hasFirstCell
  }

  public var kind: String { cell.rawValue }

  public var summary: String {
    "\(hiddenSize)" + (direction == .forward ? "" : " \(direction.rawValue)")
  }

  public var arity: ClosedRange<Int> {
    let count = 1 + [hasLengths, hasFirstState, hasFirstCell].count { $0 }
    return count...count
  }

  public var outputCount: Int { directions * outputsPerDirection }

  public func validate() throws(Problem) {
    try require("hidden size", hiddenSize, atLeast: 1)
    if let inputFeatures { try require("input features", inputFeatures, atLeast: 1) }
  }
}

extension Recurrence {
  package var directions: Int { direction == .both ? 2 : 1 }
  package var outputsPerDirection: Int { cell == .lstm ? 3 : 2 }
  /// Rows of weights for each hidden unit.
  package var gates: Int {
    switch cell {
    case .lstm: 4
    case .gru: 3
    case .rnn: 1
    }
  }

  /// Whether output `output` is of the direction that begins at the end.
  package func isReversed(output: Int) -> Bool {
    direction == .reverse || output >= outputsPerDirection
  }

  /// Whether output `output` has every step, and not only the last.
  package func hasSteps(output: Int) -> Bool { output % outputsPerDirection == 0 }

  /// What input `input` is.
  package func role(ofInput input: Int) -> InputRole {
    let roles: [InputRole?] = [
      .sequence, hasLengths ? .lengths : nil, hasFirstState ? .state : nil,
      hasFirstCell ? .cell : nil,
    ]
    let present = roles.compactMap { $0 }
    return present.indices.contains(input) ? present[input] : .sequence
  }

  package enum InputRole {
    case sequence, lengths, state, cell
  }
}
