import LayerGraph
import Testing

@testable import ReferenceExecutor

@Suite struct EinsumKernelTests {
  @Test func sums() throws {
    let (a, b): (HandValues.Given, HandValues.Given) = (
      ([2, 2], [1, 2, 3, 4]), ([2, 2], [5, 6, 7, 8])
    )
    func einsum(_ equation: String) throws -> Operator { .einsum(try Einsum(equation: equation)) }
    try HandValues.expect(try einsum("ij,jk->ik"), a, b, gives: [2, 2], [19, 22, 43, 50])
    try HandValues.expect(try einsum("ij,jk->ki"), a, b, gives: [2, 2], [19, 43, 22, 50])
    try HandValues.expect(try einsum("ij,kj->"), a, b, gives: [], [132])
    try HandValues.expect(try einsum("ii->i"), a, gives: [2], [1, 4])
    try HandValues.expect(try einsum("ii"), a, gives: [], [5])
    try HandValues.expect(try einsum("i...->..."), a, gives: [2], [4, 6])
    try HandValues.expect(
      try einsum("i,j,i->j"), ([2], [1, 2]), ([1], [3]), ([2], [4, 5]), gives: [1], [42])
    try HandValues.expect(try einsum("ij,ij->i"), ([2, 1], [1, 2]), b, gives: [2], [11, 30])
  }
}
