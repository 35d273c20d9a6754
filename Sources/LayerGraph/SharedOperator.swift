/// An operator as nodes hold it: those of equal layers may hold the same object, which is then checked,
/// compared and worked out once.
package final class SharedOperator: Sendable {
  package let operation: Operator
  package let arity: ClosedRange<Int>
  /// How many values it makes.
  package let outputCount: Int
  package let isInput: Bool
  /// What is wrong with its settings whatever the input.
  package let problem: Problem?

  package init(_ operation: Operator) {
    self.operation = operation
    arity = operation.arity
    outputCount = operation.outputCount
    isInput = if case .input = operation { true } else { false }
    do throws(Problem) {
      try operation.validate()
      problem = nil
    } catch {
      problem = error
    }
  }
}

extension SharedOperator: Hashable {
  package static func == (one: SharedOperator, other: SharedOperator) -> Bool {
    one === other || one.operation == other.operation
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(operation) }
}

/// The operators of a graph in the making, each once: of equal ones (−0 and 0, a letter with its mark in one
/// piece or two) the first stays.
package struct OperatorPool {
  private var operators: [Operator: SharedOperator] = [:]

  package init() {}

  /// The object for an operator; a new one when there was no equal one before.
  package mutating func shared(_ operation: Operator) -> SharedOperator {
    // An embedding program's own operators are compared by their names, whatever their rules; and a setting
    // that is no number equals nothing, so that a table would fill up with its hash.
    if case .custom = operation { return SharedOperator(operation) }
    guard operation == operation else { return SharedOperator(operation) }
    if let known = operators[operation] { return known }
    let new = SharedOperator(operation)
    operators[operation] = new
    return new
  }
}
