import LayerGraph

extension Pool: Kernel {
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] {
    let input = context.input
    try input.requireRank(atLeast: 3)
    let axes = try AxisWindows.slide(
      window, over: input.sizes, ceilMode: ceilMode, limit: context.limit)
    try requirePaddingBelowWindow(axes)
    let table = try TapTable(axes, over: input.spatial, limit: context.limit)
    let divisors = divisors(axes, input.spatial)
    let outputPlane = table.windows.product
    var math = context.math
    let reduction = WindowReduction(function, &math)
    let result = try Tensor<A.Element>(
      sizes: Array(input.sizes[..<Shape.firstSpatialDimension]) + table.windows,
      limit: context.limit
    ) { output in
      input.withPointer { pointer in
        let plane = input.planeSize
        var positions = Odometer(table.windows)
        var reach = WindowReach()
        for position in 0..<outputPlane {
          table.fill(&reach, at: positions.position)
          let divisor = math.constant(Double(divisors.count(at: positions.position)))
          positions.advance()
          for channel in 0..<input.sizes[0] * input.sizes[Shape.channelDimension] {
            output[channel * outputPlane + position] = reduction.run(
              over: pointer + channel * plane, reach, taps: table.taps, divisor: divisor, &math)
          }
        }
      }
    }
    context.math = math
    if outputCount == 1 { return [result] }
    return [result, try places(of: result, table, &context)]
  }

  /// Where each window's greatest is among all elements, the first of several: all taps are compared with it.
  private func places<A: Arithmetic>(
    of greatest: Tensor<A.Element>, _ table: TapTable, _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> Tensor<A.Element> {
    let input = context.input
    let maps = input.sizes[0] * input.sizes[Shape.channelDimension]
    let (plane, outputPlane) = (input.planeSize, table.windows.product)
    var math = context.math
    let result = try Tensor<A.Element>(sizes: greatest.sizes, limit: context.limit) { output in
      input.withPointer { pointer in
        var positions = Odometer(table.windows)
        var reach = WindowReach()
        for position in 0..<outputPlane {
          table.fill(&reach, at: positions.position)
          positions.advance()
          for map in 0..<maps {
            let own = map * outputPlane + position
            var found = math.constant(-1)
            reach.forEachPlaceReversed { place in
              let element = map &* plane &+ place
              let isHere = math.compare(pointer[element], .equal, greatest.elements[own])
              found = math.pick(if: isHere, math.constant(Double(element)), else: found)
            }
            math.repeating(table.taps - reach.count) { math in
              _ = math.compare(found, .equal, found)
            }
            output[own] = found
          }
        }
      }
    }
    context.math = math
    return result
  }

  /// A window that sees only padding would have no maximum.
  private func requirePaddingBelowWindow(_ axes: [AxisWindows]) throws(ExecutionProblem) {
    guard case .explicit(let before, let after) = window.padding else { return }
    for (axis, windows) in axes.enumerated() {
      let extent = (windows.taps - 1) * windows.dilation + 1
      let padding = max(before[axis], after[axis])
      if padding >= extent { throw .paddingNotBelowWindow(padding: padding, extent: extent) }
    }
  }

  /// What an average divides by: the window's taps inside the input, or inside the padded input if
  /// padding counts. What stands out past the padding in ceil mode never counts (PyTorch, ONNX).
  private func divisors(_ axes: [AxisWindows], _ spatial: [Int]) -> Divisors {
    var countsPadding = false
    if case .average(countIncludePad: true) = function { countsPadding = true }
    return Divisors(
      perAxis: axes.enumerated().map { axis, windows in
        var inside = 0..<spatial[axis]
        if countsPadding {
          // All that SAME windows reach is padding that they asked for.
          guard case .explicit(_, let after) = window.padding else {
            return windows.starts.map { _ in windows.taps }
          }
          inside = -windows.before..<spatial[axis] + after[axis]
        }
        return windows.starts.indices.map { windows.taps(of: $0, on: inside).count }
      })
  }
}

extension Unpool: Kernel {
  /// Each value is put where its place says, if that is one of those that its window covers.
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] {
    let (values, places) = (context.inputs[0], context.inputs[1])
    try values.requireRank(atLeast: 3)
    if places.sizes != values.sizes { throw .notBroadcast(values.sizes, places.sizes) }
    try window.requireAxes(values.spatial.count)
    var (axes, pooled): ([AxisWindows], [Int]) = ([], [])
    for (axis, length) in values.spatial.enumerated() {
      let (windows, size) = try window.spread(
        axis: axis, length: length, outputPadding: 0, values.sizes)
      axes.append(windows)
      pooled.append(size)
    }
    let maps = values.sizes[0] * values.sizes[Shape.channelDimension]
    let table = try TapTable(axes, over: pooled, limit: context.limit)
    var math = context.math
    // As large as what was pooled, by whose places values are found.
    let count = try ([maps] + pooled).elementCount(limit: context.limit)
    var spread = [A.Element](repeating: math.zero, count: count)
    var positions = Odometer(table.windows)
    var reach = WindowReach()
    for position in 0..<table.windows.product {
      table.fill(&reach, at: positions.position)
      positions.advance()
      for map in 0..<maps {
        let source = map * table.windows.product + position
        let (value, place) = (values.elements[source], places.elements[source])
        reach.forEachPlace { target, _ in
          let element = map &* pooled.product &+ target
          let isHere = math.compare(place, .equal, math.constant(Double(element)))
          spread[element] = math.pick(if: isHere, value, else: spread[element])
        }
        math.repeating(table.taps - reach.count) { math in
          _ = math.compare(place, .equal, place)
        }
      }
    }
    context.math = math
    let sizes = Array(values.sizes[..<Shape.firstSpatialDimension])
    return [Tensor(trusted: sizes + pooled, spread)]
  }
}

/// The number of taps that count, for each axis and window.
private struct Divisors {
  let perAxis: [[Int]]

  func count(at position: [Int]) -> Int {
    position.enumerated().reduce(1) { $0 * perAxis[$1.offset][$1.element] }
  }
}
