import ConvArithmetic
package import LayerGraph

/// One operator in use: its settings, what it reads, and what is known of it from elsewhere: all that stands
/// here was worked out by hand.
package struct OperatorSample: Sendable {
  package let operation: Operator
  /// The shapes that it reads.
  package let inputs: [Shape]
  /// The shapes that it makes, as text; none where they can't be known.
  package let outputs: [String]
  /// Its settings as a document has them, those left out that are as they are when nothing is said.
  package private(set) var document: String?
  /// What it costs.
  package private(set) var cost: Cost?

  package struct Cost: Sendable {
    /// Multiply-accumulates, additions, products, divisions, comparisons and functions; nil where only their
    /// number is known.
    package let kinds: [Int]?
    /// Floating-point operations, a multiply-accumulate being two.
    package let operations: Int
    /// Weights, biases, numbers of norms and running statistics that are read.
    package let parameters: [Int]
  }

  init(_ operation: Operator, _ inputs: [Shape], makes outputs: String...) {
    self.operation = operation
    self.inputs = inputs
    self.outputs = outputs
  }

  /// The same, with its document.
  func written(_ document: String) -> OperatorSample {
    var sample = self
    sample.document = document
    return sample
  }

  /// The same, with its operations by kind.
  func counted(_ kinds: [Int], parameters: [Int] = [0, 0, 0, 0]) -> OperatorSample {
    var sample = self
    sample.cost = Cost(
      kinds: kinds, operations: kinds.reduce(kinds[0], +), parameters: parameters)
    return sample
  }

  /// The same, with the number of its operations.
  func counted(_ operations: Int, parameters: [Int] = [0, 0, 0, 0]) -> OperatorSample {
    var sample = self
    sample.cost = Cost(kinds: nil, operations: operations, parameters: parameters)
    return sample
  }

  /// Nil for an operator with rules of its own, which no document can hold.
  package var name: OperatorName? { operation.codedName }

  /// Whether all sizes are numbers, its own and those of what it reads.
  package var isConcrete: Bool {
    inputs.allSatisfy(\.isConcrete) && !outputs.isEmpty
      && outputs.allSatisfy { $0 == "scalar" || $0.allSatisfy { $0.isNumber || $0 == "×" } }
  }

  /// The inputs, and behind them a node `name` that reads them in their order and whose outputs are those
  /// of the network.
  package func graph(named name: String = "it", hasBatch: Bool = false) throws(Diagnostic) -> Graph
  {
    let sources = inputs.enumerated().map { index, shape in
      Node(name: "x\(index)", operation: .input(Input(shape)), inputs: [])
    }
    let node = Node(
      name: name, operation: operation, inputs: inputs.indices.map { ValueReference(node: $0) })
    let outputs = (0..<max(1, operation.payload.outputCount)).map {
      Graph.Output(name: "y\($0)", value: ValueReference(node: inputs.count, output: $0))
    }
    return try Graph(name: "sample", nodes: sources + [node], outputs: outputs, hasBatch: hasBatch)
  }
}

extension OperatorSample: CustomStringConvertible {
  package var description: String {
    "\(operation) of \(inputs.map(\.description).joined(separator: ", "))"
  }
}
