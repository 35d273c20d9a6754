/// Works out what stands on a line, knowing nothing of where it came from: + - · / ⌊ ⌋ ⌈ ⌉ max min brackets.
struct Evaluator {
  /// In lowest terms.
  struct Fraction: Hashable {
    let numerator, denominator: Int128

    init(_ numerator: Int128, _ denominator: Int128 = 1) {
      var (one, other) = (numerator.magnitude, denominator.magnitude)
      while other != 0 { (one, other) = (other, one % other) }
      let common = one == 0 ? 1 : Int128(one)
      let sign: Int128 = denominator < 0 ? -1 : 1
      (self.numerator, self.denominator) = (sign * numerator / common, sign * denominator / common)
    }

    var floor: Fraction {
      let (quotient, rest) = numerator.quotientAndRemainder(dividingBy: denominator)
      return Fraction(quotient - (rest < 0 ? 1 : 0))
    }

    static func + (one: Self, other: Self) -> Self {
      Self(
        one.numerator * other.denominator + other.numerator * one.denominator,
        one.denominator * other.denominator)
    }
    static prefix func - (one: Self) -> Self { Self(-one.numerator, one.denominator) }
    static func * (one: Self, other: Self) -> Self {
      Self(one.numerator * other.numerator, one.denominator * other.denominator)
    }
    static func < (one: Self, other: Self) -> Bool {
      one.numerator * other.denominator < other.numerator * one.denominator
    }
  }

  private var rest: [Character]

  /// Nil for what is no formula of numbers.
  static func value(of text: some StringProtocol) -> Fraction? {
    // A comma between digits groups them, another one separates.
    var signs: [Character] = []
    let all = Array(text)
    for (index, sign) in all.enumerated() {
      let groups =
        sign == "," && index > 0 && index + 1 < all.count && all[index - 1].isNumber
        && all[index + 1].isNumber
      if sign != " ", !groups { signs.append(sign) }
    }
    var evaluator = Evaluator(rest: signs.reversed())
    guard let value = evaluator.sum(), evaluator.rest.isEmpty else { return nil }
    return value
  }

  private mutating func take(_ sign: Character) -> Bool {
    guard rest.last == sign else { return false }
    rest.removeLast()
    return true
  }

  private mutating func sum() -> Fraction? {
    let isNegative = take("-")
    guard var value = product() else { return nil }
    if isNegative { value = -value }
    while true {
      if take("+") {
        guard let term = product() else { return nil }
        value = value + term
      } else if take("-") {
        guard let term = product() else { return nil }
        value = value + -term
      } else {
        return value
      }
    }
  }

  private mutating func product() -> Fraction? {
    guard var value = atom() else { return nil }
    while true {
      if take("·") {
        guard let factor = atom() else { return nil }
        value = value * factor
      } else if take("/") {
        guard let divisor = atom(), divisor.numerator != 0 else { return nil }
        value = value * Fraction(divisor.denominator, divisor.numerator)
      } else {
        return value
      }
    }
  }

  private mutating func atom() -> Fraction? {
    if take("(") { return enclosed(by: ")") }
    if take("⌊") { return enclosed(by: "⌋").map(\.floor) }
    if take("⌈") { return enclosed(by: "⌉").map { -((-$0).floor) } }
    for word in ["max", "min"] where rest.reversed().starts(with: word + "(") {
      rest.removeLast(4)
      return chosen(greatest: word == "max")
    }
    var digits = ""
    while let digit = rest.last, digit.isASCII, digit.isNumber {
      digits.append(digit)
      rest.removeLast()
    }
    return Int128(digits).map { Fraction($0) }
  }

  private mutating func enclosed(by end: Character) -> Fraction? {
    guard let value = sum(), take(end) else { return nil }
    return value
  }

  private mutating func chosen(greatest: Bool) -> Fraction? {
    guard var best = sum() else { return nil }
    while take(",") {
      guard let other = sum() else { return nil }
      if greatest ? best < other : other < best { best = other }
    }
    return take(")") ? best : nil
  }
}
