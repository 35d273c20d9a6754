import Analyses
import ConvArithmetic
import LayerGraph

/// Units whose field meets no border of any value between them and the image. Only for these must the closed
/// form equal the measurement: the field of any other unit is cut off, or goes on in the padding.
///
/// Only the choice of what to compare rests on this; a wrong route leads to another unit, not to another
/// measurement. One instance answers many questions: what lies behind a value is walked through once.
final class InteriorUnits {
  let report: Report
  let source: Int
  private var answers: [Question: Sight] = [:]

  init(report: Report, source: Int) {
    (self.report, self.source) = (report, source)
  }

  /// How much of its closed form a unit really sees.
  enum Sight {
    /// A window on the way passes a border, or can't be told.
    case cut
    /// No window does, but along other dimensions something is left out: channels that were cut away,
    /// or places that all lie in padding.
    case part
    case whole
  }

  /// Units of a value when nothing else is asked for: all that follows from them follows again.
  private struct Question: Hashable {
    let axis: Int
    let needsReading: Bool
    let value: ValueReference
    let units: [Int: Interval]
  }

  /// How much unit `unit` of a value sees along an axis, all units along the other dimensions taken
  /// together.
  func sight(of value: ValueReference, _ unit: Int, along axis: Int) -> Sight {
    let own = walk(from: value, unit, axis, needsReading: false)
    guard own == .whole else { return own }
    let axes = report.layers[value.node].outputs[value.output].fields[source].axes
    for other in axes.indices where other != axis {
      guard let dimension = axes[other].dimension,
        let size = shape(of: value)?[dimension].constant
      else { return .part }
      let isSeen = UnitSample.inward(UnitSample.units(of: size, everyBelow: 16, random: 0, seed: 0))
        .contains { walk(from: value, $0, other, needsReading: true) != .cut }
      if !isSeen { return .part }
    }
    return .whole
  }

  /// Along one axis alone. With `needsReading` every layer between must read something.
  private func walk(
    from value: ValueReference, _ unit: Int, _ axis: Int, needsReading: Bool
  ) -> Sight {
    guard let dimension = dimension(of: value, axis) else { return .cut }
    var sight = Sight.whole
    var wanted = [value: [dimension: Interval(unit, unit)]]
    var asked: [Question] = []
    /// Of how many of them something was left out on the way that followed.
    var parted = 0
    var index = value.node
    while index >= 0, !wanted.isEmpty {
      if wanted.count == 1, let (value, units) = wanted.first {
        let question = Question(
          axis: axis, needsReading: needsReading, value: value, units: units)
        if let known = answers[question] {
          if known != .whole { (sight, parted) = (known, asked.count) }
          break
        }
        asked.append(question)
        index = value.node
      }
      for output in report.layers[index].outputs.indices {
        let made = ValueReference(node: index, output: output)
        guard let units = wanted.removeValue(forKey: made), made != report.sources[source] else {
          continue
        }
        guard let reads = reads(by: units, of: made, axis),
          !needsReading || !reads.contains(where: { $0.hulls.values.contains(where: \.isEmpty) })
        else {
          for question in asked { answers[question] = .cut }
          return .cut
        }
        for read in reads {
          if read.leavesOut { (sight, parted) = (.part, asked.count) }
          wanted[read.input, default: [:]].merge(read.hulls) { $0.hull(with: $1) }
        }
      }
      index -= 1
    }
    for (place, question) in asked.enumerated() {
      answers[question] = sight == .cut ? .cut : place < parted ? .part : .whole
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
  private func reads(
    by units: [Int: Interval], of value: ValueReference, _ axis: Int
  ) -> [Read]? {
    if units.values.contains(where: \.isEmpty) { return [] }
    let layer = report.layers[value.node]
    guard case .known(let readings) = layer.readings(of: value.output) else { return nil }
    var reads: [Read] = []
    for (input, reading) in zip(layer.inputs, readings) where reading.isRead {
      let field = report.layers[input.node].outputs[input.output].fields[source]
      guard field.isReached else { continue }
      guard field.axes.indices.contains(axis), let from = shape(of: input) else { return nil }
      var hulls: [Int: Interval] = [:]
      for dimension in from.dims.indices where field.axes[axis].lies(in: dimension) {
        guard let extent = from[dimension].constant,
          let hull = reading.hull(of: units, along: dimension),
          hull.intersection(Interval(0, extent - 1)) == hull
        else { return nil }
        hulls[dimension] = hull
      }
      if hulls.isEmpty { return nil }
      let leavesOut = from.dims.indices.contains { dimension in
        !field.axes.contains { $0.lies(in: dimension) } && reading.leavesOut(partOf: dimension)
      }
      reads.append(Read(input: input, hulls: hulls, leavesOut: leavesOut))
    }
    return reads
  }
}

extension InteriorUnits {
  private func dimension(of value: ValueReference, _ axis: Int) -> Int? {
    let axes = report.layers[value.node].outputs[value.output].fields[source].axes
    return axes.indices.contains(axis) ? axes[axis].dimension : nil
  }

  private func shape(of value: ValueReference) -> Shape? {
    report.layers[value.node].outputs[value.output].shape.value
  }
}
