import ConvArithmetic
public import LayerGraph

extension Gather: RulesPerInput, ParameterFree, WorkFree {
  public func outputShapes(
    of inputs: [Shape], requirements: inout Requirements
  ) throws -> [Shape] {
    let input = inputs[0]
    let cut = try input.dimension(dimension)
    if indices == nil {
      try inputs[1].requireRank(indexShape.rank)
      for (index, size) in indexShape.dims.enumerated() {
        try requirements.require(
          inputs[1][index], equals: size,
          orElse: .sizesDiffer(inputs[1], indexShape, dimension: index))
      }
    }
    if let least = indices?.min(), let greatest = indices?.max() {
      let (size, problem) = (
        input[cut], { Problem.indexOutOfRange($0, dimension: cut, shape: input) }
      )
      try requirements.require(try size - Dim(greatest), atLeast: 1, orElse: problem(greatest))
      try requirements.require(try size + Dim(least), atLeast: 0, orElse: problem(least))
    }
    var output = input
    output.dims.replaceSubrange(cut...cut, with: indexShape.dims)
    return [output]
  }

  public func routes(input: Int, output: Int, _ site: Site) throws -> [Route] {
    let cut = try site.inputs[0].dimension(dimension)
    if input == 1 { return indexShape.dims.indices.map { .kept(cut + $0) } }
    return try site.inputs[0].dims.indices.map { index in
      if index < cut { return .kept(index) }
      if index > cut { return .kept(index - 1 + indexShape.rank) }
      return try picked(site.inputs[0][cut], into: cut)
    }
  }

  /// How the dimension that is picked from is read: exactly where the index has one dimension that is not 1,
  /// and in closed form where the positions advance by equal steps.
  private func picked(_ length: Dim, into first: Int) throws -> Route {
    guard let indices, !indices.isEmpty else {
      return .lost(unread.map { .unread($0) } ?? .dataDependent, in: nil)
    }
    let long = indexShape.dims.indices.filter { indexShape[$0] != 1 }
    let output = long.first.map { first + $0 } ?? (indexShape.rank > 0 ? first : 0)
    func lost(_ reason: UnknownReason) -> Route {
      .lost(reason, in: long.count > 1 ? nil : output)
    }
    guard let places = try places(indices, length) else { return lost(.openSize(length)) }
    // A single position is a slice of length 1; without a dimension of its own, every unit's.
    var step = indexShape.rank > 0 ? 1 : 0
    if places.count > 1 { step = try places[1].minus(places[0]) }
    let isProgression = try zip(places, places.dropFirst()).allSatisfy { try $1.minus($0) == step }
    if long.count > 1, !isProgression || step != 0 { return lost(.piecewise) }
    guard isProgression, step >= 0 else {
      return .along(output: output, AxisMap(.listed(places.map { Interval($0, $0) })))
    }
    return .along(
      output: output,
      AxisMap(.window(.init(stride: step, offset: places[0], step: 1, count: 1))))
  }

  /// The positions counted from the front; nil where that depends on an open size.
  private func places(_ indices: [Int], _ length: Dim) throws(ArithmeticError) -> [Int]? {
    var places: [Int] = []
    places.reserveCapacity(indices.count)
    for index in indices {
      if index >= 0 {
        places.append(index)
      } else if let size = length.constant {
        places.append(try size.plus(index))
      } else {
        return nil
      }
    }
    return places
  }
}
