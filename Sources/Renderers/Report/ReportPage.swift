import Analyses
import ConvArithmetic
import Escaping
import LayerGraph

/// A report with the rows and columns chosen.
final class ReportPage: Page {
  private let report: Report
  private let options: RenderOptions
  private let columns: [Column]

  init(_ report: Report, _ options: RenderOptions) {
    (self.report, self.options) = (report, options)
    columns = options.columns ?? (options.showsAnchors ? Column.anchors : options.standardColumns)
  }

  private lazy var rows: [Row] = {
    // The memory in total has the inputs in it.
    let builder = RowBuilder(report: report, showsInputs: columns.contains(.memory))
    return builder.rows(options.depth)
  }()

  private static let places: Set<Column> = [
    .field, .fieldTime, .jump, .jumpTime, .start, .startTime,
  ]
  private(set) lazy var table =
    options.showsAnchors
    ? OutputRows(report).table(columns, options) : layers

  /// The network's outputs, where the rows of layers don't tell all of them.
  private(set) lazy var outputs: Table? = {
    guard !options.showsAnchors, columns.contains(.output) else { return nil }
    let outputs = OutputRows(report)
    return outputs.tellMore(than: rows) ? outputs.table(columns, options) : nil
  }()

  /// Its cells are made when they are asked for.
  private lazy var layers: Table = {
    let (report, columns, rows) = (report, columns, rows)
    let showsPlaces = !Set(columns).isDisjoint(with: Self.places)
    let context = RowContext(
      report: report, pixelOrigin: options.pixelOrigin, rate: options.rate,
      of: showsPlaces ? rows.map(\.layer) : [])
    return Table(
      columns: columns.headings,
      rows: Table.Rows(count: rows.count) { index in
        let row = rows[index]
        let layer = report.layers[row.layer]
        return columns.map { $0.cell(of: row, layer, in: context) }
      },
      // No line where no column has a sum.
      total: columns.contains(where: \.hasTotal) ? columns.map { $0.total(of: report) } : nil)
  }()

  var title: Message { report.title }
  var body: PageBody { .table(table) }
  var style: CellStyle { CellStyle(assumptions: report.known) }
  var json: JSONValue { report.jsonValue(options) }

  var records: Table {
    var records = table
    records.total = nil
    return records
  }

  func conditions(_ signs: TableSigns) -> [Message] {
    Conditions(report: report, signs: signs, rate: options.rate).remarks
  }

  func legend(_ signs: TableSigns) -> [Message] {
    options.showsRemarks
      ? Legend(signs: signs, pixelOrigin: options.pixelOrigin).remarks : []
  }

  var insights: [Message] {
    options.showsRemarks && !options.showsAnchors
      ? Insights(report: report, rows: rows).remarks : []
  }
}
