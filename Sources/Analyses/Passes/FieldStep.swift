import ConvArithmetic
import LayerGraph

/// The fields of one node's outputs from those of its inputs.
struct FieldStep {
  let index: Int
  let site: Site
  /// For each input of the node, its fields on each source.
  let inputs: [[Field]]
  let sources: [ValueReference]

  /// The fields of output `output` on each source.
  func fields(of output: Int, _ reading: PlacedLayer.Output) -> [Field] {
    let routes: [[Route]]
    switch reading.routes {
    case .known(let known): routes = known
    case .unknown(let reason):
      return sources.indices.map { Field(unknown: reason, after: inputs, source: $0) }
    }
    var fields: [Field]
    if reading.isPointwise {
      fields = inputs[0]
    } else {
      fields = []
      fields.reserveCapacity(sources.count)
      for source in sources.indices {
        fields.append(field(routes: routes, output: output, source: source))
      }
    }
    if let own = sources.firstIndex(of: ValueReference(node: index, output: output)) {
      fields[own] = Field(identityOf: site.outputs[output])
    }
    return fields
  }

  private func field(routes: [[Route]], output: Int, source: Int) -> Field {
    let shape = site.outputs[output]
    var merged: Field?
    for (input, read) in routes.enumerated() {
      let before = inputs[input][source]
      guard before.isReached, read.contains(where: { $0 != .nothing }) || read.isEmpty else {
        continue
      }
      let step = LayerStep(routes: read, node: index, from: site.inputs[input], to: shape)
      let mapped = Field(axes: step.fields(after: before.axes), isReached: true)
      guard let other = merged else {
        merged = mapped
        continue
      }
      let pieces = read.contains(where: \.isPiece) ? Pieces(of: routes, at: input) : nil
      merged = other.merged(with: mapped, pieces: pieces, in: shape)
    }
    return merged?.settled(in: shape) ?? .unreached
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
    axes = (reached?[source].axes ?? []).map {
      AxisField(isGlobal: $0.isGlobal, .unknown(reason))
    }
    isReached = reached != nil
  }

  /// The field of a source on itself.
  init(identityOf shape: Shape) {
    axes = (0..<shape.spatialRank).map {
      AxisField(
        isGlobal: false, .along(.identity, dimension: $0 + Shape.firstSpatialDimension))
    }
    isReached = true
  }

  /// The field of a unit that reads both.
  /// - Parameter pieces: how the values are set side by side, where they are.
  fileprivate func merged(with other: Field, pieces: Pieces?, in shape: Shape) -> Field {
    Field(
      axes: zip(axes, other.axes).map { first, second in
        pieces?.joined(first, second, in: shape) ?? first.merged(with: second, in: shape)
      },
      isReached: true)
  }
}
