import Analyses
import ConvArithmetic
import LayerGraph
import Testing

@Suite struct AdaptivePoolRulesTests {
  /// PyTorch's windows, one by one: start ⌊i·n/o⌋, end ⌈(i + 1)·n/o⌉.
  private func windows(_ n: Int, _ o: Int) -> [ClosedRange<Int>] {
    (0..<o).map { i in
      let end = Int((Double((i + 1) * n) / Double(o)).rounded(.up))
      return Int((Double(i * n) / Double(o)).rounded(.down))...(end - 1)
    }
  }

  @Test func everySmallPoolReadsPyTorchsWindows() throws {
    for n in 1...12 {
      for o in 1...12 {
        let windows = windows(n, o)
        let taps = windows.map(\.count).reduce(0, +)
        let it = try Applied(
          .adaptivePool(AdaptivePool(function: .maximum, output: [o])), [2, 3, Dim(n)])
        #expect(it.shape == [2, 3, Dim(o)])
        #expect(it.floatingPointOperations == 6 * (taps - o))
        for (unit, window) in windows.enumerated() {
          let seen = PositionSet(Interval(window.lowerBound, window.upperBound))
          #expect(try it.seen(unit) == [seen], "\(n) → \(o)")
        }
      }
    }
  }

  @Test func workSumsOverTheWindowsOfAllAxes() throws {
    let (rows, columns) = (windows(9, 7), windows(11, 4))
    var taps = 0
    for row in rows { for column in columns { taps += row.count * column.count } }
    let cases: [(Pool.Function, Int)] = [
      (.average(countIncludePad: true), taps), (.maximum, taps - 28), (.lp(power: 2), 2 * taps),
      (.lp(power: 3), 3 * taps),
    ]
    for (function, expected) in cases {
      let pool = AdaptivePool(function: function, output: [7, 4])
      let it = try Applied(.adaptivePool(pool), [1, 1, 9, 11])
      #expect(it.floatingPointOperations == expected)
      #expect(it.multiplyAccumulates == 0)
    }
  }

  @Test func axesCanBeKeptAndMapsPooledToOne() throws {
    let kept = AdaptivePool(function: .maximum, output: [nil, 2, 1])
    let it = try Applied(.adaptivePool(kept), [1, 2, 5, 6, 7])
    #expect(it.shape == [1, 2, 5, 2, 1])
    #expect(it.floatingPointOperations == 2 * (5 * 6 * 7 - 5 * 2))
    #expect(try it.seen(3, 1, 0).map(\.hull) == [Interval(3, 3), Interval(3, 5), Interval(0, 6)])
    let global = try Applied(
      .adaptivePool(.global(.average(countIncludePad: true))), [1, 512, 7, 7])
    #expect(global.shape == [1, 512, 1, 1])
    #expect(global.floatingPointOperations == 512 * 49)
    #expect(global.layer.field.isGlobal)
  }

  /// Windows of an open size can't be told; what is known stays known.
  @Test func openSizes() throws {
    let h = Dim.symbol("H")
    let pool = Operator.adaptivePool(
      AdaptivePool(function: .average(countIncludePad: true), output: [7]))
    let it = try Applied(pool, [1, 4, h])
    #expect(it.shape == [1, 4, 7])
    #expect(it.layer.work.value?.multiplyAccumulates == 0)
    #expect(it.layer.work.value?.floatingPointOperations == .unknown(.openSize(h)))
    #expect(it.layer.field.axes[0].local == .unknown(.openSize(h)))
    let multiple = try Applied(pool, [1, 4, 14 * h])
    #expect(multiple.layer.work.value?.floatingPointOperations == .known(try 56 * h))
  }
}
