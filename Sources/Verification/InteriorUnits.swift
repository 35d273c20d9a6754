import Analyses
import ConvArithmetic
import LayerGraph

/// Which units' windows lie inside every value on the way to the image: closed forms hold for these and
/// leave out what others lose at the borders of the layers between.
///
/// Only the choice of what to compare rests on this; a wrong route leads to another unit, not to another
/// measurement.
struct InteriorUnits {
  let report: Report
  let source: Int
  let axis: Int

  /// How much of its closed form a unit really sees.
  enum Sight {
    /// A window on the way passes a border, or can't be told.
    case cut
    /// No window does, but along other dimensions something is left out: channels that were cut away,
    /// or places that all lie in padding.
    case part
    case whole
  }

  /// How much unit `unit` of a value sees, all units along the other dimensions taken together.
  func sight(of value: ValueReference, _ unit: Int) -> Sight {
    let own = sight(of: value, unit, needsReading: false)
    guard own == .whole else { return own }
    let axes = report.layers[value.node].outputs[value.output].fields[source].axes
    for other in axes.indices where other != axis {
      guard let dimension = axes[other].dimension,
        let size = shape(of: value)?[dimension].constant
      else { return .part }
      let across = InteriorUnits(report: report, source: source, axis: other)
      let isSeen = UnitSample.inward(UnitSample.units(of: size, everyBelow: 16, random: 0, seed: 0))
        .contains { across.sight(of: value, $0, needsReading: true) != .cut }
      if !isSeen { return .part }
    }
    return .whole
  }

  /// Along this axis alone. With `needsReading` every layer between must read something.
  private func sight(of value: ValueReference, _ unit: Int, needsReading: Bool) -> Sight {
    guard let dimension = dimension(of: value) else { return .cut }
    var sight = Sight.whole
    var wanted = [value: [dimension: Interval(unit, unit)]]
    for index in stride(from: value.node, through: 0, by: -1) {
      for output in report.layers[index].outputs.indices {
        let made = ValueReference(node: index, output: output)
        guard made != report.sources[source], let units = wanted.removeValue(forKey: made) else {
          continue
        }
        guard let reads = reads(by: units, of: made) else { return .cut }
        for read in reads {
          if read.leavesOut { sight = .part }
          if read.hulls.values.contains(where: \.isEmpty), needsReading { return .cut }
          wanted[read.input, default: [:]].merge(read.hulls) { $0.hull(with: $1) }
        }
      }
    }
    return sight
  }

  /// What some units read of one input.
  private struct Read {
    let input: ValueReference
    /// Along each dimension that tells which positions of the axis are read.
    let hulls: [Int: Interval]
    /// Whether some of its channels are read by no unit.
    let leavesOut: Bool
  }

  /// What some units of a value read; nil when it passes a border or can't be told.
  private func reads(by units: [Int: Interval], of value: ValueReference) -> [Read]? {
    if units.values.contains(where: \.isEmpty) { return [] }
    guard let routes = routes(to: value), let made = shape(of: value) else { return nil }
    var reads: [Read] = []
    for (input, routes) in zip(report.graph.nodes[value.node].inputs, routes) {
      let field = report.layers[input.node].outputs[input.output].fields[source]
      guard field.isReached, !routes.contains(.nothing) else { continue }
      guard field.axes.indices.contains(axis), let from = shape(of: input) else { return nil }
      var hulls: [Int: Interval] = [:]
      for dimension in routes.indices where field.axes[axis].lies(in: dimension) {
        guard let extent = from[dimension].constant,
          let hull = routes[dimension].hull(of: units, in: made, extent: extent),
          hull.intersection(Interval(0, extent - 1)) == hull
        else { return nil }
        hulls[dimension] = hull
      }
      if hulls.isEmpty { return nil }
      reads.append(Read(input: input, hulls: hulls, leavesOut: leavesOut(input, of: value, routes)))
    }
    return reads
  }

  /// Whether no unit of a value reads some channel of an input.
  private func leavesOut(
    _ input: ValueReference, of value: ValueReference, _ routes: [Route]
  ) -> Bool {
    guard let from = shape(of: input), let to = shape(of: value) else { return true }
    let field = report.layers[input.node].outputs[input.output].fields[source]
    return routes.enumerated().contains { dimension, route in
      guard !field.axes.contains(where: { $0.lies(in: dimension) }),
        case .along(let output, let map) = route,
        !map.isIdentity || from[dimension] != to[output],
        let extent = from[dimension].constant, let units = to[output].constant
      else { return false }
      let read = try? map.pullBack(PositionSet(Interval(0, units - 1)), extent: extent)
      return read != PositionSet(Interval(0, extent - 1))
    }
  }
}

extension InteriorUnits {
  private func dimension(of value: ValueReference) -> Int? {
    let axes = report.layers[value.node].outputs[value.output].fields[source].axes
    return axes.indices.contains(axis) ? axes[axis].dimension : nil
  }

  private func shape(of value: ValueReference) -> Shape? {
    report.layers[value.node].outputs[value.output].shape.value
  }

  private func routes(to value: ValueReference) -> [[Route]]? {
    let node = report.graph.nodes[value.node]
    let inputs = node.inputs.compactMap { shape(of: $0) }
    let outputs = report.layers[value.node].outputs.compactMap(\.shape.value)
    guard inputs.count == node.inputs.count,
      outputs.count == report.layers[value.node].outputs.count
    else { return nil }
    let site = Site(inputs: inputs, outputs: outputs)
    return try? report.rules(node).routes(output: value.output, site)
  }
}
