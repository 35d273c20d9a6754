import ConvArithmetic
import LayerGraph

/// The fields of one node's outputs from those of its inputs.
struct FieldStep {
  let index: Int
  /// For each input of the node, its fields on each source.
  let inputs: [FieldsBySource]
  /// How many sources there are.
  let sourceCount: Int
  /// How long the axes of each source are.
  let lengths: [[Dim]]

  /// The fields of output `output` on each source.
  /// - Complexity: O(fields of the inputs · log).
  func fields(of output: LayerFacts.Output) -> FieldsBySource {
    switch output.readings {
    case .unknown(let reason):
      return FieldsBySource(unknown: reason, after: inputs, of: sourceCount)
    case .known where output.isPointwise: return inputs[0]
    case .known(let readings): return fields(after: readings)
    }
  }

  private func fields(after readings: [Reading]) -> FieldsBySource {
    let seen = readings.indices.filter { readings[$0].isRead }
    var entries: [FieldsBySource.Entry] = []
    // Sources that were read alike have the same field.
    var last: (ways: ArraySlice<Way>, lengths: [Dim], field: Field)?
    inputs.forEachSource(of: seen) { source, ways in
      let lengths = self.lengths[source]
      let known = last.flatMap {
        $0.lengths == lengths && $0.ways.elementsEqual(ways, by: Way.areAlike) ? $0.field : nil
      }
      let field = known ?? self.field(after: ways, readings, lengths)
      last = (ways, lengths, field)
      entries.append(FieldsBySource.Entry(source: source, field: field))
    }
    return FieldsBySource(entries, of: sourceCount)
  }

  /// One input by which a source is seen.
  struct Way {
    let source: Int
    let input: Int
    let field: Field

    static func areAlike(_ one: Way, _ other: Way) -> Bool {
      one.input == other.input && one.field == other.field
    }
  }

  private func field(
    after ways: ArraySlice<Way>, _ readings: [Reading], _ lengths: [Dim]
  ) -> Field {
    guard let shape = readings.first?.to, let first = ways.first else { return .unreached }
    func mapped(_ way: Way) -> Field {
      if readings[way.input].keepsPlaces { return way.field }
      let axes = readings[way.input].carried(way.field.axes, lengths, node: index)
      return Field(axes: axes, isReached: true)
    }
    if ways.count > 1, readings[first.input].isPiece {
      guard let joint = Joint(of: readings) else {
        return Field(
          axes: first.field.axes.map { AxisField(isGlobal: $0.isGlobal, .unknown(.piecewise)) },
          isReached: true)
      }
      return joint.joined(ways.map { ($0.input, mapped($0)) }).settled(in: shape)
    }
    return Field(merging: ways.map(mapped)).settled(in: shape)
  }
}

extension [FieldsBySource] {
  /// Each source that some of these inputs depend on, in order, with its fields on them.
  fileprivate func forEachSource(
    of chosen: some Collection<Int>, _ body: (Int, ArraySlice<FieldStep.Way>) -> Void
  ) {
    var ways: [FieldStep.Way] = []
    ways.reserveCapacity(chosen.count)
    for input in chosen {
      for entry in self[input].reached {
        ways.append(FieldStep.Way(source: entry.source, input: input, field: entry.field))
      }
    }
    // Those of one input are in order, and so is all that depends on one source.
    if ways.indices.dropFirst().contains(where: { ways[$0 - 1].source > ways[$0].source }) {
      ways.sort { ($0.source, $0.input) < ($1.source, $1.input) }
    }
    var start = 0
    while start < ways.count {
      let source = ways[start].source
      let end = ways[start...].indices.first { ways[$0].source != source } ?? ways.count
      body(source, ways[start..<end])
      start = end
    }
  }
}

extension FieldsBySource {
  /// Fields of which nothing is known, on each axis of the sources that an input depends on.
  init(unknown reason: UnknownReason, after inputs: [FieldsBySource], of count: Int) {
    var entries: [Entry] = []
    inputs.forEachSource(of: inputs.indices) { source, ways in
      let before = ways.first?.field.axes ?? []
      let axes = before.map { AxisField(isGlobal: $0.isGlobal, .unknown(reason)) }
      entries.append(Entry(source: source, field: Field(axes: axes, isReached: true)))
    }
    self.init(entries, of: count)
  }
}

extension Field {
  package static let unreached = Field(axes: [], isReached: false)

  /// The field of a source on itself.
  init(identityAlong axes: SourceAxes) {
    self.axes = axes.dimensions.map { AxisField(isGlobal: false, .along(.identity, $0)) }
    isReached = true
  }

  /// The field of a unit that reads all of these, at least one.
  fileprivate init(merging fields: [Field]) {
    guard fields.count > 1 else {
      self = fields[0]
      return
    }
    var axes: [AxisField] = []
    axes.reserveCapacity(fields[0].axes.count)
    for axis in fields[0].axes.indices {
      axes.append(
        Self.alike(fields, axis, axes.last) ?? AxisField(merging: fields.map { $0.axes[axis] }))
    }
    self.axes = axes
    isReached = true
  }

  /// Square images: where all have the same field along an axis as along the one before, so does what reads them.
  private static func alike(_ fields: [Field], _ axis: Int, _ before: AxisField?) -> AxisField? {
    guard let before, let (local, _) = before.part.localAlong,
      let (_, dimension) = fields[0].axes[axis].part.localAlong
    else { return nil }
    for field in fields {
      guard let (own, its) = field.axes[axis].part.localAlong, its == dimension,
        own === field.axes[axis - 1].part.localAlong?.local,
        field.axes[axis].isGlobal == field.axes[axis - 1].isGlobal
      else { return nil }
    }
    return AxisField(isGlobal: before.isGlobal, .along(local, dimension))
  }
}
