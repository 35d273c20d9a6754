import LayerGraph
import Testing

@testable import ReferenceExecutor

@Suite struct MatMulKernelTests {
  @Test func vectors() throws {
    let b: HandValues.Given = ([2, 2], [5, 6, 7, 8])
    try HandValues.expect(.matMul(MatMul()), ([2], [1, 2]), b, gives: [2], [19, 22])
    try HandValues.expect(
      .matMul(MatMul(transposesSecond: true)), b, ([2], [1, 2]), gives: [2], [17, 23])
    try HandValues.expect(.matMul(MatMul()), ([2], [1, 2]), ([2], [3, 4]), gives: [], [11])
  }
}
