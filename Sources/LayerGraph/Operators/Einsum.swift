public import Escaping

/// Einstein's sum: each output element is a sum, over the labels that the output does not have, of the
/// products of the elements that these labels name (NumPy's and ONNX's einsum).
///
/// Each operand names its dimensions by letters; a letter in several places ties them together, also
/// within one operand (a diagonal). An ellipsis stands for the dimensions without a letter, which
/// broadcast from the last. A size of 1 stretches to the label's size.
public struct Einsum: OperatorPayload {
  /// The labels of each operand's dimensions.
  public var inputs: [[Label]]
  /// The labels of the output's dimensions, each once.
  public var output: [Label]

  /// What names a dimension.
  public enum Label: Hashable, Sendable {
    case letter(Character)
    /// All dimensions without a letter.
    case ellipsis
  }

  public init(inputs: [[Label]], output: [Label]) {
    self.inputs = inputs
    self.output = output
  }

  /// "bij,bjk->bik", the labels as they are; always with the output.
  public var equation: String {
    let operands = inputs.map { $0.map(\.description).joined() }.joined(separator: ",")
    return operands + "->" + output.map(\.description).joined()
  }

  public var kind: String { "einsum" }
  public var summary: String { equation }

  public var arity: ClosedRange<Int> {
    let count = max(1, inputs.count)
    return count...count
  }

  public var outputCount: Int { 1 }

  public func validate() throws(Problem) { try validate(as: equation) }

  /// - Parameter equation: how the labels were written.
  func validate(as equation: String) throws(Problem) {
    func refuse(_ fault: EquationFault) throws(Problem) { throw .equation(equation, fault) }
    if inputs.isEmpty { try refuse(.noOperand) }
    for case .letter(let letter) in inputs.joined() where !letter.isASCII || !letter.isLetter {
      try refuse(.unexpected(letter))
    }
    for labels in inputs + [output] where labels.count(where: { $0 == .ellipsis }) > 1 {
      try refuse(.ellipsisRepeats)
    }
    let known = Set(inputs.joined())
    var seen: Set<Label> = []
    for label in output {
      if !known.contains(label) { try refuse(.labelUnknown("\(label)")) }
      if !seen.insert(label).inserted { try refuse(.labelRepeats("\(label)")) }
    }
  }
}

extension Einsum.Label: CustomStringConvertible {
  public var description: String {
    switch self {
    case .letter(let letter): String(letter)
    case .ellipsis: "..."
    }
  }
}

extension Einsum {
  /// A label of one dimension.
  public enum Index: Hashable, Sendable, MessageConvertible {
    case letter(Character)
    /// A dimension under the ellipsis, counted from the last.
    case fromLast(Int)

    public var message: Message {
      switch self {
      case .letter(let letter): "'\(letter)'"
      case .fromLast(let place): "number \(-1 - place) of the ellipsis"
      }
    }
  }

  /// The labels of every dimension when the operands have these ranks; nil where an operand has fewer
  /// or more dimensions than its labels name.
  public func indices(ranks: [Int]) -> (inputs: [[Index]], output: [Index])? {
    guard ranks.count == inputs.count else { return nil }
    var spelledOut: [[Index]] = []
    var longest = 0
    for (labels, rank) in zip(inputs, ranks) {
      let hidden = rank - labels.count(where: { $0 != .ellipsis })
      guard labels.contains(.ellipsis) ? hidden >= 0 : hidden == 0 else { return nil }
      spelledOut.append(Self.spellOut(labels, hidden: hidden))
      longest = max(longest, hidden)
    }
    return (spelledOut, Self.spellOut(output, hidden: longest))
  }

  private static func spellOut(_ labels: [Label], hidden: Int) -> [Index] {
    labels.flatMap { label -> [Index] in
      switch label {
      case .letter(let letter): [.letter(letter)]
      case .ellipsis: (0..<hidden).reversed().map { .fromLast($0) }
      }
    }
  }
}
