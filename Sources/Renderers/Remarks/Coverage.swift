import Analyses
import ConvArithmetic
import LayerGraph

/// From where on all layers that read the first source cover it, whatever lines the table has.
struct Coverage {
  let report: Report

  var line: String? {
    guard let size = report.sourceSize, !size.isEmpty else { return nil }
    let sources = Set(report.inputs + report.sources.map(\.node))
    let reading = report.layers.indices.filter {
      !sources.contains($0) && report.layers[$0].fields.contains(where: \.isReached)
    }
    let covering = reading.reversed().prefix { report.coversSource(report.layers[$0]) }
    guard let first = covering.last else { return nil }
    let isSeenByAll = covering.allSatisfy { layer in
      report.layers[layer].fields.allSatisfy { $0.isGlobal || !$0.isReached }
    }
    let image = size.count == 1 ? "\(size[0])" : size.map(String.init).joined(separator: "×")
    let source = report.looksAtInputs ? "input" : report.name(ofSource: 0).visible
    let seen = "the whole \(image) \(source) from \(name(of: first, among: reading).visible) on."
    return isSeenByAll
      ? "Every unit sees \(seen)" : "The field of a middle unit covers \(seen)"
  }

  /// The outermost module that begins with a layer, so that all of it covers as well, or the layer.
  private func name(of first: Int, among reading: [Int]) -> String {
    let reading = Set(reading)
    let module = report.modules.first { module in
      module.layers.contains(first) && module.layers.first(where: reading.contains) == first
    }
    return module?.name ?? report.layers[first].name
  }
}

extension LayerReport {
  /// Of each output, on the first source.
  fileprivate var fields: [Field] { outputs.compactMap(\.fields.first) }
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
