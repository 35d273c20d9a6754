import Analyses
import ConvArithmetic
import LayerGraph

/// One report with the rows and columns chosen: what every format starts from.
struct Rendering {
  let report: Report
  let options: RenderOptions
  let rows: [Row]
  let table: Table
  let notes: [String]
  let style: CellStyle

  init(_ report: Report, _ options: RenderOptions, formulasBelow: Bool) {
    self.report = report
    self.options = options
    let columns = options.columns ?? Column.standard
    // The memory in total has the inputs in it.
    let builder = RowBuilder(report: report, showsInputs: columns.contains(.memory))
    let rows = builder.rows(options.depth)
    let context = RowContext(report: report, pixelOrigin: options.pixelOrigin)
    let table = Table(
      columns: columns.map(\.heading),
      rows: rows.map { row in columns.map { $0.cell(of: row, in: context) } },
      total: Self.total(columns, report))
    let style = CellStyle(assumptions: report.options.assumptions)
    self.rows = rows
    self.style = style
    (self.table, notes) =
      formulasBelow
      ? table.withLongFormulasBelow(style, names: columns.firstIndex(of: .layer)) : (table, [])
  }

  /// Nil when no column has a sum.
  private static func total(_ columns: [Column], _ report: Report) -> [Cell]? {
    columns.contains(where: \.hasTotal) ? columns.map { $0.total(of: report) } : nil
  }

  var conditions: [Remark] { Conditions(report: report, table: table).remarks }
  var insights: [Remark] { Insights(report: report, rows: rows).remarks }
}
