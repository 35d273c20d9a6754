import ConvArithmetic
import LayerGraph
import Testing

@testable import ReferenceExecutor

@Suite struct ExpandKernelTests {
  @Test func repeats() throws {
    let table: HandValues.Given = ([2, 3], [1, 2, 3, 4, 5, 6])
    try HandValues.expect(
      .tile(Tile(repeats: [1, 2])), table, gives: [2, 6], [1, 2, 3, 1, 2, 3, 4, 5, 6, 4, 5, 6])
    try HandValues.expect(
      .expand(Expand(shape: [2, 1, 1])), ([1, 2], [1, 2]), gives: [2, 1, 2], [1, 2, 1, 2])
  }
}
