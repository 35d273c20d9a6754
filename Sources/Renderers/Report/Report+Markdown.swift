public import Analyses
import Escaping

extension Report {
  /// A Markdown table with the conditions its numbers stand on, and nothing else.
  /// - Complexity: O(layers × columns).
  public func markdown(_ options: RenderOptions = RenderOptions()) -> String {
    TextOutput.text { write(.markdown, options, to: $0) }
  }

  func writeMarkdown(_ options: RenderOptions, to output: TextOutput) {
    let rendering = Rendering(self, options)
    let texts = rendering.texts(by: Markdown.self)
    texts.write(to: output)
    let lines = texts.notes + rendering.conditions(texts.signs).map(\.text)
    if !lines.isEmpty { output.write("\n") }
    for line in lines { output.write("- \(line)\n" as Escaped<Markdown>) }
  }

  /// A Markdown table of these columns.
  public func markdown(columns: [Column], depth: RenderOptions.Depth = .oneScreen) -> String {
    markdown(RenderOptions(columns: columns, depth: depth))
  }

  /// Comma-separated values (RFC 4180, LF line ends): a header, one line per row, raw numbers, no
  /// totals.
  /// - Complexity: O(layers × columns).
  public func csv(_ options: RenderOptions = RenderOptions()) -> String {
    TextOutput.text { write(.csv, options, to: $0) }
  }

  func writeCSV(_ options: RenderOptions, to output: TextOutput) {
    var table = Rendering(self, options).table
    table.total = nil
    table.writeCSV(to: output)
  }
}
