import TestSupport
import Testing

@testable import ReferenceExecutor

@Suite struct FastConvolutionTests {
  /// The shapes at which blocking, tails and special paths change.
  static let awkward: [ConvolutionCase] = [
    .init(input: [1], kernel: [1], stride: [1], dilation: [1], before: [0], after: [0]),
    .init(
      channels: 5, outputChannels: 7, input: [3, 3], kernel: [1, 1], stride: [1, 1],
      dilation: [1, 1], before: [0, 0], after: [0, 0]),
    // One position, many channels: channels become the lanes.
    .init(
      channels: 33, outputChannels: 41, input: [1, 1], kernel: [1, 1], stride: [1, 1],
      dilation: [1, 1], before: [0, 0], after: [0, 0], hasBias: false),
    .init(
      channels: 30, outputChannels: 70, input: [7, 7], kernel: [3, 3], stride: [1, 1],
      dilation: [1, 1], before: [1, 1], after: [1, 1]),
    // More than one block of depth (2 × 256 < 30 · 25).
    .init(
      channels: 30, outputChannels: 9, input: [9, 11], kernel: [5, 5], stride: [1, 1],
      dilation: [1, 1], before: [2, 2], after: [2, 2]),
    // More than one block of lanes, with a tail.
    .init(
      channels: 2, outputChannels: 3, input: [23, 29], kernel: [3, 3], stride: [1, 1],
      dilation: [1, 1], before: [1, 1], after: [1, 1]),
    // Stride greater than the kernel; positions that nobody reads.
    .init(
      batch: 2, channels: 3, outputChannels: 4, input: [13, 17], kernel: [2, 1], stride: [3, 4],
      dilation: [1, 1], before: [0, 0], after: [0, 0]),
    // Windows wholly in the padding, uneven padding.
    .init(
      channels: 3, outputChannels: 5, input: [4, 5], kernel: [2, 3], stride: [2, 1],
      dilation: [1, 2], before: [3, 6], after: [2, 0]),
    // Groups: depthwise, with and without a multiplier, strided, and in between.
    .init(
      channels: 6, outputChannels: 6, groups: 6, input: [9, 20], kernel: [3, 3], stride: [1, 1],
      dilation: [1, 1], before: [1, 1], after: [1, 1]),
    .init(
      batch: 2, channels: 3, outputChannels: 6, groups: 3, input: [12, 37], kernel: [3, 5],
      stride: [2, 2], dilation: [1, 1], before: [1, 2], after: [1, 2]),
    .init(
      channels: 4, outputChannels: 20, groups: 4, input: [6, 7], kernel: [3, 3], stride: [1, 1],
      dilation: [2, 2], before: [2, 2], after: [2, 2]),
    .init(
      batch: 3, channels: 12, outputChannels: 18, groups: 3, input: [8, 5], kernel: [3, 2],
      stride: [1, 2], dilation: [2, 1], before: [1, 1], after: [0, 1]),
    // Rank 1, 3 and 4.
    .init(
      batch: 2, channels: 5, outputChannels: 11, input: [50], kernel: [7], stride: [3],
      dilation: [2], before: [4], after: [5]),
    .init(
      channels: 3, outputChannels: 7, input: [5, 6, 9], kernel: [3, 2, 3], stride: [1, 2, 1],
      dilation: [1, 1, 2], before: [1, 0, 2], after: [1, 1, 1]),
    .init(
      channels: 2, outputChannels: 3, input: [3, 4, 3, 5], kernel: [2, 1, 2, 3],
      stride: [1, 2, 1, 1], dilation: [1, 1, 1, 1], before: [0, 1, 1, 1], after: [1, 0, 0, 1]),
  ]

  @Test(arguments: awkward)
  func agreesOnAwkwardShapes(_ shape: ConvolutionCase) { check(shape, seed: 1) }

  @Test func agreesOnRandomShapes() {
    var random = SplitMix64(seed: 2)
    for index in 0..<100 { check(randomCase(&random), seed: UInt64(index)) }
  }

  /// A NaN in the input makes NaN exactly those outputs that read it.
  @Test func taintIsExact() {
    var random = SplitMix64(seed: 3)
    let shapes = Self.awkward.dropFirst() + (0..<30).map { _ in randomCase(&random) }
    for shape in shapes {
      var data = Data(shape, seed: 4)
      let position = random.pick(0...shape.inputCount - 1)
      data.input[position] = .nan
      var reads = [Bool](repeating: false, count: shape.outputCount)
      shape.forEachTerm { output, input, _ in if input == position { reads[output] = true } }
      let result = run(shape, data, threads: 1)
      #expect(result.map(\.isNaN) == reads, "\(shape), NaN at \(position)")
    }
  }

