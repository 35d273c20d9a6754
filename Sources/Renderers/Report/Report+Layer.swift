public import Analyses
public import LayerGraph

// All about one layer or module: the columns of the table as lines.
extension Report {
  /// Title and facts for a terminal.
  /// - Throws: a `Diagnostic` when there is no such layer, with the nearest name.
  public func text(
    of name: String, _ options: RenderOptions = RenderOptions()
  ) throws(Diagnostic) -> String {
    try LayerDetail(self, name, options).text(.text)
  }

  /// A Markdown table of two columns.
  /// - Throws: a `Diagnostic` when there is no such layer, with the nearest name.
  public func markdown(
    of name: String, _ options: RenderOptions = RenderOptions()
  ) throws(Diagnostic) -> String {
    try LayerDetail(self, name, options).text(.markdown)
  }

  /// A header and one line of comma-separated values.
  /// - Throws: a `Diagnostic` when there is no such layer, with the nearest name.
  public func csv(
    of name: String, _ options: RenderOptions = RenderOptions()
  ) throws(Diagnostic) -> String {
    try LayerDetail(self, name, options).text(.csv)
  }

  /// The layer or module as it stands in `json()` and where it lies, as columns tell; with columns
  /// chosen, only those.
  /// - Throws: a `Diagnostic` when there is no such layer, with the nearest name.
  public func json(
    of name: String, _ options: RenderOptions = RenderOptions()
  ) throws(Diagnostic) -> String {
    try LayerDetail(self, name, options).text(.json)
  }
}
