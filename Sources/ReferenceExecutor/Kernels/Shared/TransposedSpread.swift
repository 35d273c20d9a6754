import LayerGraph

/// The scatter of a transposed convolution.
struct TransposedSpread {
  let samples: Int
  let channels: Int
  /// Output channels of one group.
  let perGroup: Int
  let groups: Int
  /// Elements of one channel of the output.
  let outputPlane: Int
  /// For each position of the input the places of the output under its kernel.
  let table: TapTable

  /// Every element of the output starts at its bias or 0. Every input element takes one multiply-accumulate
  /// for each output channel of its group and each tap, also where that lies outside the output.
  func run<A: Arithmetic>(
    _ input: UnsafePointer<A.Element>, _ weight: ElementView<A.Element>,
    _ bias: ElementView<A.Element>?, _ output: UnsafeMutablePointer<A.Element>, _ math: inout A
  ) {
    let outputs = perGroup * groups
    for index in 0..<samples * outputs {
      let start = bias?[index % outputs] ?? math.zero
      (output + index &* outputPlane).initialize(repeating: start, count: outputPlane)
    }
    if math.hasFastProducts, runFast(input, weight, output, math) { return }
    let (plane, columns, zero) = (table.windows.product, perGroup * table.taps, math.zero)
    var kernels = Kernels(self)
    for position in 0..<plane {
      kernels.advance()
      kernels.window.steps.withUnsafeBufferPointer { steps in
        for index in 0..<samples * channels {
          let value = input[index &* plane &+ position]
          let (sample, channel) = (index / channels, index % channels)
          let group = sample &* groups &+ channel / (channels / groups)
          let target = output + (group &* perGroup &* outputPlane &+ kernels.window.origin)
          let kernel = channel &* columns
          for step in steps {
            target[step.place] = math.multiplyAccumulate(
              target[step.place], value, weight[kernel &+ step.tap])
          }
          math.repeating(columns &- steps.count) { math in
            _ = math.multiplyAccumulate(zero, value, weight[kernel])
          }
        }
      }
    }
  }

  /// Goes through the positions of the input.
  private struct Kernels {
    private let spread: TransposedSpread
    private var positions: Odometer
    private var reach = WindowReach()
    /// Where the kernel of the position at hand writes, in all output channels of a group.
    private(set) var window = WindowSteps()

    init(_ spread: TransposedSpread) {
      self.spread = spread
      positions = Odometer(spread.table.windows)
    }

    mutating func advance() {
      let table = spread.table
      table.fill(&reach, at: positions.position)
      window.fill(
        reach, taps: table.taps, channels: spread.perGroup, plane: spread.outputPlane)
      positions.advance()
    }
  }
}

extension TransposedSpread {
  /// How many products are kept at a time.
  static let block = 1 << 20

  /// The same by matrix products: the products of a block of input positions with all kernels of a
  /// group, which are then added to the output.
  private func runFast<A: Arithmetic>(
    _ input: UnsafePointer<A.Element>, _ weight: ElementView<A.Element>,
    _ output: UnsafeMutablePointer<A.Element>, _ math: A
  ) -> Bool {
    let (plane, depth) = (table.windows.product, channels / groups)
    let columns = perGroup * table.taps
    let rows = max(1, min(plane, Self.block / max(columns, depth)))
    let turned = UnsafeMutablePointer<A.Element>.allocate(capacity: rows * depth)
    let products = UnsafeMutablePointer<A.Element>.allocate(capacity: rows * columns)
    defer {
      turned.deallocate()
      products.deallocate()
    }
    for index in 0..<samples * groups {
      let source = input + index * depth * plane
      let target = output + index * perGroup * outputPlane
      var kernels = Kernels(self)
      for first in Swift.stride(from: 0, to: plane, by: rows) {
        let count = min(rows, plane - first)
        for channel in 0..<depth {
          for row in 0..<count {
            turned[row &* depth &+ channel] = source[channel &* plane &+ first &+ row]
          }
        }
        let job = MatrixJob(
          a: UnsafePointer(turned), b: weight.base + index % groups * depth * columns,
          c: products, m: count, n: columns, k: depth, transposesB: false, bias: nil)
        guard math.multiplyMatrices(job) else { return false }
        add(products, rows: count, to: target, &kernels, math)
      }
    }
    return true
  }

  private func add<A: Arithmetic>(
    _ products: UnsafeMutablePointer<A.Element>, rows: Int,
    to output: UnsafeMutablePointer<A.Element>, _ kernels: inout Kernels, _ math: A
  ) {
    var math = math
    let columns = perGroup * table.taps
    for row in 0..<rows {
      kernels.advance()
      let target = output + kernels.window.origin
      kernels.window.steps.withUnsafeBufferPointer { steps in
        for step in steps {
          target[step.place] = math.add(
            target[step.place], products[row &* columns &+ step.tap])
        }
      }
    }
  }
}
