import Analyses
import ConvArithmetic
import LayerGraph
import Testing

@Suite struct PoolRulesTests {
  private func pool(
    _ kernel: Int, _ stride: Int, _ padding: Padding = 0, _ dilation: Int = 1, ceil: Bool = false,
    _ function: Pool.Function = .maximum
  ) -> Operator {
    .pool(
      Pool(
        window: WindowSettings(
          kernel: PerAxis(kernel), stride: PerAxis(stride), padding: padding,
          dilation: PerAxis(dilation)),
        function: function, ceilMode: ceil))
  }

  /// conventions.md 3b (torch and onnxruntime agree; onnx.infer_shapes does not), and PyTorch's models.
  @Test func sizesThatOthersGetWrong() throws {
    let cases: [(Operator, Shape, Shape)] = [
      (pool(2, 2, 1, ceil: true), [1, 1, 5, 5], [1, 1, 3, 3]),
      (pool(1, 2, ceil: true), [1, 1, 12], [1, 1, 6]),
      (pool(4, 4, 2, ceil: true), [1, 1, 9, 9], [1, 1, 3, 3]),
      (
        .pool(
          Pool(
            window: WindowSettings(kernel: 2, stride: 2, dilation: [1, 1, 2]), function: .maximum)),
        [1, 1, 8, 8, 8], [1, 1, 4, 4, 3]
      ),
      (pool(3, 2, ceil: true), [1, 64, 112, 112], [1, 64, 56, 56]),
      (pool(3, 2, ceil: true), [1, 96, 109, 109], [1, 96, 54, 54]),
      (pool(3, 2), [1, 64, 55, 55], [1, 64, 27, 27]),
      (pool(3, 2, 1), [1, 64, 112, 112], [1, 64, 56, 56]),
      (pool(3, 2, .sameUpper), [1, 8, 7, 8], [1, 8, 4, 4]),
      (pool(3, 1, 1, 2), [1, 2, 8, 7], [1, 2, 6, 5]),
      (pool(3, 1, 0, 2, .average(countIncludePad: false)), [1, 2, 8, 7], [1, 2, 4, 3]),
      (pool(2, 2, 1, 3, ceil: true, .lp(power: 2)), [1, 2, 8, 7], [1, 2, 4, 4]),
    ]
    for (operation, input, output) in cases {
      #expect(try Applied(operation, input).shape == output)
    }
  }

  @Test func everySmallPoolMakesAsManyOutputsAsFit() throws {
    for n in 1...10 {
      for kernel in 1...4 {
        for stride in 1...4 {
          for padding in 0..<kernel {
            for ceil in [false, true] {
              let operation = pool(
                kernel, stride, .symmetric(PerAxis(padding)), ceil: ceil,
                .average(countIncludePad: true))
              let count = Counting.windows(
                n, kernel: kernel, stride: stride, before: padding, after: padding, ceil: ceil)
              guard count > 0 else {
                #expect(throws: Diagnostic.self) { try Applied(operation, [1, 3, Dim(n)]) }
                continue
              }
              #expect(try Applied(operation, [1, 3, Dim(n)]).shape == [1, 3, Dim(count)])
            }
          }
        }
      }
    }
  }

  /// Per output of a 3×3 window: 8 comparisons; 8 adds and a division; 9 powers, 8 adds and a root,
  /// with 9 magnitudes where the power is odd.
  @Test func workIsCountedPerWindow() throws {
    let outputs = 2 * 4 * 3 * 3
    let cases: [(Pool.Function, Int)] = [
      (.maximum, 8), (.average(countIncludePad: true), 9), (.average(countIncludePad: false), 9),
      (.lp(power: 2), 18), (.lp(power: 1), 27), (.lp(power: 3), 27),
    ]
    for (function, each) in cases {
      let it = try Applied(pool(3, 2, function), [2, 4, 7, 7])
      #expect(it.shape == [2, 4, 3, 3])
      #expect(it.floatingPointOperations == outputs * each)
      #expect(it.multiplyAccumulates == 0)
      #expect(it.parameters == .zero)
    }
  }

  /// An element reads the windows that cover it, found by laying them on the map.
  @Test func unpoolingReadsTheWindowsThatCover() throws {
    for (kernel, stride, padding, windows) in [
      (2, 2, 0, 4), (3, 2, 1, 3), (3, 1, 0, 4), (2, 3, 0, 3),
    ] {
      let unpool = Unpool(
        window: WindowSettings(
          kernel: PerAxis(kernel), stride: PerAxis(stride), padding: .symmetric(PerAxis(padding))))
      let shape: Shape = [1, 2, .init(windows)]
      let it = try Applied(.unpool(unpool), shape, shape)
      let size = (windows - 1) * stride + kernel - 2 * padding
      #expect(it.shape == [1, 2, .init(size)])
      #expect(it.floatingPointOperations == 2 * windows * kernel && it.multiplyAccumulates == 0)
      for unit in 0..<size {
        let covering = (0..<windows).filter { window in
          (0..<kernel).contains { window * stride - padding + $0 == unit }
        }
        let expected = try PositionSet(union: covering.map { Interval($0, $0) })
        #expect(try it.seen(unit) == [expected], "\(unpool) \(unit)")
      }
    }
  }

  @Test func placesAreReadAsMaxima() throws {
    let pool = Pool(
      window: WindowSettings(kernel: 3, stride: 2), function: .maximum, hasPlaces: true)
    let it = try Applied(.pool(pool), [1, 2, 9])
    #expect(it.shapes == [[1, 2, 4], [1, 2, 4]])
    #expect(it.floatingPointOperations == 8 * (2 + 3))
    #expect(it.layer.outputs[1].fields == it.layer.outputs[0].fields)
  }

  private func pool(_ kernel: Int, _ stride: Int, _ function: Pool.Function) -> Operator {
    pool(kernel, stride, 0, 1, function)
  }
}
