import Analyses
import ConvArithmetic
import Escaping
import LayerGraph

/// The network's outputs as rows, under their own names; below an output of several pieces one row for each of these.
struct OutputRows {
  private let report: Report
  private let rows: [(name: String, value: ShownValue)]

  /// More pieces of an output are not told one by one.
  private static let mostPieces = 8

  init(_ report: Report) {
    self.report = report
    rows = report.graph.outputs.flatMap { output -> [(String, ShownValue)] in
      let whole = ShownValue(output.value, in: report)
      let pieces = report.pieces(of: output.value)
      let shown = pieces.count > Self.mostPieces ? [] : pieces
      return ([(output.name, whole)] + shown.map { ("  " + $0.unitText, ShownValue($0)) })
        .map { name, value in
          var value = value
          value.tellsFolded = true
          return (name, value)
        }
    }
  }

  /// Whether they tell more than the rows of layers do: there are several, or one of several pieces, or one that no row
  /// of a layer shows.
  func tellMore(than layers: [Row]) -> Bool {
    guard rows.count == 1, let output = report.graph.outputs.first?.value else { return true }
    return !layers.contains { row in
      row.layer == output.node && output.output == 0
        || row.layerCount == nil && row.folded.contains(output.node)
    }
  }

  /// - Parameter columns: of them those that mean something here.
  func table(_ columns: [Column], _ options: RenderOptions) -> Table {
    let context = RowContext(
      report: report, pixelOrigin: options.pixelOrigin, rate: options.rate,
      of: report.graph.outputs.map(\.value.node))
    let columns = columns.filter(\.isOfValue)
    let heading = Table.Heading(key: Column.layer.rawValue, title: "output", alignment: .left)
    let headings = zip(columns, columns.headings).map { column, heading in
      // The first column is called so.
      column == .output
        ? Table.Heading(key: heading.key, title: "shape", alignment: heading.alignment) : heading
    }
    return Table(
      columns: [heading] + headings,
      rows: rows.map { name, value in
        [.text(name)]
          + columns.map {
            $0.cell(of: value, context).restoring(report.options.assumptions)
          }
      })
  }
}

extension ValuePiece {
  /// As a unit is asked for, with a run in place of a number: ":,:,0…6399".
  var unitText: String {
    let run = end.map { "\(start)…\($0)" } ?? "\(start)…"
    let rank = output.shape.value?.rank ?? dimension + 1
    return (0..<rank).map { $0 == dimension ? run : ":" }.joined(separator: ",")
  }
}
