import RFKit

/// The report that the options shared by `rfcalc` and `rfcalc region` ask for.
struct ReportLoader {
  let arguments: Arguments
  let context: Context

  func load() throws(Failure) -> Report {
    let options = try options()
    let network = try network()
    let open = network.graph.openSizes
    if let name = options.assumptions.symbols.first(where: { !open.contains($0) }) {
      throw .notOpen(name, in: network.graph, typed: arguments[.assume] ?? "")
    }
    let report = try network.report(options)
    context.warnings.add(network.declaredOtherwise(in: report))
    for option in [Option.at, .on] {
      if let name = arguments[option] { try network.requireNoConstant(name, in: report) }
    }
    do throws(Diagnostic) { return try report.lookingAt(arguments[.on]) } catch {
      throw .diagnostic(error)
    }
  }

  /// The network with the inputs that were given.
  func network() throws(Failure) -> Network {
    try withInputs(try NetworkLoader(arguments: arguments, context: context).load())
  }

  /// Layer strings and files whose sizes are computed had their inputs when they were read.
  private func withInputs(_ network: Network) throws(Failure) -> Network {
    if network.hasInputs { return network }
    let shapes = try InputShapes.parse(arguments)
    if shapes.isEmpty { return network }
    let all = try shapes.shapes(for: network.graph)
    var network = network
    do throws(Diagnostic) {
      network.graph = try network.graph.withInputs(
        all, hasBatch: shapes.shapes.contains(where: \.shape.hasBatch))
      return network
    } catch {
      throw .diagnostic(error)
    }
  }

  private func options() throws(Failure) -> Report.Options {
    Report.Options(
      assumptions: try assumptions(),
      elementType: arguments[.dtype].flatMap { ElementType(rawValue: $0) },
      allowsOpaque: arguments.has(.opaque))
  }

  func assumptions() throws(Failure) -> Assumptions {
    let text = arguments[.assume] ?? ""
    do throws(AssumptionSyntaxError) { return try Assumptions(parsing: text) } catch {
      throw .other(
        TextPlace(ofCharacter: error.offset, in: text).pointed(
          "The value '\(text)' is invalid for '\(Option.assume.usage)': \(error.reason)"), .usage)
    }
  }
}
