import Analyses
import ConvArithmetic
import Escaping
import LayerGraph

/// One report with the rows and columns chosen: what every format starts from.
struct Rendering {
  let report: Report
  let rows: [Row]
  /// Its cells are made when they are asked for.
  let table: Table
  let style: CellStyle

  init(_ report: Report, _ options: RenderOptions) {
    self.report = report
    let columns = options.columns ?? Column.standard
    // The memory in total has the inputs in it.
    let builder = RowBuilder(report: report, showsInputs: columns.contains(.memory))
    let rows = builder.rows(options.depth)
    let showsPlaces = !Set(columns).isDisjoint(with: [.field, .jump, .start])
    let context = RowContext(
      report: report, pixelOrigin: options.pixelOrigin,
      of: showsPlaces ? rows.map(\.layer) : [])
    self.rows = rows
    table = Table(
      columns: columns.map(\.heading),
      rows: Table.Rows(count: rows.count) { index in
        let row = rows[index]
        let layer = report.layers[row.layer]
        return columns.map { $0.cell(of: row, layer, in: context) }
      },
      total: Self.total(columns, report))
    style = CellStyle(assumptions: report.options.assumptions)
  }

  /// Nil when no column has a sum.
  private static func total(_ columns: [Column], _ report: Report) -> [Cell]? {
    columns.contains(where: \.hasTotal) ? columns.map { $0.total(of: report) } : nil
  }

  func texts<Rules>(by rules: Rules.Type) -> TableTexts<Rules> {
    TableTexts(table, style, longFormulasBelow: true)
  }

  func conditions(_ signs: TableSigns) -> [Remark] {
    Conditions(report: report, signs: signs).remarks
  }

  var insights: [Remark] { Insights(report: report, rows: rows).remarks }
}
