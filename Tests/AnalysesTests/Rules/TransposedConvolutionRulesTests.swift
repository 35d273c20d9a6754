import Analyses
import ConvArithmetic
import LayerGraph
import Testing

@Suite struct TransposedConvolutionRulesTests {
  struct Case {
    var input: Shape
    var window: WindowSettings
    var channels: Int?
    var outputPadding: PerAxis<Int> = 0
    var groups: Convolution.Groups = 1
    var output: Shape
    var weights: Dim
    var biases: Dim
    var macs: Int
  }

  /// Shapes and MACs of conventions.md 3a and 3b and of PyTorch's ConvTranspose.
  static let cases: [Case] = [
    Case(
      input: [2, 4, 8, 8], window: WindowSettings(kernel: 4, stride: 2, padding: 1), channels: 6,
      output: [2, 6, 16, 16], weights: 384, biases: 6, macs: 49_152),
    Case(
      input: [1, 4, 8, 8], window: WindowSettings(kernel: 2, stride: 2), channels: 4, groups: 2,
      output: [1, 4, 16, 16], weights: 32, biases: 4, macs: 2048),
    Case(
      input: [2, 4, 8, 8], window: WindowSettings(kernel: 3, stride: 2, padding: 1), channels: nil,
      outputPadding: 1, groups: .depthwise, output: [2, 4, 16, 16], weights: 36, biases: 4,
      macs: 4608),
    Case(
      input: [1, 4, 8, 8], window: WindowSettings(kernel: 2, stride: 2), channels: 6, groups: 2,
      output: [1, 6, 16, 16], weights: 48, biases: 6, macs: 3072),
    Case(
      input: [1, 3, 8, 8], window: WindowSettings(kernel: 3, stride: 2, padding: .sameUpper),
      channels: 3, output: [1, 3, 16, 16], weights: 81, biases: 3, macs: 5184),
    // (3 − 1)·2 + 2·(3 − 1) + 1 = 9.
    Case(
      input: [1, 1, 3, 3], window: WindowSettings(kernel: 3, stride: 2, dilation: 2), channels: 1,
      output: [1, 1, 9, 9], weights: 9, biases: 1, macs: 81),
    Case(
      input: [1, 2, 5], window: WindowSettings(kernel: 4, stride: 2, padding: 1), channels: 2,
      output: [1, 2, 10], weights: 16, biases: 2, macs: 80),
    Case(
      input: [1, 2, 2, 3, 4],
      window: WindowSettings(
        kernel: [1, 2, 3], stride: [1, 2, 1], padding: .symmetric([0, 0, 1])),
      channels: 8, groups: .depthwise, output: [1, 8, 2, 6, 4], weights: 48, biases: 8,
      macs: 2 * 24 * 4 * 6),
  ]

  @Test(arguments: cases.indices)
  func shapesParametersAndWork(index: Int) throws {
    let expected = Self.cases[index]
    let it = try Applied(
      .transposedConvolution(
        TransposedConvolution(
          window: expected.window, outputChannels: expected.channels,
          outputPadding: expected.outputPadding, groups: expected.groups)),
      expected.input)
    #expect(it.shape == expected.output)
    #expect(it.parameters == ParameterCounts(weights: expected.weights, biases: expected.biases))
    #expect(it.multiplyAccumulates == expected.macs)
    #expect(it.floatingPointOperations == 2 * expected.macs)
  }

  /// Spread every input pixel by hand: the output ends where the last tap falls, and each pixel depends
  /// on those that reached it.
  @Test func everySmallKernelSpreadsAsFarAsItReaches() throws {
    for n in 1...4 {
      for kernel in 1...4 {
        for stride in 1...3 {
          for dilation in 1...2 {
            for cut in 0...1 {
              var writers: [Int: Set<Int>] = [:]
              for i in 0..<n {
                for tap in 0..<kernel {
                  writers[i * stride + tap * dilation - cut, default: []].insert(i)
                }
              }
              let size = (writers.keys.max() ?? 0) - cut + 1
              let operation = Operator.transposedConvolution(
                TransposedConvolution(
                  window: WindowSettings(
                    kernel: PerAxis(kernel), stride: PerAxis(stride),
                    padding: .symmetric(PerAxis(cut)), dilation: PerAxis(dilation)),
                  outputChannels: 2))
              guard size > 0 else {
                #expect(throws: Diagnostic.self) { try Applied(operation, [1, 1, Dim(n)]) }
                continue
              }
              let it = try Applied(operation, [1, 1, Dim(n)])
              #expect(it.shape == [1, 2, Dim(size)])
              #expect(it.multiplyAccumulates == Counting.times(n, kernel, 2))
              for unit in 0..<size {
                let readers = (writers[unit] ?? []).map { Interval($0, $0) }
                #expect(try it.seen(unit)[0] == PositionSet(union: readers))
              }
            }
          }
        }
      }
    }
  }

  /// How many outputs a channel makes can't be told while the channels are open: no number is made up.
  @Test func openChannelsOfDepthwiseLayersAreUnknown() throws {
    let c = Dim.symbol("C")
    func deconv(_ channels: Int?) -> Operator {
      .transposedConvolution(
        TransposedConvolution(
          window: WindowSettings(kernel: 2, stride: 2), outputChannels: channels,
          groups: .depthwise))
    }
    let open = try Applied(deconv(64), [1, c, 8])
    #expect(open.shape == [1, 64, 16])
    #expect(open.layer.parameters == .unknown(.openSize(c)))
    #expect(open.layer.work == .unknown(.openSize(c)))
    #expect(
      try Applied(deconv(nil), [1, c, 8]).parameters
        == ParameterCounts(weights: c * 2, biases: c))
  }
}
