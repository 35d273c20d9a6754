import RFKit

/// What holds for every report.
enum ReportLaws {
  static func check(_ report: Report) throws {
    try checkTexts(report)
    let places = report.layers.indices
    for index in Set([places.lowerBound, places.upperBound / 2, places.upperBound - 1])
    where places.contains(index) {
      let name = report.layers[index].name
      try checkText(of: name, in: report)
      try checkRegions(of: report.layers[index], in: report)
      do { _ = try report.lookingAt(name) } catch { try CleanText.check(error) }
    }
    if !report.inputs.isEmpty { _ = report.positionsRead() }
  }

  /// Every format can be made of every report.
  private static func checkTexts(_ report: Report) throws {
    let whole = RenderOptions(columns: Column.allCases, depth: .all, pixelOrigin: .half)
    try CleanText.check(report.text(RenderOptions(width: 40)), "a table as text")
    try CleanText.check(report.markdown(whole), "a table as Markdown")
    try CleanText.check(report.csv(whole).replacing("\r\n", with: "\n"), "a table as CSV")
    try CleanText.check(report.json(whole), "a table as JSON")
    try CleanText.check(report.json(), "a report as JSON")
  }

  private static func checkText(of name: String, in report: Report) throws {
    do {
      try CleanText.check(report.text(of: name), "a layer as text")
      try CleanText.check(report.markdown(of: name), "a layer as Markdown")
      try CleanText.check(report.json(of: name), "a layer as JSON")
    } catch let broken as BrokenLaw { throw broken } catch {
      throw BrokenLaw(law: "every layer is found by its name", evidence: "\(name): \(error)")
    }
  }

  /// What a unit sees lies in the image, and in the hull that the closed form says, where that meets no
  /// border: behind one, padding, rolled windows and interpolation show the image elsewhere.
  private static func checkRegions(of layer: LayerReport, in report: Report) throws {
    guard let sizes = layer.shape.value?.sizes else { return }
    let axes = sizes.count > 2 ? Array(sizes.dropFirst(2)) : sizes.suffix(1)
    let units = [axes.map { _ in 0 }, axes.map { $0 / 2 }, axes.map { $0 - 1 }]
    for unit in units {
      let region: Region
      do { region = try report.region(of: layer.name, unit: unit) } catch {
        try CleanText.check(error)
        continue
      }
      for axis in region.axes where !axis.positions.isEmpty {
        let seen = axis.positions.hull
        let evidence = "\(layer.name) \(unit): \(axis)"
        try require(
          "a region lies in the image", seen.lower >= 0 && seen.upper < axis.length, evidence)
        if case .known(.nothing) = axis.field {
          try require("a region lies in the field", report.graph.showsTheImageElsewhere, evidence)
        }
        guard let field = axis.unclipped, field.lower >= 0, field.upper < axis.length else {
          continue
        }
        try require(
          "a region lies in the field",
          field.lower <= seen.lower && seen.upper <= field.upper
            || report.graph.showsTheImageElsewhere,
          evidence)
      }
    }
  }
}

extension Graph {
  /// Whether some border shows a part of the image in another place.
  fileprivate var showsTheImageElsewhere: Bool {
    nodes.contains { node in
      switch node.operation {
      case .convolution(let layer): layer.paddingMode != .zeros
      case .pad(let layer): layer.mode != .zeros
      // Resizing reads the last place again where it would read behind it.
      case .tile, .resize: true
      default: false
      }
    }
  }
}
