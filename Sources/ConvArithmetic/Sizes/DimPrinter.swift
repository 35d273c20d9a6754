public import Escaping

/// Writes sizes in mathematical notation: `9·C² + C`, `⌈H/32⌉`, `64·⌊(H + 1)/4⌋`.
///
/// With assumptions, a size that `assuming(_:)` has rewritten is written back in the symbols:
/// 32·⌊H/32⌋ is `H` and ⌊H/32⌋ is `H/32` when H is a multiple of 32.
struct DimPrinter {
  var grouping = false
  var assumptions = Assumptions.none
  /// Whether long names are shortened.
  var isMention = false

  func text(_ constant: Int) -> String {
    (constant < 0 ? "-" : "") + number(constant.magnitude)
  }

  func text(_ polynomial: Polynomial) -> String {
    restored(polynomial) ?? text(terms: polynomial)
  }

  private func text(terms polynomial: Polynomial) -> String {
    guard let first = polynomial.terms.first else { return "0" }
    var text = (first.coefficient < 0 ? "-" : "") + unsigned(first)
    for term in polynomial.terms.dropFirst() {
      text += (term.coefficient < 0 ? " - " : " + ") + unsigned(term)
    }
    return text
  }

  /// |coefficient|·factors, over what the exact quotients among the factors divide by.
  private func unsigned(_ term: Polynomial.Term) -> String {
    var (names, floors): ([(name: String, exponent: Int)], [String]) = ([], [])
    var divisor: UInt = 1
    for factor in term.monomial.factors {
      if case .symbol(let name) = factor.atom {
        names.append((name, factor.exponent))
      } else if let (name, over) = exactQuotient(factor, of: divisor) {
        names.append((name, factor.exponent))
        divisor = over
      } else if case .floor(let floor) = factor.atom {
        floors.append(text(floor) + Self.superscript(factor.exponent))
      }
    }
    names.sort { $0.name < $1.name }
    let factors =
      names.map { spelled($0.name) + Self.superscript($0.exponent) } + floors
    let magnitude = term.coefficient.magnitude
    let common = greatestCommonDivisor(magnitude, divisor)
    let digits = magnitude / common == 1 && !factors.isEmpty ? [] : [number(magnitude / common)]
    return (digits + factors).joined(separator: "·")
      + (divisor == common ? "" : "/" + number(divisor / common))
  }

  private func spelled(_ name: String) -> String {
    isMention ? SymbolName.mentioned(name) : SymbolName.spelled(name)
  }

  /// For ⌊name/m⌋^e with the name a multiple of m: the name, and the divisor times m^e.
  private func exactQuotient(
    _ factor: Monomial.Factor, of divisor: UInt
  ) -> (name: String, divisor: UInt)? {
    guard let (name, congruence) = factor.atom.exactQuotient(under: assumptions),
      congruence.remainder == 0
    else { return nil }
    var divisor = divisor
    for _ in 0..<factor.exponent {
      let (product, overflow) = divisor.multipliedReportingOverflow(
        by: congruence.modulus.magnitude)
      if overflow { return nil }
      divisor = product
    }
    return (name, divisor)
  }

  /// With quotients ⌊H/m⌋ of symbols that leave a remainder written in these: (H − 12)/16.
  private func restored(_ polynomial: Polynomial) -> String? {
    guard polynomial.hasRemainders(under: assumptions),
      let (numerator, divisor) = polynomial.restoring(assumptions)
    else { return nil }
    let body = text(terms: numerator)
    if divisor == 1 { return body }
    let isProduct = numerator.terms.count == 1
    return (isProduct ? body : "(\(body))") + "/" + number(divisor.magnitude)
  }

