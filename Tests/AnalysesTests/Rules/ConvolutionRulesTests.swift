import Analyses
import ConvArithmetic
import LayerGraph
import Testing

@Suite struct ConvolutionRulesTests {
  struct Case {
    var input: Shape
    var window: WindowSettings
    var channels: Int?
    var groups: Convolution.Groups = 1
    var hasBias = true
    var output: Shape
    var weights: Dim
    var biases: Dim
    var macs: Int
  }

  /// PyTorch's shapes and weight sizes; MACs by hand, a multiply for each weight and place it is put.
  static let cases: [Case] = [
    // ResNet's stem: 64·3·49 weights, 112² places.
    Case(
      input: [1, 3, 224, 224], window: WindowSettings(kernel: 7, stride: 2, padding: 3),
      channels: 64, hasBias: false, output: [1, 64, 112, 112], weights: 9408, biases: 0,
      macs: 118_013_952),
    // conventions.md 3a: conv3 4→8 p1 bias, 16².
    Case(
      input: [1, 4, 16, 16], window: WindowSettings(kernel: 3, padding: 1), channels: 8,
      output: [1, 8, 16, 16], weights: 288, biases: 8, macs: 73_728),
    // conventions.md 3a: conv padding='same', k = 4, 16², 4→8.
    Case(
      input: [1, 4, 16, 16], window: WindowSettings(kernel: 4, padding: .sameUpper), channels: 8,
      output: [1, 8, 16, 16], weights: 512, biases: 8, macs: 131_072),
    // conventions.md 3a: conv1d 1→20 k5, L = 48,000.
    Case(
      input: [1, 1, 48_000], window: WindowSettings(kernel: 5), channels: 20,
      output: [1, 20, 47_996], weights: 100, biases: 20, macs: 4_799_600),
    // Depthwise: one filter of nine for each of 32 channels.
    Case(
      input: [1, 32, 112, 112], window: WindowSettings(kernel: 3, padding: 1), channels: nil,
      groups: .depthwise, hasBias: false, output: [1, 32, 112, 112], weights: 288, biases: 0,
      macs: 3_612_672),
    // Depthwise with a channel multiplier of two.
    Case(
      input: [1, 3, 5, 5], window: WindowSettings(kernel: 3), channels: 6, groups: .depthwise,
      output: [1, 6, 3, 3], weights: 54, biases: 6, macs: 486),
    // Four groups of two channels to three, in a batch of two.
    Case(
      input: [2, 8, 6, 6], window: WindowSettings(kernel: 3, stride: 2), channels: 12, groups: 4,
      output: [2, 12, 2, 2], weights: 216, biases: 12, macs: 1728),
    // Rank 3, settings per axis: (8−1)/1 + 1, (16 + 2 − 3)/2 + 1, (16 − 1)/1 + 1.
    Case(
      input: [1, 2, 8, 16, 16],
      window: WindowSettings(
        kernel: [1, 3, 1], stride: [1, 2, 1], padding: .symmetric([0, 1, 0])),
      channels: 4, output: [1, 4, 8, 8, 16], weights: 24, biases: 4, macs: 24 * 8 * 8 * 16),
    // Dilation: extent 2·(3 − 1) + 1 = 5 and 3·(2 − 1) + 1 = 4.
    Case(
      input: [1, 1, 9, 9],
      window: WindowSettings(
        kernel: [3, 2], padding: .explicit(before: [1, 0], after: 2), dilation: [2, 3]),
      channels: 1, output: [1, 1, 8, 8], weights: 6, biases: 1, macs: 384),
    // Negative padding crops.
    Case(
      input: [1, 1, 10], window: WindowSettings(kernel: 3, padding: -2), channels: 1,
      output: [1, 1, 4], weights: 3, biases: 1, macs: 12),
    // SAME with a stride: ⌈13/3⌉.
    Case(
      input: [1, 1, 13, 12], window: WindowSettings(kernel: 5, stride: 3, padding: .sameLower),
      channels: 2, output: [1, 2, 5, 4], weights: 50, biases: 2, macs: 1000),
  ]

  @Test(arguments: cases.indices)
  func shapesParametersAndWork(index: Int) throws {
    let expected = Self.cases[index]
    let it = try Applied(
      .convolution(
        Convolution(
          window: expected.window, outputChannels: expected.channels, groups: expected.groups,
          hasBias: expected.hasBias)),
      expected.input)
    #expect(it.shape == expected.output)
    #expect(it.parameters == ParameterCounts(weights: expected.weights, biases: expected.biases))
    #expect(it.multiplyAccumulates == expected.macs)
    #expect(it.floatingPointOperations == 2 * expected.macs)
  }

  @Test func everySmallWindowMakesAsManyOutputsAsFit() throws {
    var checked = 0
    for (n, kernel) in pairs(1...9, 1...4) {
      for (stride, dilation) in pairs(1...3, 1...3) {
        for (before, after) in pairs(0...2, 0...2) {
          let window = WindowSettings(
            kernel: PerAxis(kernel), stride: PerAxis(stride),
            padding: .explicit(before: PerAxis(before), after: PerAxis(after)),
            dilation: PerAxis(dilation))
          let conv = Operator.convolution(Convolution(window: window, outputChannels: 2))
          let count = Counting.windows(
            n, kernel: kernel, stride: stride, before: before, after: after, dilation: dilation)
          guard count > 0 else {
            #expect(throws: Diagnostic.self) { try Applied(conv, [1, 3, Dim(n)]) }
            continue
          }
          let it = try Applied(conv, [1, 3, Dim(n)])
          #expect(it.shape == [1, 2, Dim(count)])
          #expect(it.multiplyAccumulates == Counting.times(count, 2, 3, kernel))
          checked += 1
        }
      }
    }
    #expect(checked > 1500)
  }

  private func pairs(_ first: ClosedRange<Int>, _ second: ClosedRange<Int>) -> [(Int, Int)] {
    first.flatMap { x in second.map { (x, $0) } }
  }

  /// PyTorch, padding_mode: what a 3-wide window over five pixels reads at the ends.
  @Test(arguments: [
    (PaddingMode.zeros, [0, 1], [3, 4]), (.reflect, [0, 1], [3, 4]), (.replicate, [0, 1], [3, 4]),
    (.circular, [0, 1, 4], [0, 3, 4]),
  ])
  func bordersReadWhatTheyRepeat(mode: PaddingMode, first: [Int], last: [Int]) throws {
    let it = try Applied(
      .convolution(
        Convolution(
          window: WindowSettings(kernel: 3, padding: 1), outputChannels: 1, paddingMode: mode)),
      [1, 1, 5])
    let seen = try [it.seen(0)[0], it.seen(4)[0]]
    #expect(
      seen == (try [first, last].map { try PositionSet(union: $0.map { Interval($0, $0) }) }))
  }

  @Test func settingsCanBeOpen() throws {
    let (c, h, w) = (Dim.symbol("C"), Dim.symbol("H"), Dim.symbol("W"))
    let it = try Applied(
      .convolution(
        Convolution(window: WindowSettings(kernel: 3, stride: 2, padding: 1), outputChannels: nil)),
      [1, c, h, w])
    let (rows, columns) = (try h.ceilDivided(by: 2), try w.ceilDivided(by: 2))
    #expect(it.shape == [1, c, rows, columns])
    #expect(it.parameters == ParameterCounts(weights: try c * c * 9, biases: c))
    #expect(it.layer.work.value?.multiplyAccumulates == (try c * c * 9 * rows * columns))
  }
}
