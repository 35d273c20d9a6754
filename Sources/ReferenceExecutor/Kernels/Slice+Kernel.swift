import LayerGraph

extension Slice: Kernel {
  /// The positions that Python's [start:end:step] names.
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] {
    let input = context.input
    let cut = try input.dimension(dimension)
    let length = input.sizes[cut]
    guard let (start, end) = numbers else { throw .sizeOpen("a bound of the slice") }
    // Backwards the place before the first is −1.
    let places = step < 0 ? -1...length - 1 : 0...length
    let first = Self.place(start, length, places)
    let last = end.map { Self.place($0, length, places) } ?? (step < 0 ? -1 : length)
    let positions = Array(stride(from: first, to: last, by: step))
    if positions.isEmpty { throw .outputEmpty(dimension: cut, size: 0, sizes: input.sizes) }
    return [try input.gathered(positions, along: cut, limit: context.limit)]
  }

  /// A bound counted from the front, not outside the places.
  private static func place(_ bound: Int, _ length: Int, _ places: ClosedRange<Int>) -> Int {
    let place = bound < 0 ? (bound < -length ? -1 : length + bound) : bound
    return min(max(place, places.lowerBound), places.upperBound)
  }
}
