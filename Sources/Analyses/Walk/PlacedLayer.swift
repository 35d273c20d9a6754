import ConvArithmetic
import LayerGraph

/// A layer among shapes: how it reads its inputs, and its facts. It follows from the layer's settings and
/// the shapes it reads, and from nothing else.
final class PlacedLayer: Sendable {
  let site: Known<Site>
  /// For each output how it reads each input; none where the shapes are unknown.
  let outputs: [Output]
  let facts: LayerFacts

  struct Output {
    let routes: Known<[[Route]]>
    /// Whether it has each element of the only input in its place.
    let isPointwise: Bool
  }

  init(
    of shared: SharedOperator, at site: Known<Site>, rules: any OperatorRules,
    _ elementTypes: [ElementType]
  ) throws(Problem) {
    self.site = site
    var outputs: [Output] = []
    if case .known(let site) = site {
      outputs.reserveCapacity(site.outputs.count)
      for output in site.outputs.indices {
        let routes = try Known(catching: { try rules.routes(output: output, site) })
        outputs.append(
          Output(routes: routes, isPointwise: Self.isPointwise(routes, site, output)))
      }
    }
    self.outputs = outputs
    facts = LayerFacts(
      of: shared, isPointwise: outputs.last?.isPointwise ?? false,
      try LayerSums(of: site, rules: rules, elementTypes))
  }

  private static func isPointwise(
    _ routes: Known<[[Route]]>, _ site: Site, _ output: Int
  ) -> Bool {
    guard case .known(let routes) = routes, routes.count == 1, !routes[0].isEmpty else {
      return false
    }
    return site.inputs[0] == site.outputs[output]
      && routes[0] == Route.allKept(rank: routes[0].count)
  }
}
