import LayerGraph
import Testing

@testable import ReferenceExecutor

@Suite struct ElementwiseKernelTests {
  @Test func pairs() throws {
    let (x, y): ([Float], [Float]) = ([-5, 5, 3, -4, 0], [3, -3, 3, -2, 2])
    let cases: [(Elementwise.Function, [Float])] = [
      (.modulo, [1, -1, 0, 0, 0]), (.remainder, [-2, 2, 0, 0, 0]), (.mean, [-1, 1, 3, -3, 1]),
      (.equal, [0, 0, 1, 0, 0]), (.less, [1, 0, 0, 1, 1]), (.lessOrEqual, [1, 0, 1, 1, 1]),
      (.greater, [0, 1, 0, 0, 0]), (.greaterOrEqual, [0, 1, 1, 0, 0]),
    ]
    for (function, wanted) in cases {
      try HandValues.expect(
        .elementwise(Elementwise(function)), ([5], x), ([5], y), gives: [5], wanted)
    }
    let truths: [(Elementwise.Function, [Float])] = [
      (.and, [0, 0, 0, 1]), (.or, [0, 1, 1, 1]), (.xor, [0, 1, 1, 0]),
    ]
    for (function, wanted) in truths {
      try HandValues.expect(
        .elementwise(Elementwise(function)), ([2, 1], [0, 1]), ([2], [0, 1]), gives: [2, 2], wanted)
    }
    try HandValues.expect(
      .select(Select()), ([2, 1], [1, 0]), ([3], [1, 2, 3]), ([], [9]), gives: [2, 3],
      [1, 2, 3, 9, 9, 9])
    for (type, wanted) in [
      ("INT64", [-1, 0, 2]), ("uint8", [-1, 0, 2]), ("bool", [1, 1, 1]),
      ("float16", [-1.5, 0.25, 2]),
    ] as [(String, [Float])] {
      try HandValues.expect(.cast(Cast(to: type)), ([3], [-1.5, 0.25, 2]), gives: [3], wanted)
    }
  }
}
