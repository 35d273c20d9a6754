package import Analyses
import ConvArithmetic
import Escaping
package import LayerGraph

/// One row with more columns than a table has room for.
package struct LayerDetail {
  private let report: Report
  private let name: String
  private let options: RenderOptions
  private let row: Row
  private let columns: [Column]
  private let facts: [(title: String, cell: Cell)]
  private let style: CellStyle

  /// - Throws: a `Diagnostic` when there is no such layer, with the nearest name.
  package init(
    _ report: Report, _ name: String, _ options: RenderOptions
  ) throws(Diagnostic) {
    let index = try report.requireIndex(of: name)
    // A file can have a value of a module's name, which another layer makes.
    let module =
      report.layers[index].name == name
      ? nil : report.modules.first { $0.name == name && $0.layers.last == index }
    let row = module.map { Row(module: $0) } ?? Row(layer: index, of: report)
    let context = RowContext(
      report: report, pixelOrigin: options.pixelOrigin, of: [row.layer])
    (self.report, self.name, self.options, self.row) = (report, name, options, row)
    columns = options.columns ?? Column.allCases
    style = CellStyle(assumptions: report.options.assumptions)
    facts = columns.map { ($0.title, $0.cell(of: row, report.layers[row.layer], in: context)) }
  }

  func text(_ format: ReportFormat) -> String { TextOutput.text { write(format, to: $0) } }

  package func write(_ format: ReportFormat, to output: TextOutput) {
    switch format {
    case .text: writeText(to: output)
    case .markdown: writeMarkdown(to: output)
    case .csv: table.writeCSV(to: output)
    case .json:
      JSONValue.object(report.head(options) + [("layer", .object(members))]).write(to: output)
    }
  }

  private func writeText(to output: TextOutput) {
    let paint = options.usesColor ? Paint.ansi : .plain
    let width = facts.map { DisplayWidth.of($0.title) }.max() ?? 0
    output.write(paint.bold("\(name) of \(report.title)"))
    output.write("\n\n")
    for fact in lines {
      output.write(paint.dim(Message(escaping: fact.title.padded(to: width, .left))))
      output.write("  \(all: style.text(fact.cell))\n" as Message)
    }
    let conditions = conditions
    if !conditions.isEmpty { output.write("\n") }
    for line in conditions {
      output.write(line.wrapped(to: options.width ?? 80))
    }
  }

  private func writeMarkdown(to output: TextOutput) {
    let table = Table(
      columns: [
        Table.Heading(key: "fact", title: "fact", alignment: .left),
        Table.Heading(key: "value", title: name, alignment: .left),
      ],
      rows: lines.map { [.text($0.title), .text(style.text($0.cell))] })
    table.writeMarkdown(to: output, style)
    let conditions = conditions
    if !conditions.isEmpty { output.write("\n") }
    for line in conditions { output.write("- \(line)\n" as Escaped<Markdown>) }
  }

  private var members: [(String, JSONValue)] {
    let facts = zip(columns, facts).map { ($0, $1.cell.json) }
    if options.columns != nil { return facts.map { ($0.rawValue, $1) } }
    let places: [Column] = [.output, .field, .jump, .start, .padding, .coverage, .alignment]
    return report.members(of: row, options)
      + facts.filter { places.contains($0.0) }.map { ($0.rawValue, $1) }
  }

  /// Without the name, which stands above.
  private var lines: [(title: String, cell: Cell)] {
    facts.filter { $0.title != Column.layer.title }
  }

  private var table: Table {
    Table(columns: columns.map(\.heading), rows: [facts.map(\.cell)])
  }

  private var conditions: [Message] {
    Conditions(report: report, signs: table.signs).remarks.map(\.text) + tensors
  }

  /// What decided whether its numbers are learned, where that isn't plain.
  private var tensors: [Message] {
    row.isModule || options.columns != nil
      ? [] : report.layers[row.layer].tensors.map(\.remark)
  }
}
