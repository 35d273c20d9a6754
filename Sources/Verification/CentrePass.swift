import Analyses
import ConvArithmetic
import LayerGraph
import ReferenceExecutor

/// How a network is walked through for centroids, and which units met no border on the way: closed forms
/// are of these.
///
/// Only the choice of what to follow and to compare rests on the report; a wrong route leads to another
/// choice, not to another measurement.
struct CentrePass: CentroidPlan {
  let report: Report
  let source: Int
  let axis: Int
  private let isBlind: [Bool]

  init(_ report: Report, source: Int, axis: Int) {
    self.report = report
    self.source = source
    self.axis = axis
    isBlind = report.layersBehindStandIns
  }

  /// What a value sees along the axis; nil where it sees nothing or everything.
  func field(of value: ValueReference) -> AxisField? {
    let field = report.layers[value.node].outputs[value.output].fields[source]
    guard !isBlind[value.node], field.isReached, field.axes.indices.contains(axis),
      field.axes[axis].local != nil
    else { return nil }
    return field.axes[axis]
  }

  /// Whether what a value sees moves with its units, along one dimension or several.
  private func isFollowed(_ value: ValueReference) -> Bool { field(of: value)?.local?.value != nil }

  func sizes(of value: ValueReference) -> [Int]? {
    report.layers[value.node].outputs[value.output].shape.value?.sizes
  }

  func dimension(of value: ValueReference) -> Int? {
    field(of: value).flatMap { $0.isFolded ? nil : $0.dimension }
  }

  func inputs(of node: Int) -> [Int] {
    let layer = report.layers[node]
    let asked = layer.outputs.indices.filter {
      isFollowed(ValueReference(node: node, output: $0))
    }
    guard let first = asked.first, case .known(let readings) = layer.readings(of: first) else {
      return []
    }
    return layer.inputs.indices.filter { follows(layer.inputs[$0], readings[$0]) }
  }

  /// How many inputs of a layer see a part of the axis and are read, as far as is known: what only gives
  /// its size is not.
  func branches(of node: Int) -> Int {
    let inputs = report.layers[node].inputs
    guard case .known(let readings) = report.layers[node].readings(of: 0) else {
      return inputs.count { field(of: $0) != nil }
    }
    return zip(inputs, readings).count { field(of: $0) != nil && $1.isRead }
  }

  /// Whether what is seen of an input moves with the units of what reads it.
  private func follows(_ input: ValueReference, _ reading: Reading) -> Bool {
    guard isFollowed(input), reading.isRead else { return false }
    return dimension(of: input).map { !reading.readsAll(of: $0) } ?? true
  }

  /// The values of which it can be told which units' windows lie inside every value on the way.
  func followedValues() -> Set<ValueReference> {
    var followed: Set<ValueReference> = [report.sources[source]]
    for index in report.layers.indices {
      for output in report.layers[index].outputs.indices {
        let value = ValueReference(node: index, output: output)
        if value != report.sources[source], isFollowed(value),
          maps(of: value, after: { followed.contains($0) }) != nil
        {
          followed.insert(value)
        }
      }
    }
    return followed
  }

  /// The inputs that a value reads along the axis, and how; nil where one can't be followed.
  private func maps(
    of value: ValueReference, after isKnown: (ValueReference) -> Bool
  ) -> [(input: ValueReference, map: AxisMap)]? {
    let layer = report.layers[value.node]
    guard let own = dimension(of: value),
      case .known(let readings) = layer.readings(of: value.output),
      field(of: value)?.local?.value?.centres.value != nil
    else { return nil }
    var maps: [(ValueReference, AxisMap)] = []
    for (input, reading) in zip(layer.inputs, readings) where follows(input, reading) {
      guard isKnown(input), let from = dimension(of: input),
        let map = reading.map(of: from, along: own), !map.hasQueries
      else { return nil }
      maps.append((input, map))
    }
    return maps
  }

