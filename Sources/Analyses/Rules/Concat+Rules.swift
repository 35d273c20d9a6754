import ConvArithmetic
public import LayerGraph

extension Concat: OperatorRules, ParameterFree, WorkFree {
  public func outputShapes(
    of inputs: [Shape], requirements: inout Requirements
  ) throws -> [Shape] {
    var result = inputs[0]
    let joined = try result.dimension(dimension)
    for input in inputs.dropFirst() {
      try input.requireRank(result.rank)
      for index in result.dims.indices where index != joined {
        try requirements.require(
          result[index], equals: input[index],
          orElse: .concatDiffers(result, input, dimension: joined))
      }
      result[joined] = try result[joined] + input[joined]
    }
    return [result]
  }

  /// Along the joined dimension each input is a piece that starts where those before it end.
  public func routes(output: Int, _ site: Site) throws -> [[Route]] {
    let joined = try site.inputs[0].dimension(dimension)
    var offset: Dim = 0
    var all: [[Route]] = []
    all.reserveCapacity(site.inputs.count)
    for input in site.inputs {
      var routes = input.dims.indices.map { Route.kept($0) }
      if let offset = offset.constant {
        routes[joined] = .piece(output: joined, offset: offset)
      } else {
        routes[joined] = .lost(.openSize(offset), in: joined)
      }
      all.append(routes)
      offset = try offset + input[joined]
    }
    return all
  }
}

extension Split: RulesPerInput, ParameterFree, WorkFree {
  public func outputShapes(
    of inputs: [Shape], requirements: inout Requirements
  ) throws -> [Shape] {
    let input = inputs[0]
    let cut = try input.dimension(dimension)
    return try sizes(of: input[cut], cut, &requirements).map { size in
      var part = input
      part[cut] = size
      return part
    }
  }

  private func sizes(
    of length: Dim, _ cut: Int, _ requirements: inout Requirements
  ) throws -> [Dim] {
    switch parts {
    case .sizes(let sizes):
      var total = 0
      for size in sizes { total = try total.plus(size) }
      try requirements.require(
        length, equals: Dim(total),
        orElse: .partsDontAddUp(total: total, size: length, dimension: cut))
      return sizes.map { Dim($0) }
    case .count(let count):
      let size = try length.ceilDivided(by: count)
      let last = try length - size * Dim(count - 1)
      try requirements.require(
        last, atLeast: 1, orElse: .tooManyParts(count, size: length, dimension: cut))
      return [Dim](repeating: size, count: count - 1) + [last]
    }
  }

  public func routes(input: Int, output: Int, _ site: Site) throws -> [Route] {
    let cut = try site.inputs[0].dimension(dimension)
    var routes = (0..<site.inputs[0].rank).map { Route.kept($0) }
    let offset = try offset(ofPart: output, site.outputs[0][cut])
    if let start = offset.constant {
      routes[cut] = .along(output: cut, .shift(by: start))
    } else {
      routes[cut] = .lost(.openSize(offset), in: cut)
    }
    return routes
  }
}

extension Split {
  /// Where a part starts. Parts that are counted all have the size of the first, but for the last.
  private func offset(ofPart output: Int, _ size: Dim) throws -> Dim {
    switch parts {
    case .count: return try size * Dim(output)
    case .sizes(let sizes):
      var offset = 0
      for size in sizes.prefix(output) { offset = try offset.plus(size) }
      return Dim(offset)
    }
  }
}
