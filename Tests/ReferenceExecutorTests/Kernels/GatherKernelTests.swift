import Escaping
import LayerGraph
import Testing

@testable import ReferenceExecutor

@Suite struct GatherKernelTests {
  @Test func picks() throws {
    let table: HandValues.Given = ([2, 3], [1, 2, 3, 4, 5, 6])
    func gather(_ dimension: Int, _ indices: [Int]?, _ shape: [Int]) -> Operator {
      .gather(Gather(dimension: dimension, indices: indices, indexShape: Shape(sizes: shape)))
    }
    try HandValues.expect(gather(1, [2, -3], [2]), table, gives: [2, 2], [3, 1, 6, 4])
    try HandValues.expect(gather(-2, [-1], []), table, gives: [3], [4, 5, 6])
    try HandValues.expect(
      gather(1, [0, 1, 1, 2], [2, 2]), table, gives: [2, 2, 2], [1, 2, 2, 3, 4, 5, 5, 6])
    try HandValues.expect(
      gather(0, nil, [2, 1]), table, ([2, 1], [1, -2]), gives: [2, 1, 3], [4, 5, 6, 1, 2, 3])
    // What is not a number picks nothing.
    try HandValues.expect(
      gather(1, nil, [2]), table, ([2], [.nan, 1]), gives: [2, 2], [.nan, 2, .nan, 5])
    for (value, message) in [
      (3, "there is no position 3 in dimension 1 of 2×3"),
      (-4, "there is no position -4 in dimension 1 of 2×3"),
      (0.5, "0.5 is no position; an index must be a whole number"),
      (.infinity, "inf is no position; an index must be a whole number"),
    ] as [(Float, String)] {
      let error = #expect(throws: ExecutionError.self) {
        try HandValues.run(gather(1, nil, []), [table, ([], [value])])
      }
      #expect(error?.description == "layer (gather): \(message)")
    }
  }
}
