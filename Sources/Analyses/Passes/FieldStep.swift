import ConvArithmetic
import LayerGraph

/// The fields of one node's outputs from those of its inputs.
struct FieldStep {
  let index: Int
  let rules: any OperatorRules
  let site: Site

  /// The field of output `output` on each source.
  /// - Parameter inputs: for each input of the node, its fields on each source.
  func fields(
    output: Int, inputs: [[Field]], sources: [ValueReference]
  ) throws(Problem) -> (fields: [Field], isPointwise: Bool) {
    let routes: [[Route]]
    switch try Known(catching: { try rules.routes(output: output, site) }) {
    case .known(let known): routes = known
    case .unknown(let reason):
      return (
        sources.indices.map { Field(unknown: reason, after: inputs, source: $0) }, false
      )
    }
    let isPointwise =
      routes.count == 1 && site.inputs[0] == site.outputs[output]
      && !routes[0].isEmpty && routes[0] == Route.allKept(rank: routes[0].count)
    var fields: [Field]
    if isPointwise {
      fields = inputs[0]
    } else {
      fields = []
      fields.reserveCapacity(sources.count)
      for source in sources.indices {
        fields.append(field(routes: routes, inputs: inputs, source: source))
      }
    }
    if let own = sources.firstIndex(of: ValueReference(node: index, output: output)) {
      fields[own] = Field(identityOf: site.outputs[output])
    }
    return (fields, isPointwise)
  }

  private func field(routes: [[Route]], inputs: [[Field]], source: Int) -> Field {
    var merged: Field?
    var arePieces = false
    for (input, routes) in routes.enumerated() {
      let before = inputs[input][source]
      guard before.isReached, routes.contains(where: { $0 != .nothing }) || routes.isEmpty else {
        continue
      }
      let mapped = Field(
        axes: before.axes.map {
          $0.followed(by: routes, of: site.inputs[input], node: index)
        }, isReached: true)
      guard let other = merged else {
        merged = mapped
        continue
      }
      arePieces = routes.contains(where: \.isPiece)
      merged = other.merged(with: mapped, routes: arePieces ? routes : [])
    }
    return merged ?? .unreached
  }
}

extension Route {
  fileprivate var isPiece: Bool { if case .piece = self { true } else { false } }
}

extension Field {
  static let unreached = Field(axes: [], isReached: false)

  /// A field of which nothing is known, on each axis of a source that an input depends on.
  init(unknown reason: UnknownReason, after inputs: [[Field]], source: Int) {
    let reached = inputs.first { $0[source].isReached }
    axes = (reached?[source].axes ?? []).map { axis in
      AxisField(
        local: .unknown(reason), isGlobal: axis.isGlobal, dimension: nil, isFolded: false)
    }
    isReached = reached != nil
  }

  /// The field of a source on itself.
  init(identityOf shape: Shape) {
    axes = (0..<shape.spatialRank).map {
      AxisField(
        local: .known(.identity), isGlobal: false,
        dimension: $0 + Shape.firstSpatialDimension, isFolded: false)
    }
    isReached = true
  }

  /// The field of a unit that reads both. Values set side by side along a dimension (`routes` not
  /// empty) have no common closed form along it.
  fileprivate func merged(with other: Field, routes: [Route]) -> Field {
    let pieces = routes.compactMap { if case .piece(let output, _) = $0 { output } else { nil } }
    return Field(
      axes: zip(axes, other.axes).map { first, second in
        if let dimension = first.dimension ?? second.dimension, pieces.contains(dimension),
          dimension == second.dimension ?? dimension, first.local != nil || second.local != nil
        {
          return AxisField(
            local: .unknown(.piecewise), isGlobal: first.isGlobal || second.isGlobal,
            dimension: dimension, isFolded: first.isFolded || second.isFolded)
        }
        return first.merged(with: second)
      },
      isReached: true)
  }
}
