/// Convolution with one input channel per group: every output channel is its own small stencil, and a
/// matrix product would have a single row.
///
/// Outputs of a row are computed eight at a time, the taps innermost, so that sums stay in registers.
struct DepthwiseConvolution {
  let geometry: FastConvolution.Geometry
  let input: UnsafePointer<Float>
  let weight: UnsafePointer<Float>
  let bias: UnsafePointer<Float>?

  func run(output: UnsafeMutablePointer<Float>, threads: Int) {
    let rows = geometry.points / geometry.rowLength
    Workers.share(geometry.groups * geometry.outputChannels, threads: threads) { channels in
      for channel in channels {
        for row in 0..<rows {
          let first = row * geometry.rowLength
          fillRow(
            channel: channel,
            source: input + channel / geometry.outputChannels * geometry.channelStep
              + geometry.pointOffsets.offsets[first],
            target: output + channel * geometry.points + first)
        }
      }
    }
  }

  private func fillRow(
    channel: Int, source: UnsafePointer<Float>, target: UnsafeMutablePointer<Float>
  ) {
    let length = geometry.rowLength
    let step = geometry.pointStep
    let weights = weight + channel * geometry.taps
    let start = bias.map { $0[channel] } ?? 0
    var x = 0
    while x &+ 8 <= length {
      if step == 1 {
        contiguous(weights, start, source + x, target + x)
      } else {
        strided(weights, start, source + x &* step, target + x)
      }
      x &+= 8
    }
    while x < length {
      var sum = start
      var tap = 0
      while tap < geometry.taps {
        sum += weights[tap] * source[x &* step &+ geometry.tapOffsets.offsets[tap]]
        tap &+= 1
      }
      target[x] = sum
      x &+= 1
    }
  }

  @inline(__always)
  private func contiguous(
    _ weights: UnsafePointer<Float>, _ start: Float, _ source: UnsafePointer<Float>,
    _ target: UnsafeMutablePointer<Float>
  ) {
    var low = Vector(repeating: start)
    var high = low
    let offsets = geometry.tapOffsets.offsets
    var tap = 0
    while tap < geometry.taps {
      let value = Vector(repeating: weights[tap])
      low += value * source.vector(offsets[tap])
      high += value * source.vector(offsets[tap] &+ 4)
      tap &+= 1
    }
    target.store(low, at: 0)
    target.store(high, at: 4)
  }

  @inline(__always)
  private func strided(
    _ weights: UnsafePointer<Float>, _ start: Float, _ source: UnsafePointer<Float>,
    _ target: UnsafeMutablePointer<Float>
  ) {
    var low = Vector(repeating: start)
    var high = low
    let offsets = geometry.tapOffsets.offsets
    let step = geometry.pointStep
    var tap = 0
    while tap < geometry.taps {
      let value = Vector(repeating: weights[tap])
      let near = source + offsets[tap]
      let far = near + 4 &* step
      low += value * Vector(near[0], near[step], near[2 &* step], near[3 &* step])
      high += value * Vector(far[0], far[step], far[2 &* step], far[3 &* step])
      tap &+= 1
    }
    target.store(low, at: 0)
    target.store(high, at: 4)
  }
}
