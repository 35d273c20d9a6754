import RFKit

/// `rfcalc <network>`: the table of its layers, or with `--at` all about one of them; with
/// `--format graph` the network itself.
struct NetworkCommand {
  let arguments: Arguments
  let context: Context

  init(_ arguments: Arguments, _ context: Context) {
    self.arguments = arguments
    self.context = context
  }

  func text() throws(Failure) -> String {
    if Formatting(arguments, context).format == .graph { return try graph() }
    let options = try renderOptions()
    if arguments.has(.at), arguments.has(.depth) { throw .usage(.exclusive(.at, .depth)) }
    let report = try ReportLoader(arguments: arguments, context: context).load()
    let format = Formatting(arguments, context).format
    if let layer = arguments[.at] {
      do throws(Diagnostic) { return try detail(of: layer, report, format, options) } catch {
        throw .diagnostic(error)
      }
    }
    return switch format {
    case .text: report.text(options)
    case .markdown: report.markdown(options)
    case .json, .graph: report.json(options)
    case .csv: report.csv(options)
    }
  }

  /// The network itself, with the inputs that were given.
  private func graph() throws(Failure) -> String {
    let ofReports: [Option] = [.columns, .depth, .at, .on, .assume, .dtype, .pixelOrigin]
    for option in ofReports where arguments.has(option) {
      throw .usage(
        .notWith(option, "'--format graph' writes the network, not what is known of it"))
    }
    let network = try ReportLoader(arguments: arguments, context: context).network()
    do throws(Diagnostic) { return try network.graph.json() } catch { throw .diagnostic(error) }
  }

  private func detail(
    of layer: String, _ report: Report, _ format: OutputFormat, _ options: RenderOptions
  ) throws(Diagnostic) -> String {
    switch format {
    case .text: try report.text(of: layer, options)
    case .markdown: try report.markdown(of: layer, options)
    case .json, .graph: try report.json(of: layer, options)
    case .csv: try report.csv(of: layer, options)
    }
  }

  private func renderOptions() throws(Failure) -> RenderOptions {
    let formatting = Formatting(arguments, context)
    var options = RenderOptions(
      columns: try columns(), depth: try depth(),
      pixelOrigin: arguments.choice(.pixelOrigin, RenderOptions.PixelOrigin.zero),
      width: formatting.width, usesColor: formatting.usesColor)
    // JSON without columns is the whole report, in which a depth would mean nothing.
    if formatting.format == .json, arguments.has(.depth), options.columns == nil {
      options.columns = Column.standard
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
      columns.append(column)
    }
    return columns
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
