import ConvArithmetic
import Escaping
import Foundation
import LayerGraph
import Testing

@testable import ReferenceExecutor

/// Values of operators that ask, choose, pick and sum, worked out by hand or by NumPy.
struct PickingTests {
  private typealias Given = (sizes: [Int], elements: [Float])

  private func run(_ operation: Operator, _ inputs: [Given]) throws -> Tensor<Float> {
    let builder = GraphBuilder("one")
    let values = inputs.indices.map {
      builder.input(Shape(sizes: inputs[$0].sizes), named: "x\($0)")
    }
    let graph = try builder.build(output: builder.add(operation, to: values, named: "layer"))
    let tensors = try inputs.map { try Tensor(sizes: $0.sizes, elements: $0.elements) }
    return try Executor(graph).run(tensors, with: FloatArithmetic()).outputs[0]
  }

  private func expect(
    _ operation: Operator, _ inputs: Given..., gives sizes: [Int], _ elements: [Float]
  ) throws {
    let found = try run(operation, inputs)
    #expect(found.sizes == sizes, "\(operation.kind)")
    let isEqual = zip(found.elements, elements).allSatisfy {
      $0 == $1 || ($0.isNaN && $1.isNaN) || abs($0 - $1) < 1e-6 * max(1, abs($1))
    }
    #expect(isEqual && found.elements.count == elements.count, "\(operation) \(found.elements)")
  }

  @Test func functions() throws {
    let cases: [(Activation.Function, [Float], [Float])] = [
      (.sign, [-2, -0.5, 0, 3, .nan], [-1, -1, 0, 1, .nan]),
      (.round, [0.5, 1.5, -2.5, 2.4, -0.5], [0, 2, -2, 2, 0]),
      (.isNaN, [.nan, 1, .infinity], [1, 0, 0]),
      (.isInfinite, [.nan, 1, .infinity, -.infinity], [0, 0, 1, 1]),
      (.not, [0, 1], [1, 0]),
      (.thresholdedRelu(alpha: 1), [0.5, 1, 1.5, .nan], [0, 0, 1.5, .nan]),
      (.shrink(bias: 0, lambda: 1), [-2, -1, 0.5, 1, 2, .nan], [-2, 0, 0, 0, 2, .nan]),
      (.shrink(bias: 1, lambda: 1), [-3, -1, 0.5, 1, 3], [-2, 0, 0, 0, 2]),
      (.elu(alpha: 2), [-1, 1], [-1.264241117657115, 1]),
      (.celu(alpha: 2), [-1, 1], [-0.7869386805747332, 1]),
      (.hardSigmoid(slope: 0.2, offset: 0.5), [-4, -1, 0, 1, 4], [0, 0.3, 0.5, 0.7, 1]),
      (.hardSigmoid, [-4, -3, 0, 1.5, 4], [0, 0, 0.5, 0.75, 1]),
      (.hardTanh(least: 0, greatest: .infinity), [-1, 2e9], [0, 2e9]),
      (.hardTanh(least: -.infinity, greatest: 1), [-2e9, 2], [-2e9, 1]),
      (.tangent, [1], [1.5574077246549023]), (.arcSine, [0.5], [0.5235987755982989]),
      (.arcCosine, [0.5], [1.0471975511965979]), (.arcTangent, [2], [1.1071487177940904]),
      (.hyperbolicSine, [1], [1.1752011936438014]),
      (.hyperbolicCosine, [1], [1.5430806348152437]),
      (.arcHyperbolicSine, [1], [0.881373587019543]),
      (.arcHyperbolicCosine, [2], [1.3169578969248166]),
      (.arcHyperbolicTangent, [0.5], [0.5493061443340548]),
    ]
    for (function, given, wanted) in cases {
      try expect(
        .activation(Activation(function)), ([given.count], given), gives: [given.count], wanted)
    }
  }

  @Test func pairs() throws {
    let (x, y): ([Float], [Float]) = ([-5, 5, 3, -4, 0], [3, -3, 3, -2, 2])
    let cases: [(Elementwise.Function, [Float])] = [
      (.modulo, [1, -1, 0, 0, 0]), (.remainder, [-2, 2, 0, 0, 0]), (.mean, [-1, 1, 3, -3, 1]),
      (.equal, [0, 0, 1, 0, 0]), (.less, [1, 0, 0, 1, 1]), (.lessOrEqual, [1, 0, 1, 1, 1]),
      (.greater, [0, 1, 0, 0, 0]), (.greaterOrEqual, [0, 1, 1, 0, 0]),
    ]
    for (function, wanted) in cases {
      try expect(.elementwise(Elementwise(function)), ([5], x), ([5], y), gives: [5], wanted)
    }
    let truths: [(Elementwise.Function, [Float])] = [
      (.and, [0, 0, 0, 1]), (.or, [0, 1, 1, 1]), (.xor, [0, 1, 1, 0]),
    ]
    for (function, wanted) in truths {
      try expect(
        .elementwise(Elementwise(function)), ([2, 1], [0, 1]), ([2], [0, 1]), gives: [2, 2], wanted)
    }
    try expect(
      .select(Select()), ([2, 1], [1, 0]), ([3], [1, 2, 3]), ([], [9]), gives: [2, 3],
      [1, 2, 3, 9, 9, 9])
    for (type, wanted) in [
      ("INT64", [-1, 0, 2]), ("uint8", [-1, 0, 2]), ("bool", [1, 1, 1]),
      ("float16", [-1.5, 0.25, 2]),
    ] as [(String, [Float])] {
      try expect(.cast(Cast(to: type)), ([3], [-1.5, 0.25, 2]), gives: [3], wanted)
    }
  }

