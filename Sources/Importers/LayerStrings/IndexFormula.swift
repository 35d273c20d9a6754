/// A whole number as a formula of the indices of repeats: the `{3*2^i}` of `8*i(conv3p{3*2^i})`.
///
/// It is kept as it is worked out, on a stack: what is computed stands after what it is computed of.
struct IndexFormula {
  let steps: [Step]
  /// UTF-8 code units of the text, braces included.
  let range: Range<Int>

  enum Step: Hashable {
    case number(Int)
    /// The index of a repeat around, counted from the outermost that has a name.
    case index(Int)
    case negative
    case operation(Sign)
  }

  /// A sign between two numbers.
  enum Sign: Unicode.Scalar, CaseIterable {
    case plus = "+"
    case minus = "-"
    case times = "*"
    /// Rounded down.
    case over = "/"
    /// The remainder of that, which has the sign of the divisor.
    case modulo = "%"
    case power = "^"
  }

  /// Formulas with more numbers, names, signs and brackets than this are refused, as they are worked out again
  /// in each round.
  static let maximumParts = 64

  /// Whether it is the same in each round.
  var isConstant: Bool { steps.allSatisfy { if case .index = $0 { false } else { true } } }

  /// Its value where the repeats around have these indices, the outermost first.
  /// - Complexity: O(steps).
  func value(at indices: [RepeatIndex]) throws(LayerStringFault) -> Int {
    var stack: [Int] = []
    for step in steps {
      switch step {
      case .number(let number): stack.append(number)
      case .index(let depth): stack.append(indices[depth].value)
      case .negative: stack.append(try apply(.minus, 0, stack.removeLast(), indices))
      case .operation(let sign):
        let right = stack.removeLast()
        stack.append(try apply(sign, stack.removeLast(), right, indices))
      }
    }
    return stack.last ?? 0
  }

  private func apply(
    _ sign: Sign, _ left: Int, _ right: Int, _ indices: [RepeatIndex]
  ) throws(LayerStringFault) -> Int {
    if sign == .power, right < 0 {
      throw fault(.powerNegative(left, right), indices)
    }
    if sign == .over || sign == .modulo, right == 0 {
      throw fault(.dividedByZero(left, sign: Character(sign.rawValue)), indices)
    }
    guard let value = sign.applied(left, right) else {
      throw fault(.resultTooLarge(left, sign: Character(sign.rawValue), right), indices)
    }
    return value
  }

  /// A fault of this formula, with the indices that it is of.
  func fault(
    _ reason: LayerStringError.Reason, _ indices: [RepeatIndex]
  ) -> LayerStringFault {
    var used: [RepeatIndex] = []
    for case .index(let depth) in steps where !used.contains(indices[depth]) {
      used.append(indices[depth])
    }
    return LayerStringFault(used.isEmpty ? reason : .inRound(reason, used), range)
  }
}

/// How far a repeat is.
public struct RepeatIndex: Hashable, Sendable {
  public let name: String
  /// From 0.
  public internal(set) var value: Int
}

extension IndexFormula.Sign {
  /// Nil past 64 bits. The caller has seen to it that divisors aren't 0 and powers not negative.
  func applied(_ left: Int, _ right: Int) -> Int? {
    let (value, overflow) =
      switch self {
      case .plus: left.addingReportingOverflow(right)
      case .minus: left.subtractingReportingOverflow(right)
      case .times: left.multipliedReportingOverflow(by: right)
      case .over: Self.floor(left, right)
      case .modulo: Self.remainder(left, right)
      case .power: Self.power(left, right)
      }
    return overflow ? nil : value
  }

  private static func floor(_ left: Int, _ right: Int) -> (Int, Bool) {
    let (quotient, overflow) = left.dividedReportingOverflow(by: right)
    let (rest, _) = left.remainderReportingOverflow(dividingBy: right)
    return (rest != 0 && (rest < 0) != (right < 0) ? quotient - 1 : quotient, overflow)
  }

  private static func remainder(_ left: Int, _ right: Int) -> (Int, Bool) {
    // Of the least number and -1 the remainder is 0, which it is reported to be.
    let (rest, _) = left.remainderReportingOverflow(dividingBy: right)
    return (rest != 0 && (rest < 0) != (right < 0) ? rest + right : rest, false)
  }

  private static func power(_ base: Int, _ exponent: Int) -> (Int, Bool) {
    // 0, 1 and -1 repeat themselves after two steps; all others leave 64 bits within 64.
    let count = abs(base) <= 1 && exponent > 2 ? 2 + exponent % 2 : exponent
    var value = 1
    for _ in 0..<min(count, 64) {
      let (product, overflow) = value.multipliedReportingOverflow(by: base)
      if overflow { return (0, true) }
      value = product
    }
    return (value, false)
  }
}
