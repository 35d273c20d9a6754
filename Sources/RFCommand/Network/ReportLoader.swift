import RFKit

/// The report that the options shared by `rfcalc` and `rfcalc region` ask for.
struct ReportLoader {
  let arguments: Arguments
  let context: Context
  /// In place of those of the command line.
  var inputs: InputShapes?

  func load() throws(Failure) -> Report {
    var options = try Report.Options(arguments)
    let layouts = try InputLayouts(arguments)
    let network = try NetworkLoader(arguments: arguments, context: context, inputs: inputs).load()
    (options.layouts, options.layoutsByName) = (layouts.ofRanks, layouts.byName)
    options.findsAxes = !network.isChannelsFirst
    options.assumptions = try options.assumptions.calling(sizesOf: network.graph, arguments)
    if let name = options.assumptions.stranger(among: Set(network.graph.openSizes)) {
      throw .notOpen(name, in: network.graph, typed: arguments[.assume] ?? "")
    }
    let report: Report
    do throws(Failure) { report = try network.report(options) } catch {
      // Of what it is asked itself, `solve` says more.
      guard inputs == nil, case .other(let message, let code) = error, code == .badInput,
        let fitting = SizesThatFit(network: network, options: options).message
      else { throw error }
      throw .other("\(message)\n\(fitting)", code)
    }
    try layouts.requireUse(in: report, of: network)
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

  /// The first name that is neither open nor in what an open size is said to be: "W = 2*K, K = 2*J" says what K is.
  fileprivate func stranger(among open: Set<String>) -> String? {
    let inside = symbolsOfFormulas
    return symbols.first { name in
      let isStep = formula(of: name).map { inside.isSuperset(of: $0.symbols) } ?? false
      return !open.contains(name) && !inside.contains(name)
        && !(isStep && symbols.contains { open.contains($0) && shares(name, with: $0) })
    }
  }

  /// Whether two formulas are of a common symbol.
  private func shares(_ one: String, with other: String) -> Bool {
    guard let one = formula(of: one), let other = formula(of: other) else { return false }
    return !Set(one.symbols).isDisjoint(with: other.symbols)
  }
}
