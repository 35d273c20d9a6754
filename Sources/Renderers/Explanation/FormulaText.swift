import ConvArithmetic
package import Escaping
package import LayerGraph

/// One formula on a line, in letters or in numbers, in one of the two ways of writing mathematics.
package struct FormulaText<Rules: EscapingRules> {
  /// Whether leaves are written as the numbers that they stand for.
  let inNumbers: Bool
  let signs: Signs
  let style: CellStyle

  /// What differs between the ways of writing. Brackets stand for themselves in both.
  struct Signs {
    let times, floor, floorEnd, ceiling, ceilingEnd, open, close: Escaped<Rules>
    let greatest, least: Escaped<Rules>
    /// Whether quotients are written one above the other.
    let stacks: Bool
    let letter: @Sendable (Letter) -> Escaped<Rules>
  }

  package func text(_ formula: Formula) -> Escaped<Rules> { written(formula).text }

  /// The result, or what a letter stands for.
  package func text(_ amount: Amount) -> Escaped<Rules> { written(amount).text }

  /// How tightly a text holds together: what stands in a looser place goes into brackets.
  private enum Tightness: Int, Comparable {
    case sum, fraction, product, atom
    static func < (one: Self, other: Self) -> Bool { one.rawValue < other.rawValue }
  }

  private typealias Written = (text: Escaped<Rules>, tightness: Tightness)

  private func written(_ formula: Formula) -> Written {
    switch formula {
    case .letter(let letter, let amount):
      return inNumbers ? written(amount) : (signs.letter(letter), .atom)
    case .number(let number): return written(Amount(number))
    case .sum(let terms):
      let texts = terms.enumerated().map { enclosed($1, in: .sum, isFirst: $0 == 0) }
      return (texts.joined(separator: " + "), terms.count > 1 ? .sum : .atom)
    case .difference(let one, let other):
      return (
        enclosed(one, in: .sum, isFirst: true) + " - " + enclosed(other, in: .fraction), .sum
      )
    case .product(let factors):
      // A quotient among factors is one of them.
      let texts = factors.map { factor in
        enclosed(factor, in: factors.count == 1 || isProduct(factor) ? .product : .atom)
      }
      return (texts.joined(separator: signs.times), .product)
    case .quotient(let one, let other): return quotient(one, other)
    case .floor(let body):
      return (signs.floor + written(body).text + signs.floorEnd, .atom)
    case .ceiling(let body):
      return (signs.ceiling + written(body).text + signs.ceilingEnd, .atom)
    case .greatest(let choices): return (signs.greatest + list(choices), .atom)
    case .least(let choices): return (signs.least + list(choices), .atom)
    }
  }

  private func quotient(_ one: Formula, _ other: Formula) -> Written {
    guard signs.stacks else {
      return (enclosed(one, in: .product) + "/" + enclosed(other, in: .atom), .product)
    }
    return ("\\frac{" + written(one).text + "}{" + written(other).text + "}", .product)
  }

  private func list(_ choices: [Formula]) -> Escaped<Rules> {
    signs.open + choices.map { written($0).text }.joined(separator: ", ") + signs.close
  }

  private func enclosed(
    _ formula: Formula, in place: Tightness, isFirst: Bool = false
  ) -> Escaped<Rules> {
    let written = written(formula)
    let fits = written.tightness >= place && (isFirst || !isNegative(formula))
    return fits ? written.text : signs.open + written.text + signs.close
  }

  /// Products hold as factors of a product too.
  private func isProduct(_ formula: Formula) -> Bool {
    switch formula {
    case .product: true
    case .letter(_, let amount):
      inNumbers && amount.denominator == 1 && amount.numerator.constant == nil
    default: false
    }
  }

  /// Whether a text begins with a minus sign.
  private func isNegative(_ formula: Formula) -> Bool {
    switch formula {
    case .letter(_, let amount): inNumbers && written(amount).text.description.hasPrefix("-")
    case .number(let number): number < 0
    default: false
    }
  }

  private func written(_ amount: Amount) -> Written {
    let size = style.size(amount.numerator)
    let text = Escaped<Rules>(escaping: size)
    if amount.denominator == 1 { return (text, tightness(of: size)) }
    let divisor = Escaped<Rules>(escaping: Digits.grouped(amount.denominator))
    if signs.stacks { return ("\\frac{" + text + "}{" + divisor + "}", .fraction) }
    let isSum = tightness(of: size) == .sum && amount.numerator.constant == nil
    return ((isSum ? signs.open + text + signs.close : text) + "/" + divisor, .fraction)
  }

  /// Of a size as it is written: a sum where a sign stands outside of all brackets.
  private func tightness(of size: String) -> Tightness {
    var (depth, tightness) = (0, Tightness.atom)
    for character in size {
      switch character {
      case "(", "⌊", "⌈": depth += 1
      case ")", "⌋", "⌉": depth -= 1
      case " " where depth == 0: return .sum
      case "·" where depth == 0: tightness = min(tightness, .product)
      case "/" where depth == 0: tightness = .fraction
      default: break
      }
    }
    return tightness
  }
}

extension CellStyle {
  /// A size with a comma between thousands, in the symbols that were typed.
  fileprivate func size(_ dim: Dim) -> String {
    dim.constant.map(Digits.grouped) ?? text(.count(dim))
  }
}

// MARK: - In words of Unicode

extension FormulaText<Terminal> {
  package init(inNumbers: Bool, style: CellStyle) {
    self.init(
      inNumbers: inNumbers,
      signs: Signs(
        times: "·", floor: "⌊", floorEnd: "⌋", ceiling: "⌈", ceilingEnd: "⌉", open: "(",
        close: ")", greatest: "max", least: "min", stacks: false, letter: \.unicode),
      style: style)
  }
}

extension Letter {
  /// `Rₙ₋₁`, `N′`, `F₂`.
  package var unicode: Message {
    var text = Message(escaping: name.rawValue)
    switch mark {
    case .none: break
    case .output: text += "′"
    case .before: text += "ₙ₋₁"
    case .after: text += "ₙ"
    }
    return text + Message(escaping: number.map(Self.subscripted) ?? "")
  }

  private static func subscripted(_ number: Int) -> String {
    String(
      String(number).map { digit in
        digit.wholeNumberValue.flatMap { UnicodeScalar(0x2080 + $0) }.map { Character($0) } ?? digit
      })
  }
}

// MARK: - In LaTeX

extension FormulaText<LaTeX> {
  package init(inNumbers: Bool, style: CellStyle) {
    self.init(
      inNumbers: inNumbers,
      signs: Signs(
        times: " \\cdot ", floor: "\\left\\lfloor ", floorEnd: " \\right\\rfloor",
        ceiling: "\\left\\lceil ", ceilingEnd: " \\right\\rceil", open: "\\left(",
        close: "\\right)", greatest: "\\max", least: "\\min", stacks: true, letter: \.latex),
      style: style)
  }
}

extension Letter {
  /// `R_{n-1}`, `N'`, `F_{2}`.
  package var latex: Escaped<LaTeX> {
    let word = Escaped<LaTeX>(escaping: name.rawValue)
    var text = name.rawValue.count > 1 ? "\\mathrm{" + word + "}" : word
    switch mark {
    case .none: break
    case .output: text += "'"
    case .before: text += "_{n-1}"
    case .after: text += "_{n}"
    }
    if let number { text += "_{\(number)}" }
    return text
  }
}
