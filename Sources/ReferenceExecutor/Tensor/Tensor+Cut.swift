import LayerGraph

extension Tensor {
  /// The given ranges of the spatial axes.
  func cut(_ ranges: [Range<Int>], limit: Int) throws(ExecutionProblem) -> Tensor {
    var sources = sizes.map { Array(0..<$0) }
    for (axis, range) in ranges.enumerated() {
      sources[axis + Shape.firstSpatialDimension] = Array(range)
    }
    guard let any = elements.first, sources.map(\.count) != sizes else { return self }
    return try gathered(sources, filling: any, limit: limit)
  }
}
