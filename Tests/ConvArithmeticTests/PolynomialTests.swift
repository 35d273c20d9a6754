import ConvArithmetic
import Escaping
import TestSupport
import Testing

/// The normal form of rounded quotients.
@Suite struct PolynomialTests {
  let h = Dim.symbol("H")

  /// Windows of (extent, stride, padding): any chain over H is one floor of a linear form.
  @Test func chainsCollapse() throws {
    var random = SplitMix64(seed: 4)
    for _ in 0..<2000 {
      var (dim, stride, shift) = (h, 1, 0)
      for _ in 0..<Int.random(in: 1...8, using: &random) {
        let step = Int.random(in: 1...4, using: &random)
        let slack = Int.random(in: -9...9, using: &random)
        dim = try (dim + Dim(slack)).floorDivided(by: step) + 1
        // ⌊(⌊(H + a)/s⌋ + b)/t⌋ + 1 = ⌊(H + a + s·b + s·t)/(s·t)⌋
        shift += stride * slack + stride * step
        stride *= step
      }
      #expect(try dim == (h + Dim(shift)).floorDivided(by: stride))
    }
  }

  @Test func theStagesOfAResNet() throws {
    let windows = [(7, 2, 3), (3, 2, 1), (3, 1, 1), (3, 2, 1), (1, 2, 0), (3, 2, 1)]
    let sizes = try windows.reduce(into: [h]) { sizes, window in
      let (extent, stride, padding) = window
      sizes.append(
        try (sizes[sizes.count - 1] + Dim(2 * padding - extent)).floorDivided(by: stride) + 1)
    }
    #expect(
      sizes.map(\.description)
        == ["H", "⌈H/2⌉", "⌈H/4⌉", "⌈H/4⌉", "⌈H/8⌉", "⌈H/16⌉", "⌈H/32⌉"])
  }

  @Test(arguments: [
    ("⌊(4·H + 6)/2⌋", "2·H + 3"),
    ("⌊(4·H + 7)/6⌋", "⌊(2·H + 3)/3⌋ "),
    ("⌊-H/2⌋", "-H + ⌊H/2⌋"),
    ("⌊⌊⌊H/2⌋/3⌋/5⌋", "⌊H/30⌋"),
    ("⌊(⌊H/2⌋ + W)/3⌋", "⌊(H + 2·W)/6⌋"),
    ("⌊(⌊H/2⌋ + ⌊W/3⌋)/5⌋", "⌊(⌊W/3⌋ + ⌊H/2⌋)/5⌋"),
    ("⌊(3·⌊H/3⌋ + H)/4⌋", "⌊(H + 3·⌊H/3⌋)/4⌋"),
    ("⌊(H·W + 5)/5⌋", "⌊H·W/5⌋ + 1"),
    ("⌊H/1⌋", "H"),
    ("⌊5/2⌋ + ⌈5/2⌉ + ⌊-5/2⌋", "2"),
  ])
  func simplifies(text: String, expected: String) throws {
    #expect(try Dim(parsing: text) == Dim(parsing: expected))
  }

  @Test func floorsAreInNormalForm() throws {
    var random = SplitMix64(seed: 5)
    var floors = 0
    for _ in 0..<3000 {
      guard let dim = try? RandomExpression(size: 5, using: &random).dim(),
        case .polynomial(let polynomial) = dim
      else { continue }
      #expect(!polynomial.openTerms.isEmpty)
      floors += check(polynomial)
    }
    #expect(floors > 2000)
  }

  /// Counts the floors it has checked.
  private func check(_ polynomial: Polynomial) -> Int {
    var floors = 0
    for term in polynomial.terms {
      #expect(term.coefficient != 0)
      for factor in term.monomial.factors {
        guard case .floor(let floor) = factor.atom else { continue }
        floors += 1 + check(floor.numerator)
        #expect(floor.divisor > 1 && !floor.numerator.openTerms.isEmpty)
        for inner in floor.numerator.terms {
          #expect((1..<floor.divisor).contains(inner.coefficient))
          if inner.coefficient == 1, case .floor = inner.monomial.loneAtom {
            Issue.record("a lone floor within \(floor)")
          }
        }
      }
    }
    return floors
  }
}
