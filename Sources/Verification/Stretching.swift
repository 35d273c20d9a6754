import Analyses
import ConvArithmetic
import LayerGraph

/// A longer image, so that units of every phase meet no border.
struct Stretching {
  private let report: Report
  private let source: Int
  private let axis: Int
  /// Positions after which everything repeats.
  private let unit: Int
  /// How many positions the fields of some layers take, in all their phases.
  private let needed: Int

  /// Longer images are not tried.
  private static let longest = 1 << 14

  init(_ report: Report, source: Int, axis: Int, layers: [Int]) {
    (self.report, self.source, self.axis) = (report, source, axis)
    var (unit, size, turn) = (1, 1, 1)
    for layer in report.layers.prefix(through: layers.last ?? 0) {
      guard let local = layer.outputs.first?.fields[source].local(along: axis) else { continue }
      let advance = abs(local.map.advance)
      if advance > 0, let both = unit.leastMultiple(with: advance), both <= Self.longest {
        unit = both
      }
    }
    for layer in layers {
      guard let local = report.layers[layer].outputs.first?.fields[source].local(along: axis)
      else { continue }
      size = max(size, local.size.value?.upperBound ?? 1)
      turn = max(turn, abs(local.map.advance))
    }
    self.unit = unit
    let (turns, overflow) = size.addingReportingOverflow(2 * min(turn, Self.longest))
    needed = overflow ? .max : turns.addingReportingOverflow(2 * unit).partialValue
  }

  /// Reports of the network up to a layer on longer images, those that are quicker to run first.
  func candidates(until last: Int) -> some Sequence<Report> {
    let graph = report.graph.until(last)
    let shapes = report.inputs.compactMap { report.layers[$0].shape.value }
    let axes = report.axesOfInputs
    let least = (15 + unit) / unit
    return [least, 4 * least, nil].lazy.compactMap { rest -> Report? in
      guard shapes.count == report.inputs.count, needed <= Self.longest else { return nil }
      let stretched = shapes.indices.map {
        resized(shapes[$0], axes[$0].dimensions, rest: rest)
      }
      guard let long = try? graph.withInputs(stretched, hasBatch: graph.hasBatch) else {
        return nil
      }
      return try? Report(
        of: long, options: report.options, rules: report.rules, axesOfInputs: axes)
    }
  }

  /// The axis as long as is needed, but a very long one shorter; the others `rest` units; as they are when that is nil.
  private func resized(_ shape: Shape, _ dimensions: [Int], rest: Int?) -> Shape {
    var shape = shape
    for (axis, dimension) in dimensions.enumerated() {
      guard let length = shape[dimension].constant else { continue }
      if axis == self.axis {
        let whole = length > Self.longest ? length % unit : length
        let missing = max(0, needed - whole)
        shape[dimension] = Dim(whole + (missing + unit - 1) / unit * unit)
      } else if let rest, length > (rest + 1) * unit {
        shape[dimension] = Dim(length % unit + rest * unit)
      }
    }
    return shape
  }
}

extension Field {
  fileprivate func local(along axis: Int) -> LocalField? {
    axes.indices.contains(axis) ? axes[axis].local?.value : nil
  }
}

extension Int {
  /// Nil past 64 bits.
  fileprivate func leastMultiple(with other: Int) -> Int? {
    let (product, overflow) = (self / greatestCommonDivisor(self, other))
      .multipliedReportingOverflow(by: other)
    return overflow ? nil : product
  }
}
