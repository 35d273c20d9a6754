import ConvArithmetic
import LayerGraph
@testable import TestSupport

/// Draws settings and shapes, harmless ones mixed with the worst there are.
struct Hostile {
  var random: SplitMix64
  /// The share of numbers that are drawn from the worst, in percent.
  var malice: Int

  init(seed: UInt64) {
    random = SplitMix64(seed: seed)
    malice = 0
    malice = [0, 0, 2, 5, 40][below(5)]
  }

  static let worst = [
    .min, .min + 1, -(1 << 62), -1_000_000_000_000_000_000, -4097, -3, -2, -1, 0, 1, 9, 17, 255,
    4096,
    4097, 65_537, 1 << 20, 1 << 31, 1 << 32, 3_037_000_500, 1_000_000_000_000_000_000, 1 << 62,
    .max / 2, .max / 2 + 1, .max - 1, .max,
  ]

  mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }

  mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

  mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

  /// Mostly within the range; now and then anything.
  mutating func number(_ usual: ClosedRange<Int>) -> Int {
    chance(malice) ? pick(Self.worst) : Int.random(in: usual, using: &random)
  }

  /// One number for all axes, one for each of `rank`, or a wrong count.
  mutating func perAxis(_ rank: Int, _ usual: ClosedRange<Int>) -> PerAxis<Int> {
    let count = chance(50) ? 1 : chance(malice) ? below(5) : rank
    return PerAxis((0..<count).map { _ in number(usual) })
  }

  mutating func padding(_ rank: Int, _ usual: ClosedRange<Int>) -> Padding {
    switch below(8) {
    case 0: .sameUpper
    case 1: .sameLower
    case 2, 3: .valid
    default: .explicit(before: perAxis(rank, usual), after: perAxis(rank, usual))
    }
  }

  mutating func dim(_ usual: ClosedRange<Int>) -> Dim {
    guard chance(25) else { return Dim(number(usual)) }
    let symbol = Dim.symbol(pick(["H", "W", "C"]))
    let other = Dim.symbol(pick(["H", "W", "N"]))
    let changed: Dim? =
      switch below(7) {
      case 0: try? symbol * Dim(number(1...4))
      case 1: try? symbol + Dim(number(-3...3))
      case 2: try? symbol.floorDivided(by: number(1...4))
      case 3: try? symbol.ceilDivided(by: number(1...4)) * other
      case 4: try? symbol - other
      default: symbol
      }
    return changed ?? symbol
  }

  /// Mostly N×C×space.
  mutating func shape(rank: Int) -> Shape {
    Shape(
      (0..<rank).map { index in
        index == 0 ? dim(1...2) : index == 1 ? pick([dim(1...8), 4, 12]) : dim(1...20)
      })
  }

  /// A small shape of any rank.
  mutating func anyShape() -> Shape { shape(rank: pick([0, 1, 2, 3, 3, 4, 4, 4, 4, 5])) }
}
