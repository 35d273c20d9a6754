import ReferenceExecutor

/// The convolutions of ResNet-50 at 224², each with the number of times it occurs, and how fast they
/// run on one thread against `measuredPeak()`; then added up by kernel.
///
/// The peak is measured again beside each layer: clock rates and neighbours change.
func floatLayerBenchmark(threads: Int = 1, runs: Int = 10) {
  row("ResNet-50 layer", "times", "GFLOP", "minimum", "GFLOP/s", "of peak")
  var total = 0.0
  var work = 0.0
  var worst = 1.0
  var count = 0
  // Seconds taken, and seconds that the peak beside each layer would have taken.
  var kinds: [Int: (taken: Double, least: Double, work: Double)] = [:]
  for layer in ConvolutionLayer.resNet50 {
    let (rate, peak) = layer.measure(threads: threads, runs: runs)
    let seconds = layer.operations / rate / 1e9
    total += seconds * Double(layer.times)
    work += layer.operations * Double(layer.times)
    count += layer.times
    worst = min(worst, rate / peak)
    let times = Double(layer.times)
    var kind = kinds[layer.kernel, default: (0, 0, 0)]
    kind.taken += seconds * times
    kind.least += layer.operations / peak / 1e9 * times
    kind.work += layer.operations * times
    kinds[layer.kernel] = kind
    row(
      layer.name, "\(layer.times)", rounded(layer.operations / 1e9), shown(seconds),
      rounded(rate), "\(rounded(100 * rate / peak)) %")
  }
  for (kernel, sum) in kinds.sorted(by: { $0.key > $1.key }) {
    row(
      "all \(kernel)×\(kernel)", "", rounded(sum.work / 1e9), shown(sum.taken),
      rounded(sum.work / sum.taken / 1e9), "\(rounded(100 * sum.least / sum.taken)) %")
  }
  let (seconds, operations) = fullyConnected(threads: threads, runs: runs)
  total += seconds
  work += operations
  row(
    "fc 2048 → 1000", "1", rounded(operations / 1e9), shown(seconds),
    rounded(operations / seconds / 1e9))
  row(
    "all \(count) convolutions and fc", "", rounded(work / 1e9), shown(total),
    rounded(work / total / 1e9))
  row("least share of peak", "", "", "", "", "\(rounded(100 * worst)) %")
}

/// One convolution of a network, square maps, batch 1.
struct ConvolutionLayer {
  let channels: Int
  let outputChannels: Int
  let size: Int
  let kernel: Int
  let stride: Int
  let times: Int

  static let resNet50: [ConvolutionLayer] = {
    var layers = [ConvolutionLayer(3, 64, 224, 7, 2, 1)]
    var channels = 64
    var size = 56
    for (width, blocks) in [(64, 3), (128, 4), (256, 6), (512, 3)] {
      let stride = channels == 64 ? 1 : 2
      let out = size / stride
      layers.append(ConvolutionLayer(channels, width, size, 1, 1, 1))
      layers.append(ConvolutionLayer(width, width, size, 3, stride, 1))
      layers.append(ConvolutionLayer(channels, 4 * width, size, 1, stride, 1))
      layers.append(ConvolutionLayer(width, 4 * width, out, 1, 1, blocks))
      layers.append(ConvolutionLayer(4 * width, width, out, 1, 1, blocks - 1))
      layers.append(ConvolutionLayer(width, width, out, 3, 1, blocks - 1))
      channels = 4 * width
      size = out
    }
    return layers
  }()

  init(
    _ channels: Int, _ outputChannels: Int, _ size: Int, _ kernel: Int, _ stride: Int, _ times: Int
  ) {
    self.channels = channels
    self.outputChannels = outputChannels
    self.size = size
    self.kernel = kernel
    self.stride = stride
    self.times = times
  }

  var outputSize: Int { (size + kernel / 2 * 2 - kernel) / stride + 1 }
  var operations: Double {
    2 * Double(channels * outputChannels * kernel * kernel * outputSize * outputSize)
  }
  var name: String {
    "\(kernel)×\(kernel) \(channels) → \(outputChannels), \(size)²"
      + (stride > 1 ? " /\(stride)" : "")
  }

  /// Best rate of several runs and best peak beside them, in GFLOP/s.
  func measure(threads: Int, runs: Int) -> (rate: Double, peak: Double) {
    let input = randomFloats(channels * size * size)
    let weight = randomFloats(channels * outputChannels * kernel * kernel)
    var output = [Float](repeating: 0, count: outputChannels * outputSize * outputSize)
    var seconds = Double.infinity
    var peak = 0.0
    for _ in 0..<runs {
      peak = max(peak, measuredPeak(runs: 2))
      seconds = min(
        seconds,
        elapsed(threads: threads) {
          FastConvolution.run(
            input: input, inputSizes: [1, channels, size, size], weight: weight, bias: nil,
            output: &output, outputSizes: [1, outputChannels, outputSize, outputSize],
            kernel: [kernel, kernel], stride: [stride, stride], dilation: [1, 1],
            before: [kernel / 2, kernel / 2], groups: 1, threads: threads)
        })
    }
    return (operations / seconds / 1e9, peak)
  }
}

private func fullyConnected(threads: Int, runs: Int) -> (seconds: Double, operations: Double) {
  let input = randomFloats(2048)
  let weight = randomFloats(2048 * 1000)
  var output = [Float](repeating: 0, count: 1000)
  var seconds = Double.infinity
  for _ in 0..<runs {
    seconds = min(
      seconds,
      elapsed(threads: threads) {
        FastMatrix.multiply(
          a: input, b: weight, c: &output, m: 1, n: 1000, k: 2048, transposesB: true, bias: nil,
          threads: threads)
      })
  }
  return (seconds, 2 * 2048 * 1000)
}

/// Processor time if `body` stays on this thread, otherwise time on the clock.
private func elapsed(threads: Int, _ body: () -> Void) -> Double {
  if threads == 1 {
    let start = threadSeconds()
    body()
    return threadSeconds() - start
  }
  let parts = ContinuousClock().measure(body).components
  return Double(parts.seconds) + Double(parts.attoseconds) * 1e-18
}

/// Values in −1 … 1 from a fixed seed.
private func randomFloats(_ count: Int) -> [Float] {
  var state: UInt64 = 42
  return (0..<count).map { _ in
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Float(Int64(state >> 40) - (1 << 23)) / Float(1 << 23)
  }
}
