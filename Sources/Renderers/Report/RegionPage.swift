package import Analyses
import ConvArithmetic
package import Escaping
import LayerGraph

/// What a unit sees, and of a flattened value which place of which map the unit is.
package struct RegionPage: Page {
  package let title: Message
  private let report: Report
  private let table: Table
  private let places: UnitPlaces
  private let pixelOrigin: RenderOptions.PixelOrigin

  package init(
    _ region: Region, _ places: UnitPlaces, in report: Report, title: Message,
    pixelOrigin: RenderOptions.PixelOrigin
  ) {
    (self.report, self.places, self.title) = (report, places, title)
    self.pixelOrigin = pixelOrigin
    table = region.table(along: report.axes[0], pixelOrigin: pixelOrigin)
  }

  package var body: PageBody { .table(table) }

  package var json: JSONValue {
    .object(
      [("schema", .string("rfcalc/region/1")), ("rows", table.json)]
        + (places.places.isEmpty
          ? []
          : [
            ("places", .array(places.places.map(json))),
            ("pieces", .array(places.pieces.map(json))),
          ]))
  }

  package func conditions(_ signs: TableSigns) -> [Message] { lines + signs.unknowns() }

  package func legend(_ signs: TableSigns) -> [Message] {
    Legend(signs: signs, pixelOrigin: pixelOrigin).remarks
  }

  /// "It is row 4, column 20 of head.cv2.1.2 (1×64×40×40)." "It lies in piece 2 of 3 of head.Concat_3."
  private var lines: [Message] {
    if places.places.isEmpty { return [] }
    let shown = 4
    var lines = places.places.prefix(shown).map { "It is \(text($0))." as Message }
    if places.places.count > shown {
      lines.append("And \(places.places.count - shown) more places, which JSON has.")
    }
    return lines
      + places.pieces.map { piece in
        "It lies in piece \(piece.index + 1) of \(piece.count) of \(name(piece.node))."
      }
  }

  private func text(_ place: UnitPlaces.Place) -> Message {
    var parts: [Message] = []
    for (dimension, positions) in place.positions.enumerated() {
      guard let positions, dimension > 0 || place.axes.contains(0) else { continue }
      let axis = place.axes.firstIndex(of: dimension)
      let word =
        axis.map { AxisWords(axis: $0, of: report.axes[0]).unit }
        ?? (dimension == Shape.channelDimension ? "channel" : "dimension \(dimension)")
      parts.append(
        "\(word)\(positions.isSingle ? "" : "s") \(all: CellStyle().text(.runs(positions)))")
    }
    let output: Message = place.value.output == 0 ? "" : "#\(place.value.output)"
    let whole: Message = "\(name(place.value.node))\(output) (\(place.shape))"
    return parts.isEmpty ? whole : "\(parts.joined(separator: ", ")) of \(whole)"
  }

  private func name(_ node: Int) -> String { report.layers[node].name }

  private func json(_ place: UnitPlaces.Place) -> JSONValue {
    .onLine(
      .object([
        ("layer", .string(name(place.value.node))), ("output", .integer(place.value.output)),
        ("shape", .array(place.shape.dims.map { .dim($0) })),
        ("axes", .array(place.axes.map { .integer($0) })),
        ("positions", .array(place.positions.map { $0.map { Cell.runs($0).json } ?? .null })),
      ]))
  }

  private func json(_ piece: UnitPlaces.Piece) -> JSONValue {
    .onLine(
      .object([
        ("layer", .string(name(piece.node))), ("index", .integer(piece.index)),
        ("count", .integer(piece.count)),
      ]))
  }
}

extension PositionSet {
  fileprivate var isSingle: Bool { (try? count()) == 1 }
}
