import ConvArithmetic

extension LayerStringParser {
  /// The number or numbers of one setting: 3, 3x5, 0:1, 0x0:1x1, 0.5, {2^i}.
  mutating func parseValue(
    _ setting: Setting, after name: String
  ) throws(LayerStringFault) -> WrittenValue {
    let start = scanner.position
    var value = WrittenValue(setting: setting, before: try parseAxes(setting, after: name))
    if scanner.next == ":" {
      guard setting.form == .sides else { throw fault(.numberSides(setting.title)) }
      _ = scanner.take(":")
      value.after = try parseAxes(setting, after: scanner.slice(start..<scanner.position))
    }
    lastEnd = scanner.position
    return value
  }

  /// One number, or one for each axis.
  private mutating func parseAxes(
    _ setting: Setting, after name: String
  ) throws(LayerStringFault) -> [WrittenNumber] {
    let start = scanner.position
    var numbers = [try parseNumber(setting, after: name)]
    while scanner.takeTimes() { numbers.append(try parseNumber(setting, after: "x")) }
    if numbers.count == 1 { return numbers }
    let range = start..<scanner.position
    if setting.form == .single { throw LayerStringFault(.numberSingle(setting.title), range) }
    if numbers.count > 3 {
      throw LayerStringFault(.tooManyAxes(setting.title, given: numbers.count), range)
    }
    let rank = spatialRank ?? numbers.count
    if numbers.count != rank {
      throw LayerStringFault(
        .axisCount(
          setting.title, given: numbers.count, spatialRank: rank,
          of: input.map { .input($0) } ?? .setting), range)
    }
    spatialRank = rank
    return numbers
  }

  private mutating func parseNumber(
    _ setting: Setting, after name: String
  ) throws(LayerStringFault) -> WrittenNumber {
    if scanner.next == "{" {
      let number = WrittenNumber.formula(try parseFormula())
      // What doesn't depend on a round is right or wrong here.
      return number.isConstant ? .number(try number.value(of: setting, at: [])) : number
    }
    if scanner.next == "-" { throw fault(.numberNegative(setting.title)) }
    let start = scanner.position
    let whole = scanner.takeDigits()
    if whole.isEmpty {
      throw fault(.numberMissing(after: name, found: scanner.found))
    }
    var decimals = whole.upperBound..<whole.upperBound
    if scanner.next == ".", scanner.peek(1).map(LayerStringScanner.isDigit) ?? false {
      _ = scanner.take(".")
      decimals = scanner.takeDigits()
    }
    let range = start..<scanner.position
    let text = scanner.slice(range)
    if !decimals.isEmpty && !setting.allowsDecimals {
      throw LayerStringFault(.numberNotWhole(setting.title, number: text), range)
    }
    guard let number = Self.number(scanner.slice(whole), scanner.slice(decimals)) else {
      throw LayerStringFault(.numberTooLarge(text), range)
    }
    if number.floor < setting.least {
      throw LayerStringFault(
        .numberTooSmall(setting.title, value: number.floor, least: setting.least), range)
    }
    return .number(number)
  }

  /// The number whole.decimals, exactly; nil past 64 bits.
  private static func number(_ whole: String, _ decimals: String) -> Rational? {
    guard let numerator = Int(whole + decimals) else { return nil }
    var denominator = 1
    for _ in decimals.utf8 {
      let (shifted, overflow) = denominator.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      denominator = shifted
    }
    return try? Rational(numerator, over: denominator)
  }
}
