import RFKit

/// `rfcalc solve --tile`: how an image is cut up.
extension SolveCommand {
  func tiles(_ text: String) throws(Failure) -> Outcome {
    try requireAlone(.tile)
    guard let size = Int(text), size >= 1 else {
      throw .usage(.malformedValue(.tile, text, expected: "a size of at least 1, such as 512"))
    }
    let (problem, lengths) = try SizeLoader(arguments: arguments, context: context).tiled()
    let report = problem.report
    let layer: Int
    if let name = arguments[.at] {
      do throws(Diagnostic) { layer = try report.requireIndex(of: name) } catch {
        throw .diagnostic(error)
      }
    } else {
      guard let last = report.graph.outputs.first?.value.node else {
        throw .sizes(.noOutput, report)
      }
      layer = last
    }
    let plan: TilePlan
    do throws(TileProblem) { plan = try problem.tiles(size, of: layer) } catch {
      throw .tiles(error, layer: report.layers[layer].name)
    }
    return formatting.outcome(
      of: page(
        plan, of: report, size, lengths: lengths?.count == plan.axes.count ? lengths : nil))
  }

  /// - Parameter lengths: of the image, where it is given.
  private func page(
    _ plan: TilePlan, of report: Report, _ size: Int, lengths: [Int]?
  ) -> RemarkPage {
    var columns: [Table.Heading] = [
      .left("axis"), .right("tile"), .right("haloBefore", "halo before"),
      .right("haloAfter", "halo after"), .right("step"), .right("period", "steps are multiples of"),
      .right("units"), .right("kept"),
    ]
    if lengths != nil { columns += [.right("tiles"), .right("length", "together")] }
    var rows: [[Cell]] = []
    for (index, axis) in plan.axes.enumerated() {
      var row: [Cell] = [
        .text(AxisWords(axis: index, of: report.axes[0]).name), .count(Dim(axis.tile)),
        .fraction(axis.haloBefore), .fraction(axis.haloAfter), .count(Dim(axis.step)),
        .count(Dim(axis.period)), .count(Dim(axis.units)),
        .text("\(axis.kept.lowerBound)…\(axis.kept.lowerBound + axis.unitStep - 1)"),
      ]
      if let lengths {
        let grid = axis.grid(for: lengths[index])
        row += [.count(Dim(grid.tiles)), .count(Dim(grid.length))]
      }
      rows.append(row)
    }
    let name = report.moduleOrLayer(plan.layer)
    var remarks: [Message] = [
      "Of each tile the kept units of \(name) see nothing but the tile, and are those of the whole image; the next tile "
        + "begins a step further on. Where a tile ends with the image, all its units there are kept."
    ]
    if let smaller = plan.axes.first(where: { $0.tile < size }) {
      remarks.append(
        "\(Digits.grouped(smaller.tile)) is the next smaller size that the network takes and reads all of."
      )
    }
    if lengths != nil {
      remarks.append("Together: how long the tiles are; what the image lacks of it is padded.")
    }
    return RemarkPage(
      Table(columns: columns, rows: rows), remarks, title: "\(report.title): tiles of \(size)",
      schema: "rfcalc/tiles/1")
  }
}

extension Failure {
  fileprivate static func tiles(_ error: TileProblem, layer: String) -> Failure {
    switch error {
    case .everything(let name):
      .other(
        "Units of '\(name)' see the whole image, so no tile tells what they are; '\(Option.at.usage)' names a layer "
          + "before.", .usage)
    case .unknown(let reason):
      .other(
        "What tiles of '\(layer)' have in common with the image is unknown: \(reason).", .badInput)
    case .noSize(let symbol, let most):
      .other(
        "No \(symbol) up to \(most) is taken by the network. Please give a larger tile.", .usage)
    case .tooSmall(let tile, let field, let period):
      .other(
        "In a tile of \(tile) too few units of '\(layer)' see nothing but the tile: fields are \(field) long, and steps "
          + "are multiples of \(period). Please give a larger tile.", .usage)
    }
  }
}
