import RFKit

/// The report that the options shared by `rfcalc` and `rfcalc region` ask for.
struct ReportLoader {
  let arguments: Arguments
  let context: Context

  func load() throws(Failure) -> Report {
    let options = try Report.Options(arguments)
    let network = try NetworkLoader(arguments: arguments, context: context).load()
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
}

extension Report.Options {
  init(_ arguments: Arguments) throws(Failure) {
    self.init(
      assumptions: try Assumptions(arguments),
      elementType: arguments[.dtype].flatMap { ElementType(rawValue: $0) },
      allowsOpaque: arguments.has(.opaque))
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
}
