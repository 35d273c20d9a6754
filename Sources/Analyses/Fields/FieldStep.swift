import ConvArithmetic
import LayerGraph

/// The fields of one node's outputs from those of its inputs.
struct FieldStep {
  let index: Int
  let site: Site
  /// For each input of the node, its fields on each source.
  let inputs: [FieldsBySource]
  /// How many sources there are.
  let sourceCount: Int

  /// The fields of output `output` on each source.
  /// - Complexity: O(fields of the inputs · log).
  func fields(of output: Int, _ reading: PlacedLayer.Output) -> FieldsBySource {
    switch reading.routes {
    case .unknown(let reason):
      return FieldsBySource(unknown: reason, after: inputs, of: sourceCount)
    case .known where reading.isPointwise: return inputs[0]
    case .known(let routes): return fields(of: output, routes)
    }
  }

  private func fields(of output: Int, _ routes: [[Route]]) -> FieldsBySource {
    let seen = routes.indices.filter { input in
      routes[input].isEmpty || routes[input].contains { $0 != .nothing }
    }
    var entries: [FieldsBySource.Entry] = []
    // Sources that were read alike have the same field.
    var last: (ways: [Way], field: Field)?
    inputs.forEachSource(of: seen) { source, ways in
      let known = last.flatMap { $0.ways == ways ? $0.field : nil }
      let field = known ?? self.field(after: ways, routes, output: output)
      last = (ways, field)
      entries.append(FieldsBySource.Entry(source: source, field: field))
    }
    return FieldsBySource(entries, of: sourceCount)
  }

  /// One input by which a source is seen.
  struct Way: Equatable {
    let input: Int
    let field: Field
  }

  private func field(after ways: [Way], _ routes: [[Route]], output: Int) -> Field {
    let shape = site.outputs[output]
    var merged: Field?
    for way in ways {
      let read = routes[way.input]
      let step = LayerStep(routes: read, node: index, from: site.inputs[way.input], to: shape)
      let mapped = Field(axes: step.fields(after: way.field.axes), isReached: true)
      guard let other = merged else {
        merged = mapped
        continue
      }
      let pieces = read.contains(where: \.isPiece) ? Pieces(of: routes, at: way.input) : nil
      merged = other.merged(with: mapped, pieces: pieces, in: shape)
    }
    return merged?.settled(in: shape) ?? .unreached
  }
}

extension [FieldsBySource] {
  /// Each source that some of these inputs depend on, in order, with its fields on them.
  fileprivate func forEachSource(
    of chosen: some Sequence<Int>, _ body: (Int, [FieldStep.Way]) -> Void
  ) {
    var ways: [(source: Int, way: FieldStep.Way)] = []
    for input in chosen {
      for entry in self[input].reached {
        ways.append((entry.source, FieldStep.Way(input: input, field: entry.field)))
      }
    }
    // Those of one input are in order.
    ways.sort { ($0.source, $0.way.input) < ($1.source, $1.way.input) }
    var index = 0
    while index < ways.count {
      let source = ways[index].source
      let end = ways[index...].firstIndex { $0.source != source } ?? ways.count
      body(source, ways[index..<end].map(\.way))
      index = end
    }
  }
}

extension FieldsBySource {
  /// Fields of which nothing is known, on each axis of the sources that an input depends on.
  init(unknown reason: UnknownReason, after inputs: [FieldsBySource], of count: Int) {
    var entries: [Entry] = []
    inputs.forEachSource(of: inputs.indices) { source, ways in
      let axes = ways[0].field.axes.map { AxisField(isGlobal: $0.isGlobal, .unknown(reason)) }
      entries.append(Entry(source: source, field: Field(axes: axes, isReached: true)))
    }
    self.init(entries, of: count)
  }
}

extension Route {
  fileprivate var isPiece: Bool { if case .piece = self { true } else { false } }
}

extension Field {
  static let unreached = Field(axes: [], isReached: false)

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
