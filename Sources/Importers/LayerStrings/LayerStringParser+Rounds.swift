import ConvArithmetic

/// What stands before an item that is repeated: `3*`, or with the name of an index `8*i`.
extension LayerStringParser {
  /// One round when nothing is repeated.
  mutating func parseRounds() throws(LayerStringFault) -> LayerItem.Rounds {
    guard scanner.next.map(LayerStringScanner.beginsNumber) ?? false else {
      return try parseNamedRounds() ?? .init()
    }
    let start = scanner.position
    let count = try parseCount()
    let range = start..<scanner.position
    scanner.skipSpaces()
    guard scanner.take("*") else {
      throw LayerStringFault(.countWithoutStar(scanner.slice(range)), range)
    }
    scanner.skipSpaces()
    let index = try parseIndex()
    scanner.skipSpaces()
    return .init(count: count, index: index)
  }

  /// `n*`, where a number stands for n.
  private mutating func parseNamedRounds() throws(LayerStringFault) -> LayerItem.Rounds? {
    if numbers.isEmpty { return nil }
    let run = scanner.letterRun()
    guard let count = numbers[scanner.slice(run).lowercased()] else { return nil }
    var ahead = scanner
    ahead.move(to: run.upperBound)
    ahead.skipSpaces()
    guard ahead.take("*") else { return nil }
    scanner = ahead
    scanner.skipSpaces()
    let index = try parseIndex()
    scanner.skipSpaces()
    return .init(count: .number(Rational(count)), index: index)
  }

  private mutating func parseCount() throws(LayerStringFault) -> WrittenNumber {
    if scanner.next == "{" {
      let count = WrittenNumber.formula(try parseFormula())
      return count.isConstant
        ? .number(try count.value(of: LayerItem.Rounds.setting, at: [])) : count
    }
    let range = scanner.takeDigits()
    let digits = scanner.slice(range)
    guard let count = Int(digits) else { throw LayerStringFault(.numberTooLarge(digits), range) }
    if count == 0 { throw LayerStringFault(.countZero, range) }
    return .number(Rational(count))
  }

  /// The name of the index: letters that are no layer, before a bracket or a layer. Nil, and nothing is
  /// passed over, where a layer stands at once.
  private mutating func parseIndex() throws(LayerStringFault) -> String? {
    let run = scanner.letterRun()
    var ahead = self
    if run.isEmpty || (try? ahead.parseName()) != nil { return nil }
    ahead.scanner.move(to: run.upperBound)
    ahead.scanner.skipSpaces()
    guard ahead.scanner.next == "(" || !ahead.scanner.letterRun().isEmpty else { return nil }
    let name = scanner.slice(run).lowercased()
    if indexNames.contains(name) {
      throw LayerStringFault(.indexTaken(scanner.slice(run)), run)
    }
    scanner = ahead.scanner
    return name
  }
}
