/// Formulas between braces:
///
///     formula := "{" sum "}"
///     sum     := product (("+" | "-") product)*
///     product := factor (("*" | "/" | "%") factor)*
///     factor  := "-" factor | power
///     power   := (INT | name | "(" sum ")") ["^" factor]
extension LayerStringParser {
  /// What stands between braces, the first of which is at the cursor.
  mutating func parseFormula() throws(LayerStringFault) -> IndexFormula {
    let start = scanner.position
    _ = scanner.take("{")
    var steps = FormulaSteps(opened: start)
    try parseSum(&steps)
    if scanner.next == nil {
      throw LayerStringFault(.braceNotClosed, start..<start + 1)
    }
    guard scanner.take("}") else {
      throw fault(.signExpected(found: scanner.found ?? " ", or: "}"))
    }
    return IndexFormula(steps: steps.steps, range: start..<scanner.position)
  }

  private mutating func parseSum(_ steps: inout FormulaSteps) throws(LayerStringFault) {
    try parseProduct(&steps)
    while let sign = try takeSign(among: [.plus, .minus], &steps) {
      try parseProduct(&steps)
      steps.append(.operation(sign))
    }
  }

  private mutating func parseProduct(_ steps: inout FormulaSteps) throws(LayerStringFault) {
    try parseFactor(&steps)
    while let sign = try takeSign(among: [.times, .over, .modulo], &steps) {
      try parseFactor(&steps)
      steps.append(.operation(sign))
    }
  }

  private mutating func parseFactor(_ steps: inout FormulaSteps) throws(LayerStringFault) {
    if try takeSign(among: [.minus], &steps) != nil {
      try parseFactor(&steps)
      steps.append(.negative)
      return
    }
    try parseOperand(&steps)
    if try takeSign(among: [.power], &steps) != nil {
      try parseFactor(&steps)
      steps.append(.operation(.power))
    }
  }

  private mutating func parseOperand(_ steps: inout FormulaSteps) throws(LayerStringFault) {
    scanner.skipSpaces()
    let start = scanner.position
    let digits = scanner.takeDigits()
    if !digits.isEmpty {
      guard let number = Int(scanner.slice(digits)) else {
        throw LayerStringFault(.numberTooLarge(scanner.slice(digits)), digits)
      }
      try count(&steps, at: digits)
      return steps.append(.number(number))
    }
    let word = scanner.letterRun()
    if !word.isEmpty {
      try count(&steps, at: word)
      scanner.move(to: word.upperBound)
      let name = scanner.slice(word.prefix(256)).lowercased()
      if !indexNames.contains(name), let number = numbers[name] {
        return steps.append(.number(number))
      }
      return steps.append(.index(try depth(ofIndex: word)))
    }
    guard scanner.take("(") else {
      if scanner.next == nil { throw LayerStringFault(.braceNotClosed, steps.brace) }
      throw fault(.operandExpected(found: scanner.found ?? " "))
    }
    try count(&steps, at: start..<start + 1)
    try parseSum(&steps)
    if scanner.next == nil { throw LayerStringFault(.notClosed, start..<start + 1) }
    guard scanner.take(")") else {
      throw fault(.signExpected(found: scanner.found ?? " ", or: ")"))
    }
  }

  private func depth(ofIndex word: Range<Int>) throws(LayerStringFault) -> Int {
    let name = scanner.slice(word.prefix(256)).lowercased()
    if let depth = indexNames.firstIndex(of: name) { return depth }
    throw LayerStringFault(.unknownIndex(scanner.slice(word), indices: indexNames), word)
  }

  private mutating func takeSign(
    among signs: [IndexFormula.Sign], _ steps: inout FormulaSteps
  ) throws(LayerStringFault) -> IndexFormula.Sign? {
    scanner.skipSpaces()
    let start = scanner.position
    guard let sign = signs.first(where: { scanner.next == $0.rawValue }) else { return nil }
    _ = scanner.take(sign.rawValue)
    try count(&steps, at: start..<start + 1)
    return sign
  }

  private func count(
    _ steps: inout FormulaSteps, at range: Range<Int>
  ) throws(LayerStringFault) {
    steps.parts += 1
    if steps.parts > IndexFormula.maximumParts {
      throw LayerStringFault(.formulaTooLong(limit: IndexFormula.maximumParts), range)
    }
  }
}

/// A formula on its way.
private struct FormulaSteps {
  private(set) var steps: [IndexFormula.Step] = []
  var parts = 0
  /// Where it begins.
  let brace: Range<Int>

  init(opened brace: Int) { self.brace = brace..<brace + 1 }

  mutating func append(_ step: IndexFormula.Step) { steps.append(step) }
}
