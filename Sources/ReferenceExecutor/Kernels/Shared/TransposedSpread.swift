/// The scatter of a transposed convolution.
struct TransposedSpread {
  let samples: Int
  let channels: Int
  /// Output channels of one group.
  let perGroup: Int
  let groups: Int
  let spatial: [Int]
  /// The sizes of the map that is written, and where the first kernel starts in it.
  let full: [Int]
  let leads: [Int]
  let kernel: [Int]
  let stride: [Int]
  let dilation: [Int]
  let taps: Int

  /// Every element of the map starts at its bias or 0. Every input element takes one multiply-accumulate
  /// for each output channel of its group and each tap, also where the map will be cut away.
  func run<A: Arithmetic>(
    _ input: UnsafePointer<A.Element>, _ weight: ElementView<A.Element>,
    _ bias: ElementView<A.Element>?, _ map: UnsafeMutablePointer<A.Element>, _ math: inout A
  ) {
    let (plane, fullPlane, outputs) = (spatial.product, full.product, perGroup * groups)
    for index in 0..<samples * outputs {
      let start = bias?[index % outputs] ?? math.zero
      for place in 0..<fullPlane { map[index &* fullPlane &+ place] = start }
    }
    if math.hasFastProducts, runFast(input, weight, map, math) { return }
    let (writes, origin) = (writesOfOneInput, origin)
    var positions = cornerOdometer
    for position in 0..<plane {
      let corner = origin + positions.places[0]
      positions.advance()
      writes.withUnsafeBufferPointer { writes in
        for index in 0..<samples * channels {
          let value = input[index &* plane &+ position]
          let (sample, channel) = (index / channels, index % channels)
          let group = sample &* groups &+ channel / (channels / groups)
          let start = group &* perGroup &* fullPlane &+ corner
          let kernel = channel &* writes.count
          for tap in 0..<writes.count {
            let place = start &+ writes[tap]
            map[place] = math.multiplyAccumulate(map[place], value, weight[kernel &+ tap])
          }
        }
      }
    }
  }

  /// How far from the first tap in the first output channel of its group an input element writes, in the
  /// order of the weights: for each output channel, for each tap.
  private var writesOfOneInput: [Int] {
    let (fullPlane, offsets) = (full.product, tapOffsets)
    return (0..<perGroup).flatMap { output in offsets.map { output * fullPlane + $0 } }
  }

  /// Where the first tap of the first input position writes.
  private var origin: Int { zip(leads, full.strides).reduce(0) { $0 + $1.0 * $1.1 } }

  /// Where the first tap of each input position writes, from the origin.
  private var cornerOdometer: StridedOdometer {
    let strides = full.strides
    return StridedOdometer(
      spatial, strides: [spatial.indices.map { strides[$0] * stride[$0] }])
  }

  /// How far from the first tap each tap writes.
  private var tapOffsets: [Int] {
    let strides = full.strides
    var tap = StridedOdometer(kernel, strides: [kernel.indices.map { strides[$0] * dilation[$0] }])
    return (0..<taps).map { _ in
      defer { tap.advance() }
      return tap.places[0]
    }
  }
}

extension TransposedSpread {
  /// How many products are kept at a time.
  private static let block = 1 << 20

  /// The same by matrix products: the products of a block of input positions with all kernels of a
  /// group, which are then added to the map.
  private func runFast<A: Arithmetic>(
    _ input: UnsafePointer<A.Element>, _ weight: ElementView<A.Element>,
    _ map: UnsafeMutablePointer<A.Element>, _ math: A
  ) -> Bool {
    let (plane, fullPlane, depth) = (spatial.product, full.product, channels / groups)
    let columns = perGroup * taps
    let rows = max(1, min(plane, Self.block / columns))
    let turned = UnsafeMutablePointer<A.Element>.allocate(capacity: rows * depth)
    let products = UnsafeMutablePointer<A.Element>.allocate(capacity: rows * columns)
    defer {
      turned.deallocate()
      products.deallocate()
    }
    let writes = writesOfOneInput
    for index in 0..<samples * groups {
      let source = input + index * depth * plane
      let target = map + index * perGroup * fullPlane
      var positions = cornerOdometer
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
        add(products, rows: count, to: target, writes, &positions, math)
      }
    }
    return true
  }

  private func add<A: Arithmetic>(
    _ products: UnsafeMutablePointer<A.Element>, rows: Int,
    to map: UnsafeMutablePointer<A.Element>, _ writes: [Int], _ positions: inout StridedOdometer,
    _ math: A
  ) {
    var math = math
    let origin = origin
    writes.withUnsafeBufferPointer { writes in
      for row in 0..<rows {
        let corner = origin + positions.places[0]
        positions.advance()
        for tap in 0..<writes.count {
          let place = corner &+ writes[tap]
          map[place] = math.add(map[place], products[row &* writes.count &+ tap])
        }
      }
    }
  }
}