  @Test func reductions() throws {
    let rows: Given = ([2, 3], [1, -2, 4, 3, 3, 0.5])
    let cases: [(Reduce.Function, [Float])] = [
      (.l1, [7, 6.5]), (.sumOfSquares, [21, 18.25]), (.logSum, [log(3), log(6.5)]),
      (.logSumExp, [4.0509458, 3.7333698]), (.argMaximum, [2, 0]), (.argMinimum, [1, 2]),
    ]
    for (function, wanted) in cases {
      try expect(.reduce(Reduce(function, dimensions: [1])), rows, gives: [2], wanted)
    }
    // No exponential is too large.
    try expect(
      .reduce(Reduce(.logSumExp, dimensions: [0])), ([2], [1000, 1000]), gives: [], [1000.6931])
    // In row-major order over both.
    try expect(.reduce(Reduce(.argMaximum, dimensions: [1, 0])), rows, gives: [], [2])
  }

  @Test func picks() throws {
    let table: Given = ([2, 3], [1, 2, 3, 4, 5, 6])
    func gather(_ dimension: Int, _ indices: [Int]?, _ shape: [Int]) -> Operator {
      .gather(Gather(dimension: dimension, indices: indices, indexShape: Shape(sizes: shape)))
    }
    try expect(gather(1, [2, -3], [2]), table, gives: [2, 2], [3, 1, 6, 4])
    try expect(gather(-2, [-1], []), table, gives: [3], [4, 5, 6])
    try expect(
      gather(1, [0, 1, 1, 2], [2, 2]), table, gives: [2, 2, 2], [1, 2, 2, 3, 4, 5, 5, 6])
    try expect(
      gather(0, nil, [2, 1]), table, ([2, 1], [1, -2]), gives: [2, 1, 3], [4, 5, 6, 1, 2, 3])
    // What is not a number picks nothing.
    try expect(gather(1, nil, [2]), table, ([2], [.nan, 1]), gives: [2, 2], [.nan, 2, .nan, 5])
    for (value, message) in [
      (3, "there is no position 3 in dimension 1 of 2×3"),
      (-4, "there is no position -4 in dimension 1 of 2×3"),
      (0.5, "0.5 is no position; an index must be a whole number"),
      (.infinity, "inf is no position; an index must be a whole number"),
    ] as [(Float, String)] {
      let error = #expect(throws: ExecutionError.self) {
        try run(gather(1, nil, []), [table, ([], [value])])
      }
      #expect(error?.description == "layer (gather): \(message)")
    }
    try expect(
      .tile(Tile(repeats: [1, 2])), table, gives: [2, 6], [1, 2, 3, 1, 2, 3, 4, 5, 6, 4, 5, 6])
    try expect(
      .expand(Expand(shape: [2, 1, 1])), ([1, 2], [1, 2]), gives: [2, 1, 2], [1, 2, 1, 2])
  }

  @Test func sums() throws {
    let (a, b): (Given, Given) = (([2, 2], [1, 2, 3, 4]), ([2, 2], [5, 6, 7, 8]))
    func einsum(_ equation: String) throws -> Operator { .einsum(try Einsum(equation: equation)) }
    try expect(try einsum("ij,jk->ik"), a, b, gives: [2, 2], [19, 22, 43, 50])
    try expect(try einsum("ij,jk->ki"), a, b, gives: [2, 2], [19, 43, 22, 50])
    try expect(try einsum("ij,kj->"), a, b, gives: [], [132])
    try expect(try einsum("ii->i"), a, gives: [2], [1, 4])
    try expect(try einsum("ii"), a, gives: [], [5])
    try expect(try einsum("i...->..."), a, gives: [2], [4, 6])
    try expect(try einsum("i,j,i->j"), ([2], [1, 2]), ([1], [3]), ([2], [4, 5]), gives: [1], [42])
    try expect(try einsum("ij,ij->i"), ([2, 1], [1, 2]), b, gives: [2], [11, 30])
    try expect(.matMul(MatMul()), ([2], [1, 2]), b, gives: [2], [19, 22])
    try expect(.matMul(MatMul(transposesSecond: true)), b, ([2], [1, 2]), gives: [2], [17, 23])
    try expect(.matMul(MatMul()), ([2], [1, 2]), ([2], [3, 4]), gives: [], [11])
    // 3/√(12.5), 4/√(12.5), scaled by 1.
    try expect(
      .layerNorm(LayerNorm(isAffine: false, isCentered: false, epsilon: 0)), ([1, 2], [3, 4]),
      gives: [1, 2], [0.84852814, 1.1313709])
  }
}
