import RFKit

/// The report that the options shared by `rfcalc` and `rfcalc region` ask for.
struct ReportLoader {
  let arguments: Arguments
  let context: Context

  func load() throws(Failure) -> Report {
    var options = try Report.Options(arguments)
    let network = try NetworkLoader(arguments: arguments, context: context).load()
    let open = network.graph.openSizes
    options.assumptions = try options.assumptions.calling(sizesOf: network.graph, arguments)
    let known = options.assumptions.symbolsOfFormulas.union(open)
    if let name = options.assumptions.symbols.first(where: { !known.contains($0) }) {
      throw .notOpen(name, in: network.graph, typed: arguments[.assume] ?? "")
    }
    let report = try network.report(options)
    try requireUse(of: options.layouts, in: report)
    context.warnings.add(network.declaredOtherwise(in: report))
    for option in [Option.at, .on] {
      if let name = arguments[option] { try network.requireNoConstant(name, in: report) }
    }
    do throws(Diagnostic) { return try report.lookingAt(arguments[.on]) } catch {
      throw .diagnostic(error)
    }
  }

  /// A layout that fits no input was meant for one that has another rank.
  private func requireUse(of layouts: [Layout], in report: Report) throws(Failure) {
    let shapes = report.inputs.compactMap { report.layers[$0].shape.value }
    for layout in layouts where !shapes.contains(where: { $0.rank == layout.rank }) {
      throw .usage(
        .malformedValue(
          .layout, arguments[.layout] ?? "",
          expected: "a letter for each dimension of an input, of which there is "
            + shapes.map(\.description).listed(atMost: 4)))
    }
  }
}

extension Report.Options {
  init(_ arguments: Arguments) throws(Failure) {
    self.init(
      assumptions: try Assumptions(arguments),
      elementType: arguments[.dtype].flatMap { ElementType(rawValue: $0) },
      allowsOpaque: arguments.has(.opaque),
      layouts: try [Layout](arguments))
  }
}

extension [Layout] {
  fileprivate init(_ arguments: Arguments) throws(Failure) {
    self = []
    guard let text = arguments[.layout] else { return }
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let layout = Layout(String(part).trimmed) else {
        throw .usage(
          .malformedValue(.layout, text, expected: "different capital letters, such as NHWC"))
      }
      append(layout)
    }
  }
}

extension Assumptions {
  init(_ arguments: Arguments) throws(Failure) {
    let text = arguments[.assume] ?? ""
    do throws(AssumptionSyntaxError) { self = try Assumptions(parsing: text) } catch {
      throw .other(
        TextPlace(ofCharacter: error.offset, in: text).pointed(
          Option.assume.invalid(text) + ": \(error.reason)"), .usage)
    }
  }

  /// Of the sizes as they are called here, where they were typed as the file calls them.
  fileprivate func calling(
    sizesOf graph: Graph, _ arguments: Arguments
  ) throws(Failure) -> Assumptions {
    var names: [String: String] = [:]
    for (symbol, name) in graph.sizeNames { names[name] = symbol }
    if let renamed = renaming(names) { return renamed }
    throw .other(
      Option.assume.invalid(arguments[.assume] ?? "")
        + ": what is said of a size under two names contradicts itself.", .usage)
  }
}
