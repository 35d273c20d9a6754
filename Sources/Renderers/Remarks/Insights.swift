import Analyses
import ConvArithmetic
import LayerGraph

/// What is worth knowing about a network, in plain words; each said only when it is so.
struct Insights {
  let report: Report
  let rows: [Row]

  var remarks: [Remark] {
    let misalignment = Misalignment(report: report).lines
    return (memory + constants + coverage + waste + misalignment + holes).map { .insight($0) }
  }

  /// Bytes, where they are numbers.
  private var memory: [String] {
    let total = report.total
    guard let parameters = total.parameterBytes.value?.constant,
      let activations = total.activationBytes.value?.constant
    else { return [] }
    var line =
      "Parameters take \(Digits.bytes(parameters)), activations \(Digits.bytes(activations))"
    if let peak = total.peakActivationBytes.value?.constant {
      line += " (\(Digits.bytes(peak)) at once)"
    }
    return [line + "."]
  }

  private var constants: [String] { Constants(report: report).remark.map { [$0] } ?? [] }

  /// The first line from which on the field of a unit in the middle covers the whole image.
  private var coverage: [String] {
    guard let size = report.sourceSize, !size.isEmpty else { return [] }
    let reached = rows.filter { report.layers[$0.layer].field.isReached }
    let covering = reached.reversed().prefix { report.coversSource(report.layers[$0.layer]) }
    guard let first = covering.last else { return [] }
    let isSeenByAll = covering.allSatisfy { report.layers[$0.layer].field.isGlobal }
    let name = first.name.visible
    let image = size.count == 1 ? "\(size[0])" : size.map(String.init).joined(separator: "×")
    let source = report.looksAtInputs ? "input" : report.name(ofSource: 0).visible
    return [
      isSeenByAll
        ? "Every unit sees the whole \(image) \(source) from \(name) on."
        : "The field of a middle unit covers the whole \(image) \(source) from \(name) on."
    ]
  }

  /// Positions of an input, at its edges or inside, that no output reads.
  private var waste: [String] {
    guard report.looksAtInputs else { return [] }
    return report.inputs.indices.compactMap { input in
      guard case .known(let axes) = report.positionsRead(ofInput: input),
        let waste = Waste(read: axes, shape: report.shape(ofSource: input).value)
      else { return nil }
      let name = report.inputs.count > 1 ? " of \(report.name(ofSource: input).visible)" : ""
      return "\(waste)\(name)" + " never read."
    }
  }

  private var holes: [String] {
    var (lines, last): ([String], Rational) = ([], 1)
    for row in rows {
      let layer = report.layers[row.layer]
      // Holes stay once they are there: only where they grow is news.
      guard let share = layer.field.worstCoverage, share < last else { continue }
      last = share
      let seen = "its units see \(Digits.percent(share)) of their field"
      lines.append("\(row.name.visible) reads with holes: \(seen).")
    }
    return Self.capped(lines, more: "lines have holes")
  }

  private static func capped(_ lines: [String], more: String) -> [String] {
    let shown = 3
    guard lines.count > shown else { return lines }
    return Array(lines.prefix(shown)) + ["In \(lines.count - shown) more places \(more)."]
  }
}

extension Field {
  /// The least coverage over the axes that have a closed form.
  var worstCoverage: Rational? {
    axes.compactMap { $0.local?.value?.coverage.value ?? nil }.min()
  }
}

extension Report {
  /// The spatial sizes of the first source, where all are numbers.
  var sourceSize: [Int]? {
    guard !sources.isEmpty, let shape = shape(ofSource: 0).value else { return nil }
    let sizes = shape.dims.dropFirst(Shape.firstSpatialDimension).map(\.constant)
    return sizes.contains(nil) ? nil : sizes.compactMap { $0 }
  }

  /// Whether the unit in the middle sees from the first to the last position of every axis.
  func coversSource(_ layer: LayerReport) -> Bool {
    guard let output = layer.outputs.first, let field = output.fields.first, field.isReached,
      !field.axes.isEmpty
    else { return false }
    return field.axes.indices.allSatisfy { axis in
      if field.axes[axis].isGlobal { return true }
      guard let local = field.axes[axis].local?.value, local.isAnchored else { return false }
      let lengths = lengths(of: output, axis: axis)
      guard let units = lengths.units.value, let positions = lengths.positions.value,
        let hull = try? local.map.hull(of: (units - 1) / 2)
      else { return false }
      return !hull.isEmpty && hull.lower <= 0 && hull.upper >= positions - 1
    }
  }
}
