public import Analyses
import ConvArithmetic
import Escaping
public import LayerGraph

// All about one layer or module: the columns of the table as lines.
extension Report {
  /// Title and facts for a terminal.
  /// - Throws: a `Diagnostic` when there is no such layer, with the nearest name.
  public func text(
    of name: String, _ options: RenderOptions = RenderOptions()
  ) throws(Diagnostic) -> String {
    let detail = try LayerDetail(self, name, options)
    let paint = options.usesColor ? Paint.ansi : .plain
    let width = detail.facts.map { DisplayWidth.of($0.title) }.max() ?? 0
    var text = paint.bold("\(name.visible) of \(title)") + "\n\n"
    for fact in detail.lines {
      text += paint.dim(fact.title.padded(to: width, .left)) + "  " + detail.style.text(fact.cell)
      text += "\n"
    }
    let conditions = detail.conditions
    if !conditions.isEmpty { text += "\n" }
    for line in conditions { text += line.wrapped(to: options.width ?? 80) }
    return text
  }

  /// A Markdown table of two columns.
  /// - Throws: a `Diagnostic` when there is no such layer, with the nearest name.
  public func markdown(
    of name: String, _ options: RenderOptions = RenderOptions()
  ) throws(Diagnostic) -> String {
    let detail = try LayerDetail(self, name, options)
    let table = Table(
      columns: [
        Table.Heading(key: "fact", title: "fact", alignment: .left),
        Table.Heading(key: "value", title: name, alignment: .left),
      ],
      rows: detail.lines.map { [.text($0.title), .text(detail.style.text($0.cell))] })
    let list = detail.conditions.map { "- \($0.markdownEscaped)\n" }.joined()
    return table.markdown(detail.style) + (list.isEmpty ? "" : "\n" + list)
  }

  /// A header and one line of comma-separated values.
  /// - Throws: a `Diagnostic` when there is no such layer, with the nearest name.
  public func csv(
    of name: String, _ options: RenderOptions = RenderOptions()
  ) throws(Diagnostic) -> String {
    try LayerDetail(self, name, options).table.csv()
  }

  /// The layer or module as it stands in `json()` and where it lies, as columns tell; with columns
  /// chosen, only those.
  /// - Throws: a `Diagnostic` when there is no such layer, with the nearest name.
  public func json(
    of name: String, _ options: RenderOptions = RenderOptions()
  ) throws(Diagnostic) -> String {
    let detail = try LayerDetail(self, name, options)
    var facts = zip(detail.columns, detail.facts).map { ($0.rawValue, $1.cell.json) }
    if options.columns == nil {
      let places = Set([Column.output, .field, .jump, .start, .padding, .coverage, .alignment])
      facts =
        members(of: detail.row, options)
        + facts.filter { Column(rawValue: $0.0).map(places.contains) ?? false }
    }
    return JSONValue.object(head(options) + [("layer", .object(facts))]).text()
  }
}

/// One row with more columns than a table has room for.
private struct LayerDetail {
  let row: Row
  let columns: [Column]
  let facts: [(title: String, cell: Cell)]
  let style: CellStyle
  let report: Report
  private let hasAllColumns: Bool

  init(_ report: Report, _ name: String, _ options: RenderOptions) throws(Diagnostic) {
    let index = try report.requireIndex(of: name)
    // A file can have a value of a module's name, which another layer makes.
    let module =
      report.layers[index].name == name
      ? nil : report.modules.first { $0.name == name && $0.layers.last == index }
    let row = module.map { Row(module: $0) } ?? Row(layer: index, of: report)
    let context = RowContext(report: report, pixelOrigin: options.pixelOrigin)
    self.report = report
    self.row = row
    columns = options.columns ?? Column.allCases
    hasAllColumns = options.columns == nil
    style = CellStyle(assumptions: report.options.assumptions)
    facts = columns.map { ($0.title, $0.cell(of: row, in: context)) }
  }

  /// Without the name, which stands above.
  var lines: [(title: String, cell: Cell)] { facts.filter { $0.title != Column.layer.title } }

  var table: Table { Table(columns: columns.map(\.heading), rows: [facts.map(\.cell)]) }

  var conditions: [String] {
    Conditions(report: report, table: table).remarks.map(\.text) + tensors
  }

  /// What decided whether its numbers are learned, where that isn't plain.
  private var tensors: [String] {
    row.isModule || !hasAllColumns ? [] : report.layers[row.layer].tensors.map(\.remark)
  }
}
