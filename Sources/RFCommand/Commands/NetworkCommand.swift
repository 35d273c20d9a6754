import RFKit

/// `rfcalc <network>`: the table of its layers, or with `--at` all about one of them; with
/// `--format graph` the network itself.
struct NetworkCommand: Command {
  static let manual = Manual(
    arguments: "<network>",
    abstract: "Shapes, receptive fields, parameters and arithmetic of a convolutional network, "
      + "without running it.",
    discussion: [
      "The network is a name of the zoo (see 'rfcalc models'), a file with an ONNX model (.onnx), a "
        + "graph (.json) or a layer string (.rf, see 'rfcalc help layers'), or - for one of these on "
        + "standard input. An option given twice counts as given last."
    ],
    examples: [
      "rfcalc resnet50", "rfcalc --layers \"conv3s1p1c64,relu,pool2s2\" --input 3xHxW",
    ],
    positionals: [Manual.network],
    options: Option.networks + Option.reports + Option.tables
      + [.columns, .depth, .rate, .anchors, .findings],
    lists: [
      Limits.list,
      ("COLUMNS", Column.allCases.map { ($0.rawValue, $0.summary) }),
      ("SUBCOMMANDS", Subcommand.words.map { ($0.rawValue, $0.manual.abstract) }),
    ])

  let arguments: Arguments
  let context: Context

  func run() throws(Failure) -> Outcome {
    if arguments.asksForGraph { return try graph() }
    let formatting = formatting
    let options = try renderOptions(formatting)
    if arguments.has(.at), arguments.has(.depth) { throw .usage(.exclusive(.at, .depth)) }
    for option in [Option.at, .depth] where arguments.has(option) && arguments.has(.anchors) {
      throw .usage(.exclusive(option, .anchors))
    }
    for option in [Option.at, .depth, .columns, .rate, .anchors]
    where arguments.has(option) && arguments.has(.findings) {
      throw .usage(.exclusive(option, .findings))
    }
    let report = try ReportLoader(arguments: arguments, context: context).load()
    if options.rate != nil { try requireTime(in: report) }
    guard let layer = arguments[.at] else {
      return formatting.outcome(of: report.page(options))
    }
    do throws(Diagnostic) {
      return formatting.outcome(of: try report.page(of: layer, options))
    } catch {
      throw .diagnostic(error)
    }
  }

  /// The network itself, with the inputs that were given.
  private func graph() throws(Failure) -> Outcome {
    let ofReports: [Option] = [
      .columns, .depth, .anchors, .findings, .at, .on, .assume, .dtype, .pixelOrigin, .rate,
    ]
    for option in ofReports where arguments.has(option) {
      throw .usage(
        .notWith(option, "'--format graph' writes the network, not what is known of it"))
    }
    let network = try NetworkLoader(arguments: arguments, context: context).load()
    do throws(Diagnostic) {
      return Outcome(write: try GraphDocument(network.graph).write)
    } catch {
      throw .diagnostic(error)
    }
  }

  private func renderOptions(_ formatting: Formatting) throws(Failure) -> RenderOptions {
    var options = RenderOptions(
      columns: try columns(), depth: try depth(),
      pixelOrigin: arguments.choice(.pixelOrigin, arguments.has(.anchors) ? .half : .zero),
      rate: try rate(), width: formatting.width, usesColor: formatting.usesColor)
    options.showsAnchors = arguments.has(.anchors)
    options.showsFindings = arguments.has(.findings)
    if options.showsAnchors, options.columns == nil { options.columns = Column.anchors }
    // JSON without columns is the whole report, in which a depth would mean nothing.
    if formatting.format == .json, arguments.has(.depth), options.columns == nil {
      options.columns = options.rate == nil ? Column.standard : Column.ofSamples
    }
    return options
  }

  private func columns() throws(Failure) -> [Column]? {
    guard let text = arguments[.columns] else { return nil }
    var columns: [Column] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let name = String(part).trimmed
      guard let column = Column(rawValue: name.lowercased()) else {
        throw .usage(.unknownColumn(name))
      }
      if columns.contains(column) { throw .usage(.repeatedColumn(name)) }
      if column.positions != nil, !arguments.has(.rate) {
        throw .usage(.columnNeeds(column.rawValue, .rate))
      }
      columns.append(column)
    }
    return columns
  }

  private func rate() throws(Failure) -> Rational? {
    guard let text = arguments[.rate] else { return nil }
    if let rate = Rational(hertz: text) { return rate }
    throw .usage(
      .malformedValue(.rate, text, expected: "samples in a second, such as 16000 or 44.1k"))
  }

  /// Times are those of positions along one axis.
  private func requireTime(in report: Report) throws(Failure) {
    guard let axes = report.axes.first, axes.dimensions.count != 1 else { return }
    let name = report.name(ofSource: 0)
    let shape = report.layers[report.sources[0].node].shape.value?.description ?? "?"
    let count = axes.dimensions.count
    throw .usage(
      .notWith(
        .rate,
        "times are along one axis, but '\(name)' of \(shape) has \(count == 0 ? "none" : "\(count)"); "
          + "'\(Option.layout.name)' says which dimensions are axes"))
  }

  private func depth() throws(Failure) -> RenderOptions.Depth {
    guard let text = arguments[.depth] else { return .oneScreen }
    if text == "all" { return .all }
    guard let levels = Int(text), levels >= 1 else {
      throw .usage(.malformedValue(.depth, text, expected: "a number of at least 1, or 'all'"))
    }
    return .levels(levels)
  }
}
