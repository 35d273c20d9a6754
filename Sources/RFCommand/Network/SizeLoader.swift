import RFKit

/// The network that a command line names, with the sizes open that it doesn't give.
struct SizeLoader {
  let arguments: Arguments
  let context: Context

  func problem() throws(Failure) -> SizeProblem {
    let report = try ReportLoader(arguments: arguments, context: context).load()
    return try problem(
      report.hasOpenAxes || arguments.has(.input) ? report : try opened(report))
  }

  /// The network with open sizes in place of those of an image, and the image's, where it is given: the network need
  /// not take them.
  func tiled() throws(Failure) -> (problem: SizeProblem, lengths: [Int]?) {
    let loader = ReportLoader(arguments: arguments, context: context)
    guard let given = try InputShapes(arguments).shapes.first, given.name == nil,
      let open = given.shape.shape.openAlongAxes
    else {
      let report = try loader.load()
      return (try problem(report.hasOpenAxes ? report : try opened(report)), nil)
    }
    let report = try ReportLoader(
      arguments: arguments, context: context,
      inputs: InputShapes(ofFirst: InputShape(open, hasBatch: given.shape.hasBatch))
    ).load()
    var lengths: [Int] = []
    for dimension in report.axesOfInputs.first?.dimensions ?? []
    where given.shape.shape.dims.indices.contains(dimension) {
      if let length = given.shape.shape[dimension].constant { lengths.append(length) }
    }
    return (try problem(report), lengths)
  }

  private func problem(_ open: Report) throws(Failure) -> SizeProblem {
    do throws(SizeQuestionError) {
      return try SizeProblem(open) { try numbers($0, in: open) }
    } catch {
      throw .sizes(error, open)
    }
  }

  /// The same network with all axes of its first input open.
  private func opened(_ report: Report) throws(Failure) -> Report {
    guard var shape = report.firstShape, let axes = report.axesOfInputs.first else { return report }
    let letters = axes.layout(ofRank: shape.rank).letters
    let names = Shape.axisNames(count: axes.dimensions.count)
    for (index, dimension) in axes.dimensions.enumerated() {
      let usual = names?[index] ?? "S\(index)"
      let name = axes.letters == nil ? usual : String(letters[dimension])
      shape[dimension] = .symbol(report.graph.openSizes.contains(name) ? name + "0" : name)
    }
    return try load(shape, like: report)
  }

  /// Files are read again, as sizes may decide what is in them.
  private func numbers(_ values: [String: Int], in open: Report) throws(Failure) -> Report {
    guard let shape = open.firstShape else { return open }
    var dims: [Dim] = []
    for dim in shape.dims {
      guard let put = try? dim.substituting(values.mapValues { Dim($0) }) else { return open }
      dims.append(put)
    }
    return try load(Shape(dims), like: open)
  }

  private func load(_ shape: Shape, like report: Report) throws(Failure) -> Report {
    var quiet = context
    quiet.warnings = Warnings()
    let input = InputShape(shape, hasBatch: report.graph.hasBatch)
    return try ReportLoader(
      arguments: arguments, context: quiet, inputs: InputShapes(ofFirst: input)
    ).load()
  }
}

extension Report {
  fileprivate var firstShape: Shape? { inputs.first.flatMap { layers[$0].shape.value } }

  /// Whether a size along an axis of the first input is open.
  fileprivate var hasOpenAxes: Bool {
    guard let shape = firstShape, let axes = axesOfInputs.first else { return false }
    return axes.dimensions.contains { !shape[$0].symbols.isEmpty }
  }
}

extension Failure {
  static func sizes(_ error: SizeQuestionError, _ report: Report) -> Failure {
    switch error {
    case .nothingOpen:
      .other(
        "No size along an axis of the input is open; letters leave sizes open, as in '--input 3xHxW'.",
        .usage)
    case .diagnostic(let diagnostic): .diagnostic(diagnostic)
    case .noOutput:
      .other(
        "No layer of '\(report.graph.name)' has a size along each axis that depends on the input's; "
          + "'\(Option.at.usage)' names the one that is meant.", .usage)
    case .axisCount(let layer, let axes, let given):
      .other(
        "'\(layer)' has \(axes == 1 ? "1 axis" : "\(axes) axes"), but '\(Option.outputSizes.name)' gives \(given) "
          + "\(given == 1 ? "size" : "sizes"). Please give one for each, or one for all.", .usage)
    case .unknownOutput(let layer, let reason):
      .other(
        "How large '\(layer)' is along the axes of the input is unknown: \(reason). '\(Option.at.usage)' names "
          + "another layer.", .usage)
    }
  }
}