  /// ⌊(x + c)/d⌋ is ⌈x/d⌉ when x moves in steps of g, g divides d and c ≥ d − g.
  private func text(_ floor: Atom.Floor) -> String {
    let open = floor.numerator.openTerms
    let step = open.reduce(floor.divisor.magnitude) {
      greatestCommonDivisor($0, self.step($1))
    }
    let isCeiling = floor.numerator.constantTerm >= floor.divisor - Int(step)
    let numerator = isCeiling ? Polynomial(ordered: Array(open)) : floor.numerator
    let body = text(numerator)
    let isProduct = numerator.terms.count == 1
    let quotient = (isProduct ? body : "(\(body))") + "/" + number(floor.divisor.magnitude)
    return isCeiling ? "⌈\(quotient)⌉" : "⌊\(quotient)⌋"
  }

  /// A number that divides every value of the term.
  private func step(_ term: Polynomial.Term) -> UInt {
    var step = term.coefficient.magnitude
    for factor in term.monomial.factors {
      guard case .symbol(let name) = factor.atom else { continue }
      let (product, overflow) = step.multipliedReportingOverflow(
        by: assumptions.multiple(of: name).magnitude)
      if !overflow { step = product }
    }
    return step
  }

  private func number(_ magnitude: UInt) -> String {
    let digits = String(magnitude)
    guard grouping, digits.count > 3 else { return digits }
    var grouped = ""
    for (index, digit) in digits.enumerated() {
      if index > 0 && (digits.count - index).isMultiple(of: 3) { grouped += "," }
      grouped.append(digit)
    }
    return grouped
  }

  static let superscripts: [Unicode.Scalar] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]

  /// Nothing for 1; exponents have one digit, as the degree is at most 8.
  private static func superscript(_ exponent: Int) -> String {
    guard exponent > 1, exponent < superscripts.count else { return "" }
    return String(superscripts[exponent])
  }
}

extension Polynomial {
  /// Whether there is a quotient ⌊H/m⌋ of a symbol that is no multiple of m but leaves a known remainder.
  fileprivate func hasRemainders(under assumptions: Assumptions) -> Bool {
    terms.contains { term in
      term.monomial.factors.contains {
        ($0.atom.exactQuotient(under: assumptions)?.congruence.remainder ?? 0) > 0
      }
    }
  }
}

extension Dim: CustomStringConvertible {
  /// The size in mathematical notation without digit grouping; `init(parsing:)` reads it back.
  public var description: String { formatted(grouping: false) }

  /// As `description`, coefficients written `4,089,184,256` if asked for.
  public func formatted(grouping: Bool) -> String { text(DimPrinter(grouping: grouping)) }

  /// The size as it reads under the assumptions: `H/32` where the plain text is `⌈H/32⌉`. Congruences
  /// are made use of where that makes the text no longer.
  public func description(under assumptions: Assumptions, grouping: Bool = false) -> String {
    text(under: assumptions, DimPrinter(grouping: grouping))
  }

  private func text(_ printer: DimPrinter) -> String {
    constant.map(printer.text) ?? printer.text(asPolynomial)
  }

  private func text(under assumptions: Assumptions, _ printer: DimPrinter) -> String {
    guard constant == nil, let fixed = try? substituting(assumptions.knownValues(of: symbols)),
      case let plain = fixed.text(printer), let rewritten = try? fixed.assuming(assumptions)
    else { return text(printer) }
    var printer = printer
    printer.assumptions = assumptions
    let text = printer.text(rewritten.asPolynomial)
    return text.count <= plain.count ? text : plain
  }
}

extension Dim: MessageConvertible {
  /// As `description`, with long names shortened: not to be read again.
  public var message: Message {
    constant.map { "\($0)" } ?? "\(all: text(DimPrinter(isMention: true)))"
  }

  /// As `description(under:grouping:)`, with long names shortened: not to be read again.
  public func message(under assumptions: Assumptions, grouping: Bool = false) -> Message {
    let printer = DimPrinter(grouping: grouping, isMention: true)
    return "\(all: text(under: assumptions, printer))"
  }
}
