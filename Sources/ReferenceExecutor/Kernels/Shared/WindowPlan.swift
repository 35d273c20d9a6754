import LayerGraph

/// How a map is cut into windows.
struct WindowPlan {
  let spatial: [Int]
  let window: [Int]
  /// The window that the table of relative positions is made for.
  let tableWindow: [Int]
  /// The number of windows along each axis.
  let counts: [Int]
  /// How far each axis is turned: 0 where one window covers it.
  let shift: [Int]

  init(_ attention: WindowAttention, spatial: [Int]) throws(ExecutionProblem) {
    self.spatial = spatial
    window = try attention.window.expanded("window", rank: spatial.count)
    tableWindow =
      try attention.tableWindow?.expanded("table window", rank: spatial.count) ?? window
    let wanted = try attention.shift.expanded("shift", rank: spatial.count)
    counts = zip(spatial, window).map { ($0 - 1) / $1 + 1 }
    shift = zip(zip(wanted, window), counts).map { $1 == 1 ? 0 : $0.0 % $0.1 }
  }

  /// The tokens of every window in rows: (samples · windows) × ∏w × C.
  func windows<Element>(
    of input: Tensor<Element>, filling: Element, limit: Int
  ) throws(ExecutionProblem) -> Tensor<Element> {
    var sources = [Array(0..<input.sizes[0])]
    for (axis, length) in spatial.enumerated() {
      let padded = try counts[axis].times(window[axis], "window")
      _ = try [padded].elementCount(limit: limit)
      sources.append(
        (0..<padded).map { position in
          let source = (position + shift[axis]) % padded
          return source < length ? source : -1
        })
    }
    sources.append(Array(0..<(input.sizes.last ?? 1)))
    let turned = try input.gathered(sources, filling: filling, limit: limit)
    let split = try turned.reshaped(
      [input.sizes[0]] + spatial.indices.flatMap { [counts[$0], window[$0]] }
        + [input.sizes[input.rank - 1]])
    return try split.permuted(order).reshaped(
      [input.sizes[0] * counts.product, window.product, input.sizes[input.rank - 1]])
  }

  /// Samples, windows of each axis, places in the window, channels.
  private var order: [Int] {
    let rank = spatial.count
    return [0] + (0..<rank).map { 1 + 2 * $0 } + (0..<rank).map { 2 + 2 * $0 } + [1 + 2 * rank]
  }

  /// The way back from `windows`.
  func map<Element>(
    of rows: Tensor<Element>, sizes: [Int], limit: Int
  ) throws(ExecutionProblem) -> Tensor<Element> {
    let rank = spatial.count
    let split = try rows.reshaped([sizes[0]] + counts + window + [sizes[sizes.count - 1]])
    let back = [0] + (0..<rank).flatMap { [1 + $0, 1 + rank + $0] } + [1 + 2 * rank]
    let padded = zip(counts, window).map { $0 * $1 }
    let turned = try split.permuted(back).reshaped(
      [sizes[0]] + padded + [sizes[sizes.count - 1]])
    var sources = sizes.map { Array(0..<$0) }
    for axis in spatial.indices {
      sources[axis + 1] = (0..<spatial[axis]).map {
        ($0 - shift[axis] + padded[axis]) % padded[axis]
      }
    }
    guard let any = rows.elements.first else { return rows }
    return try turned.gathered(sources, filling: any, limit: limit)
  }

  /// For each sequence of `windows` the region of each token, or nothing where no axis is turned. The
  /// last window of a turned axis holds two regions: the end of the axis, and what came round.
  func regions(samples: Int) -> [[Int]] {
    if shift.allSatisfy({ $0 == 0 }) { return [] }
    var windows = Odometer(counts)
    var regions: [[Int]] = []
    for _ in 0..<counts.product {
      var tokens = Odometer(window)
      regions.append(
        (0..<window.product).map { _ in
          defer { tokens.advance() }
          var region = 0
          for axis in spatial.indices {
            let isLast = windows.position[axis] == counts[axis] - 1
            let cameRound = isLast && tokens.position[axis] >= window[axis] - shift[axis]
            region = 2 * region + (cameRound && shift[axis] > 0 ? 1 : 0)
          }
          return region
        })
      windows.advance()
    }
    return (0..<samples).flatMap { _ in regions }
  }

  /// ∏(2t − 1)
  func relativePositions() throws(ExecutionProblem) -> Int {
    var product = 1
    for size in tableWindow {
      product = try product.times(try size.times(2, "window") - 1, "window")
    }
    return product
  }

  /// For each query and key of a window the number of their difference in the table, row-major.
  var relativePositionOfPairs: [Int] {
    let count = window.product
    var tokens = Odometer(window)
    let places = (0..<count).map { _ in
      defer { tokens.advance() }
      return tokens.position
    }
    return places.flatMap { query in
      places.map { key in
        window.indices.reduce(0) { number, axis in
          number * (2 * tableWindow[axis] - 1) + query[axis] - key[axis] + tableWindow[axis] - 1
        }
      }
    }
  }
}
