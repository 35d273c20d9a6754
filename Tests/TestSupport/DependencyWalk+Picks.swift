import ConvArithmetic
import LayerGraph

/// Operators that pick, repeat and sum over named dimensions.
extension DependencyWalk.Value {
  /// The listed positions of one dimension; a single one without a row of its own is not walked.
  func gathered(_ layer: Gather) -> Self? {
    let dim = layer.dimension - 1
    guard let indices = layer.indices, layer.indexShape.rank == 1,
      indices.allSatisfy({ $0 >= -dims[dim] && $0 < dims[dim] })
    else { return nil }
    return along(dim, .picking(indices.map { $0 < 0 ? $0 + dims[dim] : $0 }))
  }

  /// Copies after the first lie past the end, where the value begins again.
  func tiled(_ layer: Tile) -> Self {
    var result = self
    for (dim, count) in layer.repeats.dropFirst().enumerated() where count > 1 {
      var reading = AxisReading()
      for copy in 0..<count {
        for place in 0..<dims[dim] { reading.append([place], touches: copy > 0) }
      }
      result = result.along(dim, reading)
    }
    return result
  }

  /// Dimensions of size 1 repeated to the size at the same place from the end.
  func expanded(_ layer: Expand) -> Self? {
    var sizes = dims
    for (place, target) in zip(sizes.indices.reversed(), layer.shape.reversed()) {
      guard let target = target.constant else { return nil }
      if sizes[place] == 1 { sizes[place] = target }
    }
    return gathered(sizes, axes: axes) { index in zip(index, dims).map { $1 == 1 ? 0 : $0 } }
  }

  /// Each operand is summed over what the output does not name, and put where the output has it.
  static func einsum(_ layer: Einsum, _ operands: [Self]) -> Self? {
    // The batch is the first dimension everywhere.
    let output = Array(layer.output.dropFirst())
    let inputs = layer.inputs.map { Array($0.dropFirst()) }
    var sizes: [Einsum.Label: Int] = [:]
    for (labels, operand) in zip(inputs, operands) {
      for (label, size) in zip(labels, operand.dims) {
        let known = sizes[label] ?? 1
        if known != size, known != 1, size != 1 { return nil }
        sizes[label] = max(known, size)
      }
    }
    let moved = zip(inputs, operands).map { labels, operand in
      var summed = operand
      for (dim, label) in labels.enumerated() where !output.contains(label) {
        summed = summed.reading(dim: dim, asWhole: 1)
      }
      let places = output.map { labels.firstIndex(of: $0) }
      return summed.gathered(
        output.map { sizes[$0] ?? 1 }, axes: places.map { $0.flatMap { summed.axes[$0] } }
      ) { index in
        labels.indices.map { dim in
          summed.dims[dim] == 1 ? 0 : output.firstIndex(of: labels[dim]).map { index[$0] } ?? 0
        }
      }
    }
    return moved.dropFirst().reduce(moved[0]) { Self(combining: $0, $1) }
  }
}
