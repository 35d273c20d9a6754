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
    let table = try TapTable(axes, spatial: input.spatial, limit: context.limit)
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
        var places: [Int] = []
        for position in 0..<outputPlane {
          table.fill(&places, at: positions.position)
          let divisor = math.constant(Double(divisors.count(at: positions.position)))
          positions.advance()
          places.withUnsafeBufferPointer { places in
            for channel in 0..<input.sizes[0] * input.sizes[Shape.channelDimension] {
              output[channel * outputPlane + position] = reduction.run(
                over: pointer + channel * plane, at: places, divisor: divisor, &math)
            }
          }
        }
      }
    }
    context.math = math
    return [result]
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
          switch window.padding {
          case .explicit(_, let after): inside = -windows.before..<spatial[axis] + after[axis]
          // All that SAME windows reach is padding that they asked for.
          case .sameUpper, .sameLower: inside = -windows.before..<Int.max
          }
        }
        return windows.starts.indices.map { index in
          (0..<windows.taps).count { inside.contains(windows.position(window: index, tap: $0)) }
        }
      })
  }
}

/// The number of taps that count, for each axis and window.
private struct Divisors {
  let perAxis: [[Int]]

  func count(at position: [Int]) -> Int {
    position.enumerated().reduce(1) { $0 * perAxis[$1.offset][$1.element] }
  }
}

/// What a pool does with the taps of one window: for n taps
/// - maximum: n − 1 comparisons; padding is below every number
/// - average: n − 1 additions, padding zeros included, and a division
/// - p-norm (Σ|x|ᵖ)^(1/p): n powers, n − 1 additions and a root; magnitudes where p is odd
struct WindowReduction<A: Arithmetic> {
  private let function: Pool.Function
  private let outside: A.Element
  private let power: A.Element
  private let root: A.Element
  private let needsMagnitude: Bool

  init(_ function: Pool.Function, _ math: inout A) {
    self.function = function
    outside = math.constant(function == .maximum ? -Double.infinity : 0)
    if case .lp(let exponent) = function {
      power = math.constant(Double(exponent))
      root = math.constant(1 / Double(exponent))
      needsMagnitude = exponent % 2 == 1
    } else {
      (power, root, needsMagnitude) = (math.zero, math.zero, false)
    }
  }

  /// Reduces the elements at `places`, of which −1 is outside. There is at least one.
  @inline(__always)
  func run(
    over input: UnsafePointer<A.Element>, at places: UnsafeBufferPointer<Int>,
    divisor: A.Element, _ math: inout A
  ) -> A.Element {
    var result = term(places[0], input, &math)
    switch function {
    case .maximum:
      for tap in 1..<places.count { result = math.maximum(result, term(places[tap], input, &math)) }
    case .average:
      for tap in 1..<places.count { result = math.add(result, term(places[tap], input, &math)) }
      result = math.divide(result, divisor)
    case .lp:
      for tap in 1..<places.count { result = math.add(result, term(places[tap], input, &math)) }
      result = math.power(result, root)
    }
    return result
  }

  @inline(__always)
  private func term(
    _ place: Int, _ input: UnsafePointer<A.Element>, _ math: inout A
  ) -> A.Element {
    let value = place < 0 ? outside : input[place]
    guard case .lp = function else { return value }
    return math.power(needsMagnitude ? math.magnitude(value) : value, power)
  }
}
