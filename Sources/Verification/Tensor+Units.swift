import ReferenceExecutor

extension Tensor {
  /// Folds over all elements with index `unit` along a dimension; over all elements when it is nil.
  /// Over none when there is no such unit.
  func reduce<Result>(
    _ initial: Result, unit: Int, along dimension: Int?, _ fold: (Result, Element) -> Result
  ) -> Result {
    guard let dimension else { return elements.reduce(initial, fold) }
    guard sizes.indices.contains(dimension), (0..<sizes[dimension]).contains(unit) else {
      return initial
    }
    let inner = sizes[(dimension + 1)...].reduce(1, *)
    let outer = sizes[..<dimension].reduce(1, *)
    var result = initial
    elements.withUnsafeBufferPointer { buffer in
      for block in 0..<outer {
        let start = (block * sizes[dimension] + unit) * inner
        for index in start..<start + inner { result = fold(result, buffer[index]) }
      }
    }
    return result
  }
}
