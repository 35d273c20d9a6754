public import Analyses
public import LayerGraph

extension Report {
  /// Writes the report as it is made, in pieces of some tens of kilobytes: what `rendered(as:_:)` gives as a
  /// string. JSON and CSV take no memory to speak of, however many layers there are; tables for people take as
  /// much as they have text, as columns are as wide as their widest cell.
  ///
  ///     report.write(.json, to: &file)      // file: any stream of the standard library
  ///
  /// - Complexity: O(layers × columns), JSON O(layers × inputs).
  public func write(
    _ format: OutputFormat, _ options: RenderOptions = RenderOptions(),
    to stream: inout some TextOutputStream
  ) {
    TextOutput.writing(to: &stream) { write(format, options, to: $0) }
  }

  package func write(_ format: OutputFormat, _ options: RenderOptions, to output: TextOutput) {
    format.write(page(options), options.look, to: output)
  }

  package func page(_ options: RenderOptions) -> any Page {
    if options.showsFindings { return FindingsPage(self) }
    return ReportPage(self, options)
  }

  /// The report in any format.
  /// - Complexity: O(layers × columns), JSON O(layers × inputs).
  public func rendered(
    as format: OutputFormat, _ options: RenderOptions = RenderOptions()
  ) -> String {
    TextOutput.text { write(format, options, to: $0) }
  }

  /// The table for a terminal: a header line, the layers, the totals, and what is worth knowing.
  public func text(_ options: RenderOptions = RenderOptions()) -> String {
    rendered(as: .text, options)
  }

  /// A Markdown table with the conditions its numbers stand on, and nothing else.
  public func markdown(_ options: RenderOptions = RenderOptions()) -> String {
    rendered(as: .markdown, options)
  }

  /// A Markdown table of these columns.
  public func markdown(columns: [Column], depth: RenderOptions.Depth = .oneScreen) -> String {
    markdown(RenderOptions(columns: columns, depth: depth))
  }

  /// Comma-separated values (RFC 4180, LF line ends): a header, one line per row, raw numbers, no
  /// totals.
  public func csv(_ options: RenderOptions = RenderOptions()) -> String {
    rendered(as: .csv, options)
  }

  /// Everything the report holds; with columns chosen, the rows of that table instead of all
  /// layers.
  public func json(_ options: RenderOptions = RenderOptions()) -> String {
    rendered(as: .json, options)
  }
}

// All about one layer or module.
extension Report {
  /// The columns of the table as lines, in any format.
  /// - Throws: a `Diagnostic` when there is no such layer, with the nearest name.
  public func rendered(
    as format: OutputFormat, of name: String, _ options: RenderOptions = RenderOptions()
  ) throws(Diagnostic) -> String {
    let page = try page(of: name, options)
    return TextOutput.text { format.write(page, options.look, to: $0) }
  }

  /// - Throws: a `Diagnostic` when there is no such layer, with the nearest name.
  package func page(
    of name: String, _ options: RenderOptions
  ) throws(Diagnostic) -> some Page {
    try LayerPage(self, name, options)
  }

  /// Title and facts for a terminal.
  /// - Throws: a `Diagnostic` when there is no such layer, with the nearest name.
  public func text(
    of name: String, _ options: RenderOptions = RenderOptions()
  ) throws(Diagnostic) -> String {
    try rendered(as: .text, of: name, options)
  }

  /// A Markdown table of two columns.
  /// - Throws: a `Diagnostic` when there is no such layer, with the nearest name.
  public func markdown(
    of name: String, _ options: RenderOptions = RenderOptions()
  ) throws(Diagnostic) -> String {
    try rendered(as: .markdown, of: name, options)
  }

  /// A header and one line of comma-separated values.
  /// - Throws: a `Diagnostic` when there is no such layer, with the nearest name.
  public func csv(
    of name: String, _ options: RenderOptions = RenderOptions()
  ) throws(Diagnostic) -> String {
    try rendered(as: .csv, of: name, options)
  }

  /// The layer or module as it stands in `json()` and where it lies, as columns tell; with columns
  /// chosen, only those.
  /// - Throws: a `Diagnostic` when there is no such layer, with the nearest name.
  public func json(
    of name: String, _ options: RenderOptions = RenderOptions()
  ) throws(Diagnostic) -> String {
    try rendered(as: .json, of: name, options)
  }
}

extension RenderOptions {
  package var look: Look { Look(width: width, usesColor: usesColor) }
}
