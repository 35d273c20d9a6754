import ConvArithmetic
import LayerGraph
import Testing

@testable import ReferenceExecutor

/// Operators that can be written as a chain of others make the same numbers.
struct EquivalentsTests {
  private typealias Chain = @Sendable (Value) -> Value

  private static let cases: [(name: String, sizes: [Int], one: Chain, others: Chain)] = [
    (
      "softmax over several dimensions", [2, 3, 4, 5],
      { $0.then(.softmax(Softmax(dimension: 2, includesFollowing: true))) },
      { $0.reshape([.copy, .copy, .infer]).softmax(dimension: 2).reshape(sizes(2, 3, 4, 5)) }
    ),
    (
      "log softmax over all dimensions", [2, 3, 4],
      {
        $0.then(.softmax(Softmax(dimension: 0, isLogarithmic: true, includesFollowing: true)))
      },
      {
        $0.reshape([.infer]).then(.softmax(Softmax(dimension: -1, isLogarithmic: true)))
          .reshape(sizes(2, 3, 4))
      }
    ),
    (
      "pixel shuffle, block first", [2, 12, 2, 3],
      { $0.pixelShuffle(2, order: .blockFirst) },
      {
        $0.reshape(sizes(2, 2, 2, 3, 2, 3)).permute([0, 3, 4, 1, 5, 2]).reshape(sizes(2, 3, 4, 6))
      }
    ),
    (
      "pixel unshuffle, block first", [2, 3, 4, 6],
      { $0.pixelUnshuffle(2, order: .blockFirst) },
      {
        $0.reshape(sizes(2, 3, 2, 2, 3, 2)).permute([0, 3, 5, 1, 2, 4]).reshape(sizes(2, 12, 2, 3))
      }
    ),
    (
      "shuffle and back", [1, 8, 3], { $0.pixelShuffle(2, order: .blockFirst) },
      {
        $0.pixelShuffle(2, order: .blockFirst).pixelUnshuffle(2, order: .blockFirst)
          .pixelShuffle(2, order: .blockFirst)
      }
    ),
    (
      "padding of channels", [1, 2, 3],
      { $0.pad(before: [1, 0], after: [2, 1], dimensions: [1, -1], mode: .replicate) },
      {
        let padded = $0.pad(before: 0, after: 1, mode: .replicate)
        let (first, last) = (
          padded.slice(dimension: 1, end: 1), padded.slice(dimension: 1, start: -1)
        )
        return first.concat([padded, last, last])
      }
    ),
    (
      "there and back", [1, 2, 7],
      { $0.slice(dimension: 2, start: 5, end: 0, step: -2) },
      { $0.slice(dimension: 2, start: 1, end: 6, step: 2).slice(dimension: 2, step: -1) }
    ),
    (
      "average of dilated windows", [1, 2, 9],
      { $0.averagePool(2, stride: 1, dilation: 3) },
      {
        let sum = $0.slice(dimension: 2, end: -3).add($0.slice(dimension: 2, start: 3))
        return sum.merge(.divide, sum.builder.constant([1], isLearned: true, named: "two"))
      }
    ),
  ]

  private static func sizes(_ sizes: Int...) -> [Reshape.Size] { sizes.map { .value(Dim($0)) } }

  @Test func chainsMakeTheSame() throws {
    for (name, sizes, one, others) in Self.cases {
      let input = GraphBuilder(name).input(Shape(sizes: sizes))
      let graph = try input.builder.build(
        outputs: [("one", one(input)), ("others", others(input))])
      let two = try Tensor<Float>(sizes: [1], elements: [2])
      let executor = Executor(graph, parameters: GivenParameters(["two.value": two]))
      let given = try executor.seededInputs(seed: 1)
      let outputs = try executor.run(given, with: FloatArithmetic()).outputs
      #expect(outputs[0].sizes == outputs[1].sizes, "\(name)")
      let worst = zip(outputs[0].elements, outputs[1].elements).map { abs($0 - $1) }.max()
      #expect(try #require(worst) < 1e-6, "\(name)")
    }
  }
}
