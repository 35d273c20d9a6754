public import ConvArithmetic

/// A formula with its numbers: a tree whose leaves are letters together with what each stands for here.
///
/// It is one value that is printed in letters and in numbers, and whose result is worked out from the tree itself.
///
///     let gaps: Formula = .difference(.size(.kernel, 3), .number(1))
///     Formula.product([gaps, .letter(Letter(.jump, .before), Amount(4))]).value()     // 8, which is (F - 1)·jₙ₋₁
///
/// Formulas are made by rules and passes with a bounded depth; nothing here nests as deep as a file says.
public indirect enum Formula: Hashable, Sendable {
  case letter(Letter, Amount)
  case number(Int)
  /// At least one term.
  case sum([Formula])
  case difference(Formula, Formula)
  /// At least one factor.
  case product([Formula])
  case quotient(Formula, Formula)
  /// ⌊x⌋
  case floor(Formula)
  /// ⌈x⌉
  case ceiling(Formula)
  /// At least one.
  case greatest([Formula])
  /// At least one.
  case least([Formula])

  /// The result; unknown past 64 bits, and where an open size decides which is the greatest.
  /// - Complexity: O(leaves).
  public func value() -> Known<Amount> {
    do {
      return .known(try evaluated())
    } catch let reason as UnknownReason {
      return .unknown(reason)
    } catch {
      return .unknown(.tooLarge)
    }
  }

  private func evaluated() throws -> Amount {
    switch self {
    case .letter(_, let amount): return amount
    case .number(let number): return Amount(number)
    case .sum(let terms): return try terms.reduce(Amount(0)) { try $0 + $1.evaluated() }
    case .difference(let one, let other): return try one.evaluated() - other.evaluated()
    case .product(let factors): return try factors.reduce(Amount(1)) { try $0 * $1.evaluated() }
    case .quotient(let one, let other):
      let divisor = try other.evaluated()
      guard let quotient = try one.evaluated().divided(by: divisor) else {
        throw UnknownReason.openSize(divisor.numerator)
      }
      return quotient
    case .floor(let body): return try body.evaluated().rounded()
    case .ceiling(let body): return try body.evaluated().roundedUp()
    case .greatest(let choices): return try Self.greatest(of: choices, sign: 1)
    case .least(let choices): return try Self.greatest(of: choices, sign: -1)
    }
  }

  /// The one that is greatest, or least where the sign is −1, whatever open sizes are.
  private static func greatest(of choices: [Formula], sign: Int) throws -> Amount {
    var best: Amount?
    for choice in choices {
      let value = try choice.evaluated()
      guard let known = best else {
        best = value
        continue
      }
      let ahead = try (try value - known) * Amount(sign)
      switch ahead.numerator.isAtLeast(0, under: .none) {
      case .always: best = value
      case .never: break
      default: throw UnknownReason.openSize(ahead.numerator)
      }
    }
    return best ?? Amount(0)
  }
}

extension Formula {
  public static func size(
    _ name: Letter.Name, _ size: Dim, _ mark: Letter.Mark = .none
  ) -> Formula {
    .letter(Letter(name, mark), Amount(size))
  }

  /// The product of all factors that there are; 1 for none.
  public static func product(of factors: [Formula?]) -> Formula {
    let factors = factors.compactMap { $0 }
    return factors.isEmpty ? .number(1) : factors.count == 1 ? factors[0] : .product(factors)
  }

  /// The sum of all terms that there are; 0 for none.
  public static func sum(of terms: [Formula?]) -> Formula {
    let terms = terms.compactMap { $0 }
    return terms.isEmpty ? .number(0) : terms.count == 1 ? terms[0] : .sum(terms)
  }

  /// A letter for each axis, as factors: F·F where it is the same along all, F₁·F₂ where not.
  public static func factors(
    _ name: Letter.Name, _ sizes: [Dim], _ mark: Letter.Mark = .none
  ) -> [Formula] {
    let isSame = sizes.allSatisfy { $0 == sizes.first }
    return sizes.enumerated().map { index, size in
      .letter(Letter(name, mark, number: isSame ? nil : index + 1), Amount(size))
    }
  }
}
