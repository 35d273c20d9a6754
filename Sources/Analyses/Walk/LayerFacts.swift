import LayerGraph

/// All that follows from one operator and the shapes it reads, wherever it stands: how each output reads each input,
/// parameters, work. Layers that are alike, at equal shapes, share one.
final class LayerFacts: Sendable {
  let shared: SharedOperator
  let site: Known<Site>
  /// None where the shapes are unknown.
  let outputs: [Output]
  /// Its numbers, whether or not another layer uses them too.
  let sums: LayerSums

  struct Output {
    let shape: Shape
    /// One for each input.
    let readings: Known<[Reading]>
    /// Whether it has each element of the only input in its place.
    let isPointwise: Bool
  }

  init(
    of shared: SharedOperator, at site: Known<Site>, rules: any OperatorRules,
    _ elementTypes: [ElementType]
  ) throws(Problem) {
    (self.shared, self.site) = (shared, site)
    var outputs: [Output] = []
    if case .known(let site) = site {
      outputs.reserveCapacity(site.outputs.count)
      for output in site.outputs.indices { outputs.append(try Output(output, of: site, rules)) }
    }
    self.outputs = outputs
    sums = try LayerSums(of: site, rules: rules, elementTypes)
  }

  /// Whether each output element reads just the same element of its only input.
  var isPointwise: Bool { outputs.last?.isPointwise ?? false }

  func shape(of output: Int) -> Known<Shape> {
    if output < outputs.count { return .known(outputs[output].shape) }
    return site.map { $0.outputs[output] }
  }

  /// How an output reads each input.
  func readings(of output: Int) -> Known<[Reading]> {
    switch site {
    case .known: outputs[output].readings
    case .unknown(let reason): .unknown(reason)
    }
  }
}

extension LayerFacts.Output {
  fileprivate init(
    _ output: Int, of site: Site, _ rules: any OperatorRules
  ) throws(Problem) {
    let to = site.outputs[output]
    shape = to
    readings = try Known {
      try rules.routes(output: output, site).enumerated().map { input, routes in
        Reading(input: input, routes, from: site.inputs[input], to: to)
      }
    }
    isPointwise = readings.value.map { $0.count == 1 && to.rank > 0 && $0[0].keepsPlaces } ?? false
  }
}
