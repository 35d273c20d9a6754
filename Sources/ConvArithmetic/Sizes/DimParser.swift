/// Reads sizes, as printed or in ASCII:
///
///     sum      = product { ("+" | "-") product }
///     product  = power { ("·" | "*" | "×") power | "//" integer }
///     power    = { "-" } primary [ superscript | "^" integer ]
///     primary  = integer | name | "(" sum ")"
///              | "⌊" rounded "⌋" | "⌈" rounded "⌉" | "floor(" rounded ")" | "ceil(" rounded ")"
///     rounded  = product "/" integer | sum
///
/// Recursion happens at brackets only and is bounded by `maximumDepth`.
struct DimParser {
  /// Room for `Polynomial.maximumDepth` floors with a bracketed numerator each.
  static let maximumDepth = 2 * Polynomial.maximumDepth

  var scanner: TextScanner
  var depth = 0

  init(_ text: String) { self.init(TextScanner(text)) }

  /// Reads on where a scanner is.
  init(_ scanner: TextScanner) { self.scanner = scanner }

  mutating func parse() throws(DimSyntaxError) -> Dim {
    let dim = try sum()
    if let found = scanner.found {
      throw error(found == "/" ? .unclearDivision : .unexpected(found))
    }
    return dim
  }

  mutating func sum() throws(DimSyntaxError) -> Dim {
    try sum(after: product(negated: false))
  }

  mutating func sum(after first: Dim) throws(DimSyntaxError) -> Dim {
    var result = first
    while true {
      let start = scanner.index
      let negated = scanner.take("-")
      guard negated || scanner.take("+") else { return result }
      let term = try product(negated: negated)
      result = try checked(at: start) { () throws(ArithmeticError) in try result + term }
    }
  }

  mutating func product(negated: Bool) throws(DimSyntaxError) -> Dim {
    var result = try power(negated: negated)
    while true {
      let start = scanner.index
      if scanner.take("//") {
        let divisor = try integer()
        result = try checked(at: start) { () throws(ArithmeticError) in
          try result.floorDivided(by: divisor)
        }
      } else if scanner.take("·") || scanner.take("*") || scanner.take("×") {
        let factor = try power(negated: false)
        result = try checked(at: start) { () throws(ArithmeticError) in try result * factor }
      } else {
        return result
      }
    }
  }

  func checked(
    at start: String.Index, _ compute: () throws(ArithmeticError) -> Dim
  ) throws(DimSyntaxError) -> Dim {
    do {
      return try compute()
    } catch {
      let reason: DimSyntaxError.Reason =
        switch error {
        case .tooLarge: .tooLarge
        case .divisionByZero: .divisorNotPositive
        }
      throw self.error(reason, at: start)
    }
  }

  func error(_ reason: DimSyntaxError.Reason, at index: String.Index? = nil)
    -> DimSyntaxError
  {
    DimSyntaxError(offset: scanner.offset(of: index ?? scanner.index), reason: reason)
  }
}

extension Dim {
  /// Reads what `description` prints, and ASCII spellings of it: `ceil(H/32)`, `9*C^2 + C`, `H//2`.
  /// Complexity: linear in the text for a bounded number of terms.
  public init(parsing text: String) throws(DimSyntaxError) {
    var parser = DimParser(text)
    self = try parser.parse()
  }
}
