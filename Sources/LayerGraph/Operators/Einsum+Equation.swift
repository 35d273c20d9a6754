/// What is wrong with an equation. The text is made in `Problem+Text.swift`.
public enum EquationFault: Hashable, Sendable {
  case noOperand
  case unexpected(Character)
  case severalArrows
  case ellipsisRepeats
  case labelUnknown(String)
  case labelRepeats(String)
}

extension Einsum {
  /// Reads an equation such as "bij,bjk->bik" or "...ij,jk". Spaces are free.
  ///
  /// Without an arrow the output has the dimensions under the ellipsis, then every letter that occurs
  /// once, in the order of the alphabet with capitals first (NumPy).
  /// - Throws: `Problem.equation` for anything else than ASCII letters, commas, one arrow and one
  ///   ellipsis for each operand, and for output labels that no operand has.
  public init(equation: String) throws(Problem) {
    let sides = equation.split(separator: "->", omittingEmptySubsequences: false)
    if sides.count > 2 { throw .equation(equation, .severalArrows) }
    inputs = []
    for operand in sides[0].split(separator: ",", omittingEmptySubsequences: false) {
      inputs.append(try Self.labels(operand, of: equation))
    }
    output =
      sides.count == 2
      ? try Self.labels(sides[1], of: equation) : Self.impliedOutput(of: inputs)
    try validate(as: equation)
  }

  private static func labels(
    _ text: Substring, of equation: String
  ) throws(Problem) -> [Label] {
    var labels: [Label] = []
    var rest = text
    while let next = rest.first {
      if rest.hasPrefix("...") {
        labels.append(.ellipsis)
        rest = rest.dropFirst(3)
        continue
      }
      rest = rest.dropFirst()
      if next == " " { continue }
      guard next.isASCII, next.isLetter else { throw .equation(equation, .unexpected(next)) }
      labels.append(.letter(next))
    }
    return labels
  }

  private static func impliedOutput(of inputs: [[Label]]) -> [Label] {
    var counts: [Character: Int] = [:]
    for case .letter(let letter) in inputs.joined() { counts[letter, default: 0] += 1 }
    let single = counts.filter { $0.value == 1 }.keys.sorted()
    let ellipsis: [Label] = inputs.joined().contains(.ellipsis) ? [.ellipsis] : []
    return ellipsis + single.map { .letter($0) }
  }
}
