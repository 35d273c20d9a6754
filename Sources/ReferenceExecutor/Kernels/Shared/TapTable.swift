import LayerGraph

/// What each tap of each window reads: for every axis, window and tap the place in the input, or −1 for
/// a padding zero.
struct TapTable {
  /// The number of windows along each axis: the spatial sizes of the output.
  let windows: [Int]
  /// ∏F
  let taps: Int
  /// For each axis, window · F + tap.
  private let places: [[Int]]
  private let tapsPerAxis: [Int]

  init(
    _ axes: [AxisWindows], spatial: [Int], mode: PaddingMode = .zeros, limit: Int
  ) throws(ExecutionProblem) {
    windows = axes.map(\.starts.count)
    tapsPerAxis = axes.map(\.taps)
    taps = try tapsPerAxis.elementCount(limit: limit)
    let strides = spatial.strides
    var places: [[Int]] = []
    for (axis, window) in axes.enumerated() {
      _ = try [window.starts.count, window.taps].elementCount(limit: limit)
      var table: [Int] = []
      for index in window.starts.indices {
        for tap in 0..<window.taps {
          let position = window.position(window: index, tap: tap)
          let source = try mode.source(of: position, length: spatial[axis])
          table.append(source < 0 ? -1 : source * strides[axis])
        }
      }
      places.append(table)
    }
    self.places = places
  }

  /// The places that the window at `position` reads, in the order of the kernel's elements.
  func fill(_ result: inout [Int], at position: [Int]) {
    result.removeAll(keepingCapacity: true)
    result.append(0)
    for (axis, window) in position.enumerated() {
      let (count, taps) = (result.count, tapsPerAxis[axis])
      // Each place so far becomes one for each tap of this axis, from the back so that none is lost.
      result.append(contentsOf: repeatElement(0, count: count * (taps - 1)))
      for index in stride(from: count - 1, through: 0, by: -1) {
        let outer = result[index]
        for tap in 0..<taps {
          let inner = places[axis][window * taps + tap]
          result[index * taps + tap] = outer < 0 || inner < 0 ? -1 : outer + inner
        }
      }
    }
  }
  /// The places of a window in each of the channels that `result` has room for, whose planes follow one
  /// another: for each channel, for each tap.
  func fill(_ result: inout [Int], channelsOf window: [Int], plane: Int) {
    result.withUnsafeMutableBufferPointer { result in
      window.withUnsafeBufferPointer { window in
        var (start, offset) = (0, 0)
        while start < result.count {
          for tap in 0..<window.count {
            result[start &+ tap] = window[tap] < 0 ? -1 : window[tap] &+ offset
          }
          start &+= window.count
          offset &+= plane
        }
      }
    }
  }
}
