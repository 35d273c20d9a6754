import Analyses
import ConvArithmetic
import Escaping
import LayerGraph

/// From where on all layers that read the first source cover it, whatever lines the table has.
struct Coverage {
  let report: Report

  var line: Message? {
    guard let size = report.sourceSize, !size.isEmpty else { return nil }
    let sources = Set(report.inputs + report.sources.map(\.node))
    func isReading(_ index: Int) -> Bool {
      !sources.contains(index) && report.layers[index].reads
    }
    var (first, isSeenByAll): (Int?, Bool) = (nil, true)
    for index in report.layers.indices.reversed() where isReading(index) {
      let layer = report.layers[index]
      guard report.coversSource(layer) else { break }
      first = index
      if isSeenByAll { isSeenByAll = layer.isSeenByAll }
    }
    guard let first else { return nil }
    let image = size.count == 1 ? "\(size[0])" : size.map(String.init).joined(separator: "×")
    let source = report.looksAtInputs ? "input" : report.name(ofSource: 0)
    let seen: Message = "the whole \(image) \(source) from \(name(of: first, isReading)) on."
    return isSeenByAll
      ? "Every unit sees \(seen)" : "The field of a middle unit covers \(seen)"
  }

  /// The outermost module that begins with a layer, so that all of it covers as well, or the layer.
  private func name(of first: Int, _ isReading: (Int) -> Bool) -> String {
    let module = report.modules.first { module in
      module.layers.contains(first) && module.layers.first(where: isReading) == first
    }
    return module?.name ?? report.layers[first].name
  }
}

extension LayerReport {
  /// Whether an output sees something of the first source.
  fileprivate var reads: Bool { outputs.contains { $0.fields.first?.isReached ?? false } }

  /// Whether each unit of each output sees all of it, or the output nothing.
  fileprivate var isSeenByAll: Bool {
    outputs.allSatisfy { output in
      output.fields.first.map { $0.isGlobal || !$0.isReached } ?? true
    }
  }
}

extension Report {
  /// The spatial sizes of the first source, where all are numbers.
  fileprivate var sourceSize: [Int]? {
    guard !sources.isEmpty, let shape = shape(ofSource: 0).value else { return nil }
    let sizes = shape.dims.dropFirst(Shape.firstSpatialDimension).map(\.constant)
    return sizes.contains(nil) ? nil : sizes.compactMap { $0 }
  }

  /// Whether the unit in the middle of each output sees from the first to the last position of every axis.
  fileprivate func coversSource(_ layer: LayerReport) -> Bool {
    layer.outputs.allSatisfy { output in
      guard let field = output.fields.first, field.isReached else { return true }
      return !field.axes.isEmpty && field.axes.indices.allSatisfy { covers(output, axis: $0) }
    }
  }

  private func covers(_ output: OutputReport, axis: Int) -> Bool {
    let field = output.fields[0].axes[axis]
    if field.isGlobal { return true }
    guard let local = field.local?.value, local.isAnchored else { return false }
    let lengths = lengths(of: output, axis: axis)
    guard let units = lengths.units.value, let positions = lengths.positions.value,
      let hull = try? local.map.hull(of: (units - 1) / 2)
    else { return false }
    return !hull.isEmpty && hull.lower <= 0 && hull.upper >= positions - 1
  }
}
