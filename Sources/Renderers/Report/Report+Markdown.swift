public import Analyses

extension Report {
  /// A Markdown table with the conditions its numbers stand on, and nothing else.
  /// - Complexity: O(layers × columns).
  public func markdown(_ options: RenderOptions = RenderOptions()) -> String {
    let rendering = Rendering(self, options, formulasBelow: true)
    let lines = rendering.notes + rendering.conditions.map(\.text)
    let list = lines.map { "- \($0.markdownEscaped)\n" }.joined()
    return rendering.table.markdown(rendering.style) + (list.isEmpty ? "" : "\n" + list)
  }

  /// A Markdown table of these columns.
  public func markdown(columns: [Column], depth: RenderOptions.Depth = .oneScreen) -> String {
    markdown(RenderOptions(columns: columns, depth: depth))
  }

  /// Comma-separated values (RFC 4180, LF line ends): a header, one line per row, raw numbers, no
  /// totals.
  /// - Complexity: O(layers × columns).
  public func csv(_ options: RenderOptions = RenderOptions()) -> String {
    var table = Rendering(self, options, formulasBelow: false).table
    table.total = nil
    return table.csv()
  }
}
