public import Analyses

/// The forms of a whole report.
public enum ReportFormat: String, Hashable, Sendable, CaseIterable {
  /// A table for a terminal, and what is worth knowing.
  case text
  case markdown
  /// Raw numbers (RFC 4180).
  case csv
  /// Everything, as `Report.jsonSchema`.
  case json
}

extension Report {
  /// Writes the report as it is made, in pieces of some tens of kilobytes: what `text(_:)`, `markdown(_:)`,
  /// `csv(_:)` and `json(_:)` give as a string. JSON and CSV take no memory to speak of, however many layers
  /// there are; tables for people take as much as they have text, as columns are as wide as their widest cell.
  ///
  ///     report.write(.json, to: &file)      // file: any stream of the standard library
  ///
  /// - Complexity: O(layers × columns), JSON O(layers × inputs).
  public func write(
    _ format: ReportFormat, _ options: RenderOptions = RenderOptions(),
    to stream: inout some TextOutputStream
  ) {
    TextOutput.writing(to: &stream) { write(format, options, to: $0) }
  }

  package func write(_ format: ReportFormat, _ options: RenderOptions, to output: TextOutput) {
    switch format {
    case .text: writeText(options, to: output)
    case .markdown: writeMarkdown(options, to: output)
    case .csv: writeCSV(options, to: output)
    case .json: jsonValue(options).write(to: output)
    }
  }
}
