import Analyses
import ConvArithmetic
import Escaping
import LayerGraph

/// One row with more columns than a table has room for.
struct LayerPage: Page {
  private let report: Report
  private let name: String
  private let options: RenderOptions
  private let row: Row
  private let columns: [Column]
  private let cells: [Cell]

  /// - Throws: a `Diagnostic` when there is no such layer, with the nearest name.
  init(
    _ report: Report, _ name: String, _ options: RenderOptions
  ) throws(Diagnostic) {
    let index = try report.requireIndex(of: name)
    // A file can have a value of a module's name, which another layer makes.
    let module =
      report.layers[index].name == name
      ? nil : report.modules.first { $0.name == name && $0.layers.last == index }
    let alone = module.map { Row(module: $0) } ?? Row(layer: index, of: report)
    let row = RowLinks([alone], of: report).rows.first ?? alone
    let context = RowContext(
      report: report, pixelOrigin: options.pixelOrigin, rate: options.rate, of: [row.layer])
    (self.report, self.name, self.options, self.row) = (report, name, options, row)
    columns = options.columns ?? (options.rate == nil ? Column.ofAll : Column.allCases)
    cells = columns.map { $0.cell(of: row, report.layers[row.layer], in: context) }
  }

  var title: Message { "\(name) of \(report.title)" }

  var body: PageBody {
    .facts(Table(columns: columns.map { $0.heading() }, rows: [cells]), of: name)
  }

  var style: CellStyle { CellStyle(assumptions: report.known) }

  var json: JSONValue { .object(report.head(options) + [("layer", .object(members))]) }

  private var members: [(String, JSONValue)] {
    let facts = zip(columns, cells).map { ($0, $1.json) }
    if options.columns != nil { return facts.map { ($0.rawValue, $1) } }
    let places: Set<Column> = Set(Column.ofSamples).union([.padding, .coverage, .alignment])
    return report.members(of: row, options)
      + facts.filter { places.contains($0.0) && $0.0 != .layer }.map { ($0.rawValue, $1) }
  }

  func conditions(_ signs: TableSigns) -> [Message] {
    Conditions(report: report, signs: signs, rate: options.rate).remarks + tensors
  }

  func legend(_ signs: TableSigns) -> [Message] {
    Legend(signs: signs, pixelOrigin: options.pixelOrigin).remarks
  }

  /// What decided whether its numbers are learned, where that isn't plain.
  private var tensors: [Message] {
    row.isModule || options.columns != nil
      ? [] : report.layers[row.layer].tensors.map(\.remark)
  }
}
