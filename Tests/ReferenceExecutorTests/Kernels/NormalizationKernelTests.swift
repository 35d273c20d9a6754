import LayerGraph
import Testing

@testable import ReferenceExecutor

@Suite struct NormalizationKernelTests {
  @Test func withoutCentring() throws {
    // 3/√(12.5), 4/√(12.5), scaled by 1.
    try HandValues.expect(
      .layerNorm(LayerNorm(isAffine: false, isCentered: false, epsilon: 0)), ([1, 2], [3, 4]),
      gives: [1, 2], [0.84852814, 1.1313709])
  }

  /// γ and β of a group are those of each of its channels.
  @Test func affinePerGroup() throws {
    func run(_ norm: GroupNorm, _ scale: [Float], _ shift: [Float]) throws -> Tensor<Float> {
      let input = GraphBuilder("groups").input(Shape(sizes: [2, 6, 3]))
      let graph = try input.builder.build(output: input.then(.groupNorm(norm), named: "norm"))
      let executor = Executor(
        graph,
        parameters: GivenParameters([
          "norm.weight": try Tensor(sizes: [scale.count], elements: scale),
          "norm.bias": try Tensor(sizes: [shift.count], elements: shift),
        ]))
      let given = try executor.seededInputs(seed: 2)
      return try executor.run(given, with: FloatArithmetic()).outputs[0]
    }
    let perGroup = try run(GroupNorm(groups: 2, isAffinePerGroup: true), [2, -1], [0.5, 3])
    let perChannel = try run(
      GroupNorm(groups: 2), [2, 2, 2, -1, -1, -1], [0.5, 0.5, 0.5, 3, 3, 3])
    #expect(perGroup == perChannel)
  }
}
