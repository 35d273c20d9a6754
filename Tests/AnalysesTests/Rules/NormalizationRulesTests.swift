import Analyses
import ConvArithmetic
import Escaping
import LayerGraph
import Testing

@Suite struct NormalizationRulesTests {
  /// γ and β for each channel or position; PyTorch's buffers: mean, variance and a counter.
  @Test func parametersAsInPyTorch() throws {
    let map: Shape = [2, 6, 3, 4]
    let cases: [(Operator, Shape, norm: Dim, statistics: Dim)] = [
      (.batchNorm(BatchNorm(hasBatchCounter: false)), map, 12, 12),
      (.batchNorm(BatchNorm()), map, 12, 13),
      (.batchNorm(BatchNorm(isAffine: false)), map, 0, 13),
      (.batchNorm(BatchNorm(hasScale: false)), map, 6, 13),
      (.batchNorm(BatchNorm(hasRunningStatistics: false)), map, 12, 0),
      (.batchNorm(BatchNorm()), [3, 4], 8, 9),
      (.layerNorm(LayerNorm(axes: .trailing(3))), map, 144, 0),
      (.layerNorm(LayerNorm()), map, 8, 0),
      (.layerNorm(LayerNorm(hasBias: false)), map, 4, 0),
      (.layerNorm(LayerNorm(axes: .channels)), map, 12, 0),
      (.layerNorm(LayerNorm(isAffine: false)), map, 0, 0),
      (.layerNorm(LayerNorm(isCentered: false)), map, 4, 0),
      (.layerNorm(LayerNorm(axes: .channels, hasBias: false, isCentered: false)), map, 6, 0),
      (.layerNorm(LayerNorm(isAffine: false, isCentered: false)), map, 0, 0),
      (.groupNorm(GroupNorm(groups: 2)), map, 12, 0),
      (.groupNorm(GroupNorm(groups: 3, isAffine: false)), map, 0, 0),
      (.groupNorm(GroupNorm(groups: 3, isAffinePerGroup: true)), map, 6, 0),
      (.groupNorm(GroupNorm(groups: 3, isAffine: false, isAffinePerGroup: true)), map, 0, 0),
      (.instanceNorm(InstanceNorm()), map, 0, 0),
      (.instanceNorm(InstanceNorm(isAffine: true)), map, 12, 0),
      (.instanceNorm(InstanceNorm(hasRunningStatistics: true)), map, 0, 13),
      (
        .instanceNorm(InstanceNorm(hasRunningStatistics: true, hasBatchCounter: false)), map, 0, 12
      ),
      (.localResponseNorm(LocalResponseNorm(size: 5)), map, 0, 0),
    ]
    for (operation, input, norm, statistics) in cases {
      let it = try Applied(operation, input)
      #expect(it.shape == input)
      #expect(
        it.parameters?.normAffine == norm && it.parameters?.runningStatistics == statistics,
        "\(operation)")
      #expect(it.multiplyAccumulates == 0)
    }
  }

  /// What a straight loop does to one row: mean, centring, variance, 1/√(v + ε), scaling, affine.
  private func operations(row: Int, affine: Int, isCentered: Bool = true) -> Int {
    var count = 0
    if isCentered {
      count += row - 1 + 1  // sum and division
      for _ in 0..<row { count += 1 }  // x − mean
    }
    for _ in 0..<row { count += 1 }  // squared
    count += row - 1 + 1  // sum and division
    count += 3  // + ε, root, reciprocal
    for _ in 0..<row { count += 1 + affine }  // scaled, γ, β
    return count
  }

  @Test func workIsThatOfALoopOverTheRows() throws {
    let map: Shape = [2, 6, 3, 4]
    let elements = 144
    let cases: [(Operator, Int)] = [
      (.batchNorm(BatchNorm()), 2 * elements),
      (.batchNorm(BatchNorm(isAffine: false)), 2 * elements),
      (.batchNorm(BatchNorm(hasRunningStatistics: false)), 6 * operations(row: 24, affine: 2)),
      (
        .batchNorm(BatchNorm(hasScale: false, hasRunningStatistics: false)),
        6 * operations(row: 24, affine: 1)
      ),
      (.instanceNorm(InstanceNorm(hasRunningStatistics: true)), 2 * elements),
      (.instanceNorm(InstanceNorm()), 12 * operations(row: 12, affine: 0)),
      (.instanceNorm(InstanceNorm(isAffine: true)), 12 * operations(row: 12, affine: 2)),
      (.groupNorm(GroupNorm(groups: 2)), 4 * operations(row: 36, affine: 2)),
      (
        .groupNorm(GroupNorm(groups: 2, isAffinePerGroup: true)), 4 * operations(row: 36, affine: 2)
      ),
      (.groupNorm(GroupNorm(groups: 6, isAffine: false)), 12 * operations(row: 12, affine: 0)),
      (.layerNorm(LayerNorm()), 36 * operations(row: 4, affine: 2)),
      (.layerNorm(LayerNorm(hasBias: false)), 36 * operations(row: 4, affine: 1)),
      (.layerNorm(LayerNorm(axes: .trailing(3))), 2 * operations(row: 72, affine: 2)),
      (.layerNorm(LayerNorm(axes: .channels, isAffine: false)), 24 * operations(row: 6, affine: 0)),
      (
        .layerNorm(LayerNorm(isCentered: false)),
        36 * operations(row: 4, affine: 1, isCentered: false)
      ),
      (
        .layerNorm(LayerNorm(axes: .trailing(2), isAffine: false, isCentered: false)),
        12 * operations(row: 12, affine: 0, isCentered: false)
      ),
      // Squares and adds over the window, then · α/size, + k, power, division.
      (.localResponseNorm(LocalResponseNorm(size: 5)), elements * (5 + 5 + 4)),
    ]
    for (operation, expected) in cases {
      #expect(try Applied(operation, map).floatingPointOperations == expected, "\(operation)")
    }
  }

  /// What is normalised together is seen together.
  @Test func statisticsWidenTheField() throws {
    let map: Shape = [1, 6, 3, 4]
    let cases: [(Operator, [Bool])] = [
      (.batchNorm(BatchNorm()), [false, false]),
      (.batchNorm(BatchNorm(hasRunningStatistics: false)), [true, true]),
      (.instanceNorm(InstanceNorm()), [true, true]),
      (.instanceNorm(InstanceNorm(hasRunningStatistics: true)), [false, false]),
      (.groupNorm(GroupNorm(groups: 2)), [true, true]),
      (.layerNorm(LayerNorm()), [false, true]),
      (.layerNorm(LayerNorm(isCentered: false)), [false, true]),
      (.layerNorm(LayerNorm(axes: .trailing(2))), [true, true]),
      (.layerNorm(LayerNorm(axes: .channels)), [false, false]),
      (.localResponseNorm(LocalResponseNorm(size: 3)), [false, false]),
    ]
    for (operation, isGlobal) in cases {
      let it = try Applied(operation, map)
      #expect(it.layer.field.axes.map(\.isGlobal) == isGlobal, "\(operation)")
      let hulls = zip(isGlobal, [3, 4]).map { $0 ? Interval(0, $1 - 1) : Interval(1, 1) }
      #expect(try it.seen(1, 1).map(\.hull) == hulls)
    }
  }

  /// With everything open the work is still a formula.
  @Test func openSizes() throws {
    let map: Shape = [.symbol("N"), .symbol("C"), .symbol("H"), .symbol("W")]
    let cases: [(Operator, String)] = [
      (.groupNorm(GroupNorm(groups: 4)), "7·C·H·N·W + 12·N"),
      (.instanceNorm(InstanceNorm()), "5·C·H·N·W + 3·C·N"),
      (.layerNorm(LayerNorm(axes: .channels)), "7·C·H·N·W + 3·H·N·W"),
      (.layerNorm(LayerNorm(axes: .trailing(3))), "7·C·H·N·W + 3·N"),
      (.batchNorm(BatchNorm(hasRunningStatistics: false)), "7·C·H·N·W + 3·C"),
    ]
    for (operation, formula) in cases {
      let work = try Applied(operation, map).layer.work.value
      #expect(work?.floatingPointOperations.description == formula)
    }
  }
}
