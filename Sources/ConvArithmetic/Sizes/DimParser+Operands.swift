extension DimParser {
  /// The sign is read together with a number, for the sake of the least integer.
  mutating func power(negated: Bool) throws(DimSyntaxError) -> Dim {
    var negated = negated
    while scanner.take("-") { negated.toggle() }
    let start = scanner.index
    if let magnitude = scanner.takeMagnitude() {
      let exponent = try self.exponent()
      return try checked(at: start) { () throws(ArithmeticError) in
        if exponent == 1, negated, magnitude == Int.min.magnitude { return .constant(Int.min) }
        guard let value = Int(exactly: magnitude) else { throw .tooLarge }
        return try Self.power(.constant(value), exponent, negated: negated)
      }
    }
    if scanner.next.flatMap(TextScanner.digit) != nil { throw error(.tooLarge, at: start) }
    let base = try bracketOrName()
    let exponent = try self.exponent()
    return try checked(at: start) { () throws(ArithmeticError) in
      try Self.power(base, exponent, negated: negated)
    }
  }

  private static func power(
    _ base: Dim, _ exponent: Int, negated: Bool
  ) throws(ArithmeticError) -> Dim {
    var result: Dim = negated ? -1 : 1
    for _ in 0..<exponent { result = try result * base }
    return result
  }

  /// 1 when there is none. More than 63 leaves 64 bits or the degree for every base but 0 and ±1.
  private mutating func exponent() throws(DimSyntaxError) -> Int {
    let start = scanner.index
    var exponent = 1
    if scanner.take("^") {
      exponent = try integer()
    } else if let next = scanner.next, let digit = DimPrinter.superscripts.firstIndex(of: next) {
      _ = scanner.take(String(next))
      exponent = digit
    }
    if exponent > 63 { throw error(.tooLarge, at: start) }
    return exponent
  }

  private mutating func bracketOrName() throws(DimSyntaxError) -> Dim {
    let start = scanner.index
    if scanner.take("(") { return try parenthesised(from: start) }
    if scanner.take("⌊") { return try rounded(from: start, to: "⌋", isCeiling: false) }
    if scanner.take("⌈") { return try rounded(from: start, to: "⌉", isCeiling: true) }
    let isQuoted = scanner.next == "`"
    guard let name = scanner.takeName() else {
      throw error(.expectedOperand(found: scanner.found), at: start)
    }
    if !isQuoted, name == "floor" || name == "ceil", scanner.take("(") {
      return try rounded(from: start, to: ")", isCeiling: name == "ceil")
    }
    return .symbol(name)
  }

  private mutating func parenthesised(from start: String.Index) throws(DimSyntaxError) -> Dim {
    try bracketed(from: start, to: ")") { (result, parser) throws(DimSyntaxError) in
      result = try parser.sum()
    }
  }

  private mutating func rounded(
    from start: String.Index, to closing: String, isCeiling: Bool
  ) throws(DimSyntaxError) -> Dim {
    try bracketed(from: start, to: closing) { (result, parser) throws(DimSyntaxError) in
      let first = try parser.product(negated: false)
      let slash = parser.scanner.index
      guard parser.scanner.take("/") else {
        result = try parser.sum(after: first)
        return
      }
      let divisor = try parser.integer()
      result = try parser.checked(at: slash) { () throws(ArithmeticError) in
        try isCeiling ? first.ceilDivided(by: divisor) : first.floorDivided(by: divisor)
      }
    }
  }

  private mutating func bracketed(
    from start: String.Index, to closing: String,
    _ body: (inout Dim, inout DimParser) throws(DimSyntaxError) -> Void
  ) throws(DimSyntaxError) -> Dim {
    depth += 1
    defer { depth -= 1 }
    if depth > Self.maximumDepth { throw error(.tooDeep, at: start) }
    var result: Dim = 0
    try body(&result, &self)
    guard scanner.take(closing) else {
      let found = scanner.found
      throw error(found == "/" ? .unclearDivision : .expectedClosing(closing, found: found))
    }
    return result
  }

  mutating func integer() throws(DimSyntaxError) -> Int {
    let start = scanner.index
    guard scanner.next.flatMap(TextScanner.digit) != nil else {
      throw error(.expectedInteger(found: scanner.found))
    }
    guard let value = scanner.takeMagnitude().flatMap({ Int(exactly: $0) }) else {
      throw error(.tooLarge, at: start)
    }
    return value
  }
}
