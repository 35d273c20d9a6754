import ConvArithmetic
public import LayerGraph

extension Einsum: RulesPerInput, ParameterFree {
  /// The labels of all dimensions, and the size that each stands for.
  private struct Plan {
    var inputs: [[Index]] = []
    var output: [Index] = []
    var sizes: [Index: Dim] = [:]
  }

  private func plan(
    _ shapes: [Shape], _ requirements: inout Requirements
  ) throws(Problem) -> Plan {
    guard let spelledOut = indices(ranks: shapes.map(\.rank)) else {
      for (labels, shape) in zip(inputs, shapes) {
        let named = labels.count { $0 != .ellipsis }
        if labels.contains(.ellipsis) ? shape.rank < named : shape.rank != named {
          throw .labelsDontFit(shape, labels: labels.map(\.description).joined())
        }
      }
      throw .arity(given: shapes.count, allowed: arity)
    }
    var plan = Plan(inputs: spelledOut.inputs, output: spelledOut.output)
    for (labels, shape) in zip(plan.inputs, shapes) {
      for (label, size) in zip(labels, shape.dims) {
        guard let known = plan.sizes[label], known != 1 else {
          plan.sizes[label] = size
          continue
        }
        if size == 1 { continue }
        try requirements.require(
          known, equals: size, orElse: .labelSizesDiffer("\(label)", known, size))
      }
    }
    return plan
  }

  private func plan(_ site: Site) throws(Problem) -> Plan {
    // What is needed of open sizes was noted when the shapes were made.
    var requirements = Requirements(assumptions: .none)
    return try plan(site.inputs, &requirements)
  }

  public func outputShapes(
    of inputs: [Shape], requirements: inout Requirements
  ) throws -> [Shape] {
    let plan = try plan(inputs, &requirements)
    return [Shape(plan.output.map { plan.sizes[$0] ?? 1 })]
  }

  /// What the output has keeps its place; what is summed over is read as a whole.
  public func routes(input: Int, output: Int, _ site: Site) throws -> [Route] {
    let plan = try plan(site)
    return zip(plan.inputs[input], site.inputs[input].dims).map { label, size in
      guard let place = plan.output.firstIndex(of: label) else { return .all }
      return size == 1 && plan.sizes[label] != 1
        ? .along(output: place, .broadcast) : .kept(place)
    }
  }

  /// MACs are the product of all labels' sizes, in the order in which operands name them.
  public func workings(_ site: Site) throws -> Workings {
    let plan = try plan(site)
    var named: Set<Index> = []
    let labels = plan.inputs.joined().filter { named.insert($0).inserted }
    if inputs.count == 1 { return .untold }
    let sizes = labels.enumerated().map { number, label in
      Formula.letter(Letter(.length, number: number + 1), Amount(plan.sizes[label] ?? 1))
    }
    let macs = Formula.product(of: sizes)
    return Workings(
      parameters: .number(0), multiplyAccumulates: macs,
      otherOperations: inputs.count == 2
        ? .number(0) : .product([.number(inputs.count - 2), .product(of: sizes)]))
  }

  /// One contraction over all operands: a multiply-accumulate for each combination of positions of all
  /// labels, as for a matrix product; with k > 2 operands k − 2 products come before each. One operand
  /// is only summed: n − 1 additions for each output of n terms.
  public func work(_ site: Site) throws -> Work {
    let plan = try plan(site)
    var combinations: Dim = 1
    for size in plan.sizes.values { combinations = try combinations * size }
    if inputs.count == 1 {
      return Work(operations: try combinations - site.outputs[0].elements())
    }
    return Work(
      multiplyAccumulates: combinations,
      floatingPointOperations: .known(try combinations * Dim(inputs.count)))
  }
}