  /// For each value the units whose windows lie inside every value on the way; none where that can't be
  /// told. O(units) for each layer.
  /// - Parameter lines: what was measured: units that read nothing but padding along another axis are
  ///   left out then, with all that read them.
  func interiorUnits(
    measured lines: [ValueReference: [Centroid]]? = nil
  ) -> [ValueReference: [Bool]] {
    var inside: [ValueReference: [Bool]] = [:]
    for index in report.layers.indices {
      for output in report.layers[index].outputs.indices {
        let value = ValueReference(node: index, output: output)
        if value == report.sources[source] {
          let length = sizes(of: value)?[report.axes[source].dimensions[axis]] ?? 0
          inside[value] = Array(repeating: true, count: length)
        } else if isFollowed(value) {
          inside[value] = units(of: value, after: inside, lines.map { $0[value] ?? [] })
        }
      }
    }
    return inside
  }

  private func units(
    of value: ValueReference, after inside: [ValueReference: [Bool]], _ line: [Centroid]?
  ) -> [Bool]? {
    guard let own = dimension(of: value), let length = sizes(of: value)?[own],
      let maps = maps(of: value, after: { inside[$0] != nil }),
      let centres = field(of: value)?.local?.value?.centres.value
    else { return nil }
    var units = [Bool](repeating: true, count: length)
    if let line {
      guard line.count == length else { return nil }
      for unit in units.indices where line[unit].mass == 0 {
        units[unit] = (try? centres.centre(of: unit)) == .some(nil)
      }
    }
    for (input, map) in maps {
      guard let before = inside[input] else { return nil }
      if map.isIdentity, before.count == length {
        for unit in units.indices where !before[unit] { units[unit] = false }
        continue
      }
      let outside = before.countsOfFalse
      for unit in units.indices where units[unit] {
        guard let read = try? map.positions(readBy: unit), let hull = try? read.hull() else {
          return nil
        }
        // A unit between the taps of a transposed convolution reads nothing, and no border.
        if hull.isEmpty { continue }
        units[unit] =
          hull.lower >= 0 && hull.upper < before.count
          && outside[hull.lower] == outside[hull.upper + 1]
      }
    }
    return units
  }
}

extension [Bool] {
  /// How many are false before each place, and in all.
  fileprivate var countsOfFalse: [Int] {
    var counts = [0]
    counts.reserveCapacity(count + 1)
    for element in self { counts.append(counts[counts.count - 1] + (element ? 0 : 1)) }
    return counts
  }
}

extension Graph {
  /// The network in which cubic interpolation is linear between the same sampling points: those are its
  /// centres, though its weights lean to one side.
  fileprivate var withLinearInterpolation: Graph {
    var nodes = nodes
    for index in nodes.indices {
      guard case .resize(var resize) = nodes[index].operation, resize.mode == .cubic else {
        continue
      }
      resize.mode = .linear
      nodes[index].operation = .resize(resize)
    }
    return (try? Graph(name: name, nodes: nodes, outputs: outputs, hasBatch: hasBatch)) ?? self
  }
}

/// Where the units of each value really sample along one axis of an input.
struct CentreMeasurement {
  let lines: [ValueReference: [Centroid]]
  /// The units of which closed forms hold.
  let inside: [ValueReference: [Bool]]

  init(_ pass: CentrePass, _ watch: (Int) -> Void) throws(ExecutionError) {
    let options = ExecutorOptions(maximumElements: 1 << 23)
    var lines: [ValueReference: [Centroid]] = [:]
    let executor = Executor(pass.report.graph.withLinearInterpolation, options: options)
    try executor.centroids(
      ofInput: pass.source, dimension: pass.report.axes[pass.source].dimensions[pass.axis],
      plan: pass
    ) { value, line in
      watch(value.node + 1)
      lines[value] = line
    }
    self.lines = lines
    inside = pass.interiorUnits(measured: lines)
  }
}
