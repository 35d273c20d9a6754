import LayerGraph

extension Fold: Kernel {
  /// Every tap of every window is added to the element that it lies on.
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] {
    let input = context.input
    guard let size = Shape(size).sizes else { throw .sizeOpen("the size to fold to") }
    if input.rank != size.count + Shape.firstSpatialDimension {
      throw .rankDiffers(sizes: input.sizes, needed: size.count + Shape.firstSpatialDimension)
    }
    let whole = [input.sizes[0], input.sizes[Shape.channelDimension]] + size
    let axes = try AxisWindows.slide(window, over: whole, limit: context.limit)
    let table = try TapTable(axes, over: size, limit: context.limit)
    if table.windows != input.spatial { throw .notBroadcast(table.windows, input.spatial) }
    if input.sizes[Shape.channelDimension] % table.taps != 0 {
      throw .notDivisible("channels", input.sizes[Shape.channelDimension], by: table.taps)
    }
    let channels = input.sizes[Shape.channelDimension] / table.taps
    let maps = input.sizes[0] * channels
    let (plane, windows) = (size.product, table.windows.product)
    let count = try ([maps] + size).elementCount(limit: context.limit)
    var math = context.math
    var sums = [A.Element](repeating: math.zero, count: count)
    var positions = Odometer(table.windows)
    var reach = WindowReach()
    for position in 0..<windows {
      table.fill(&reach, at: positions.position)
      positions.advance()
      for map in 0..<maps {
        reach.forEachPlace { place, tap in
          let source = input.elements[(map &* table.taps &+ tap) &* windows &+ position]
          sums[map &* plane &+ place] = math.add(sums[map &* plane &+ place], source)
        }
        math.repeating(table.taps - reach.count) { math in _ = math.add(math.zero, math.zero) }
      }
    }
    context.math = math
    return [Tensor(trusted: [input.sizes[0], channels] + size, sums)]
  }
}
