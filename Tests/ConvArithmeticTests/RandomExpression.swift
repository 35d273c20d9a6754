import ConvArithmetic
import TestSupport

/// An expression that can be computed twice: as a `Dim`, and as plain integers that know nothing of it.
indirect enum RandomExpression {
  case number(Int)
  case symbol(String)
  case sum(RandomExpression, RandomExpression)
  case difference(RandomExpression, RandomExpression)
  case product(RandomExpression, RandomExpression)
  case floor(RandomExpression, Int)
  case ceiling(RandomExpression, Int)

  static let symbols = ["C", "H", "W"]

  init(size: Int, symbols: [String] = symbols, using random: inout SplitMix64) {
    func part(_ random: inout SplitMix64) -> RandomExpression {
      RandomExpression(size: size - 1, symbols: symbols, using: &random)
    }
    guard size > 0, Int.random(in: 0..<8, using: &random) > 0 else {
      self =
        Bool.random(using: &random)
        ? .number(.random(in: -9...9, using: &random))
        : .symbol(symbols.randomElement(using: &random) ?? "H")
      return
    }
    switch Int.random(in: 0..<8, using: &random) {
    case 0, 1: self = .sum(part(&random), part(&random))
    case 2: self = .difference(part(&random), part(&random))
    case 3: self = .product(part(&random), part(&random))
    case 4, 5, 6: self = .floor(part(&random), .random(in: 1...8, using: &random))
    default: self = .ceiling(part(&random), .random(in: 1...8, using: &random))
    }
  }

  func dim() throws(ArithmeticError) -> Dim {
    switch self {
    case .number(let value): Dim(value)
    case .symbol(let name): .symbol(name)
    case .sum(let a, let b): try a.dim() + b.dim()
    case .difference(let a, let b): try a.dim() - b.dim()
    case .product(let a, let b): try a.dim() * b.dim()
    case .floor(let a, let divisor): try a.dim().floorDivided(by: divisor)
    case .ceiling(let a, let divisor): try a.dim().ceilDivided(by: divisor)
    }
  }

  func value(_ values: [String: Int]) -> Int {
    switch self {
    case .number(let value): value
    case .symbol(let name): values[name] ?? 0
    case .sum(let a, let b): a.value(values) + b.value(values)
    case .difference(let a, let b): a.value(values) - b.value(values)
    case .product(let a, let b): a.value(values) * b.value(values)
    case .floor(let a, let divisor): Self.floor(a.value(values), divisor)
    case .ceiling(let a, let divisor): -Self.floor(-a.value(values), divisor)
    }
  }

  private static func floor(_ value: Int, _ divisor: Int) -> Int {
    let remainder = (value % divisor + divisor) % divisor
    return (value - remainder) / divisor
  }
}
