import Analyses
import ConvArithmetic
import LayerGraph
import Testing

@Suite struct ResizeRulesTests {
  @Test func sizesAreRoundedDown() throws {
    let half = try Rational(1, over: 2)
    let cases: [(Resize.Target, Shape, Shape)] = [
      (.scale([2]), [1, 3, 5, 7], [1, 3, 10, 14]),
      (.scale([2, 3]), [1, 3, 5, 7], [1, 3, 10, 21]),
      (.scale([half]), [1, 3, 5, 7], [1, 3, 2, 3]),
      (.scale([try Rational(3, over: 2)]), [1, 1, 5], [1, 1, 7]),
      (.scale([1, 2, 2]), [1, 2, 3, 4, 5], [1, 2, 3, 8, 10]),
      (.size([13, 9]), [1, 3, 5, 7], [1, 3, 13, 9]), (.size([4]), [1, 3, 5, 7], [1, 3, 4, 4]),
    ]
    for mode in Resize.Mode.allCases {
      for (target, input, output) in cases {
        #expect(try Applied(.resize(Resize(mode: mode, target: target)), input).shape == output)
      }
      let like = Resize(mode: mode, target: .like)
      #expect(try Applied(.resize(like), [1, 3, 5, 7], [1, 9, 4, 8]).shape == [1, 3, 4, 8])
    }
  }

  /// A product for each tap and the adds between them; nearest only copies.
  @Test func workIsASumOverTheTaps() throws {
    let cases: [(Resize.Mode, Shape, each: Int)] = [
      (.nearest, [1, 2, 3, 3], 0), (.nearestExact, [1, 2, 3, 3], 0), (.linear, [1, 2, 3], 2 + 1),
      (.linear, [1, 2, 3, 3], 4 + 3), (.linear, [1, 2, 3, 3, 3], 8 + 7),
      (.cubic, [1, 2, 3, 3], 16 + 15),
    ]
    for (mode, input, each) in cases {
      let it = try Applied(.resize(Resize(mode: mode, target: .scale([2]))), input)
      let outputs = try #require(try it.shape?.elements().constant)
      #expect(it.floatingPointOperations == outputs * each)
      #expect(it.parameters == .zero)
    }
  }

  /// PyTorch's sampling points, in floating point; a tap of weight 0 is not read.
  @Test func everyUnitReadsTheTapsAroundItsPoint() throws {
    for n in 1...5 {
      for o in 1...11 {
        for isAligned in [false, true] {
          for mode in Resize.Mode.allCases {
            if isAligned, mode == .nearest || mode == .nearestExact { continue }
            let it = try Applied(
              .resize(Resize(mode: mode, target: .size([o]), alignCorners: isAligned)),
              [1, 1, Dim(n)])
            for unit in 0..<o {
              let read = taps(unit, n: n, o: o, mode: mode, isAligned: isAligned)
              let expected = try PositionSet(union: read.map { Interval($0, $0) })
              #expect(try it.seen(unit)[0] == expected, "\(n) → \(o) \(mode) \(isAligned) \(unit)")
            }
          }
        }
      }
    }
  }

  private func taps(_ unit: Int, n: Int, o: Int, mode: Resize.Mode, isAligned: Bool) -> Set<Int> {
    // Twelfths of 2·o (or o − 1) steps are exact enough to see whether a point is whole.
    let scale = Double(n) / Double(o)
    let aligned = o == 1 ? 0 : Double(n - 1) / Double(o - 1)
    let point = isAligned ? Double(unit) * aligned : (Double(unit) + 0.5) * scale - 0.5
    let rounded = point.rounded()
    let base = abs(point - rounded) < 1e-9 ? Int(rounded) : Int(point.rounded(.down))
    let isWhole = abs(point - rounded) < 1e-9
    let wanted: [Int] =
      switch mode {
      case .nearest: [Int((Double(unit) * scale + 1e-9).rounded(.down))]
      case .nearestExact: [Int(((Double(unit) + 0.5) * scale + 1e-9).rounded(.down))]
      case .linear: isWhole ? [base] : [base, base + 1]
      case .cubic: isWhole ? [base] : [base - 1, base, base + 1, base + 2]
      }
    return Set(wanted.map { min(max($0, 0), n - 1) })
  }
}