  private struct Data {
    var input: [Float]
    let weight: [Float]
    let bias: [Float]

    init(_ shape: ConvolutionCase, seed: UInt64) {
      var random = SplitMix64(seed: seed)
      input = random.floats(shape.inputCount)
      weight = random.floats(shape.weightCount)
      bias = random.floats(shape.outputChannels)
    }
  }

  private func check(_ shape: ConvolutionCase, seed: UInt64) {
    let data = Data(shape, seed: seed)
    let points = shape.output.reduce(1, *)
    var expected = (0..<shape.outputCount).map { index in
      shape.hasBias ? Double(data.bias[index / points % shape.outputChannels]) : 0
    }
    var size = expected.map(abs)
    shape.forEachTerm { output, input, weight in
      let product = Double(data.input[input]) * Double(data.weight[weight])
      expected[output] += product
      size[output] += abs(product)
    }
    let single = run(shape, data, threads: 1)
    // Rounding is relative to the sum of the absolute terms.
    let wrong = single.indices.filter {
      !(abs(Double(single[$0]) - expected[$0]) <= 1e-6 * size[$0] + 1e-12)
    }
    #expect(wrong.isEmpty, "\(shape): \(wrong.count) of \(single.count) wrong")
    for threads in [2, 3, 7] {
      let shared = run(shape, data, threads: threads)
      #expect(
        shared.map(\.bitPattern) == single.map(\.bitPattern), "\(shape) on \(threads) threads")
    }
  }

  /// The result, from a buffer full of NaN with guards on both sides that must survive.
  private func run(_ shape: ConvolutionCase, _ data: Data, threads: Int) -> [Float] {
    let guardSize = 16
    let guardValue: Float = 12345
    var buffer = [Float](repeating: .nan, count: shape.outputCount + 2 * guardSize)
    for index in 0..<guardSize {
      buffer[index] = guardValue
      buffer[buffer.count - 1 - index] = guardValue
    }
    // Inputs stand in a field of NaN: reading beside them would show.
    let field = [Float](repeating: .nan, count: guardSize)
    let input = field + data.input + field
    let weight = field + data.weight + field
    let bias = field + data.bias + field
    buffer.withUnsafeMutableBufferPointer { output in
      input.withUnsafeBufferPointer { input in
        weight.withUnsafeBufferPointer { weight in
          bias.withUnsafeBufferPointer { bias in
            guard let output = output.baseAddress, let input = input.baseAddress,
              let weight = weight.baseAddress, let bias = bias.baseAddress
            else { return }
            FastConvolution.run(
              input: input + guardSize, inputSizes: shape.inputSizes, weight: weight + guardSize,
              bias: shape.hasBias ? bias + guardSize : nil, output: output + guardSize,
              outputSizes: shape.outputSizes, kernel: shape.kernel, stride: shape.stride,
              dilation: shape.dilation, before: shape.before, groups: shape.groups,
              threads: threads)
          }
        }
      }
    }
    let guards = buffer.prefix(guardSize) + buffer.suffix(guardSize)
    #expect(guards.allSatisfy { $0 == guardValue }, "\(shape) writes beside its output")
    return Array(buffer.dropFirst(guardSize).dropLast(guardSize))
  }

  private func randomCase(_ random: inout SplitMix64) -> ConvolutionCase {
    while true {
      let rank = random.pick(1...3)
      let most = [40, 14, 7][rank - 1]
      let groups = random.pick(1...4)
      func axes(_ range: ClosedRange<Int>) -> [Int] {
        (0..<rank).map { _ in random.pick(range) }
      }
      let shape = ConvolutionCase(
        batch: random.pick(1...2), channels: groups * random.pick(1...5),
        outputChannels: groups * random.pick(1...9), groups: groups, input: axes(1...most),
        kernel: axes(1...4), stride: axes(1...4), dilation: axes(1...3), before: axes(0...3),
        after: axes(0...3), hasBias: random.pick(0...1) == 1)
      if shape.output.allSatisfy({ $0 > 0 }) { return shape }
    }
  }
}
