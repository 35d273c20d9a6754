import Foundation
import LayerGraph
import Testing

@testable import ReferenceExecutor

@Suite struct ReduceKernelTests {
  @Test func reductions() throws {
    let rows: HandValues.Given = ([2, 3], [1, -2, 4, 3, 3, 0.5])
    let cases: [(Reduce.Function, [Float])] = [
      (.l1, [7, 6.5]), (.sumOfSquares, [21, 18.25]), (.logSum, [log(3), log(6.5)]),
      (.logSumExp, [4.0509458, 3.7333698]), (.argMaximum, [2, 0]), (.argMinimum, [1, 2]),
    ]
    for (function, wanted) in cases {
      try HandValues.expect(.reduce(Reduce(function, dimensions: [1])), rows, gives: [2], wanted)
    }
    // No exponential is too large.
    try HandValues.expect(
      .reduce(Reduce(.logSumExp, dimensions: [0])), ([2], [1000, 1000]), gives: [], [1000.6931])
    // In row-major order over both.
    try HandValues.expect(.reduce(Reduce(.argMaximum, dimensions: [1, 0])), rows, gives: [], [2])
  }
}
