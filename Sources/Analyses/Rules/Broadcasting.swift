import ConvArithmetic
import LayerGraph

/// NumPy's broadcasting: shapes align at the end, sizes are equal or 1.
enum Broadcasting {
  static func shape(
    _ first: Shape, _ second: Shape, _ requirements: inout Requirements
  ) throws(Problem) -> Shape {
    let rank = max(first.rank, second.rank)
    var result = Shape([])
    for index in 0..<rank {
      let (i, j) = (index - (rank - first.rank), index - (rank - second.rank))
      if i < 0 {
        result.dims.append(second[j])
      } else if j < 0 || second[j] == 1 {
        result.dims.append(first[i])
      } else if first[i] == 1 {
        result.dims.append(second[j])
      } else {
        try requirements.require(
          first[i], equals: second[j],
          orElse: .shapesDontBroadcast(first, second, dimension: index))
        result.dims.append(first[i])
      }
    }
    return result
  }

  static func routes(from input: Shape, to output: Shape) -> [Route] {
    let offset = output.rank - input.rank
    return input.dims.indices.map { index in
      input[index] == 1 && output[index + offset] != 1
        ? .along(output: index + offset, .broadcast) : .kept(index + offset)
    }
  }
}
