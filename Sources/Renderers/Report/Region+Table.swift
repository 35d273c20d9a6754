package import Analyses
package import ConvArithmetic
import Escaping
import LayerGraph

extension Region {
  /// One line for each axis: the whole field, what of it is seen, position by position, and how much.
  /// - Parameter source: the axes that it is told along.
  package func table(
    along source: SourceAxes, pixelOrigin: RenderOptions.PixelOrigin
  ) -> Table {
    Table(
      columns: [
        .left("axis"), .right("field"), .right("size"), .right("centre"), .right("seen"),
        .right("positions"), .right("coverage"), .right("length", "of"),
      ],
      rows: axes.enumerated().map { index, axis in
        [.text(AxisWords(axis: index, of: source).name)] + axis.cells(pixelOrigin)
      })
  }
}

extension AxisRegion {
  fileprivate func cells(_ pixelOrigin: RenderOptions.PixelOrigin) -> [Cell] {
    [
      extent, size, centre(pixelOrigin), .runs(positions), .count(of: positions),
      share.map { .share($0) } ?? .none,
      .count(Dim(length)),
    ]
  }

  private var extent: Cell {
    switch field {
    case .known(.box(let hull)): .runs(PositionSet(hull))
    case .known(.everything): .text("all")
    case .known(.nothing): .none
    case .unknown(let reason): .unknown(reason)
    }
  }

  private var size: Cell {
    switch field {
    case .known(.box(let hull)): .count(of: PositionSet(hull))
    case .known(.everything): .count(of: PositionSet(clipped))
    case .known(.nothing): .count(0)
    case .unknown(let reason): .unknown(reason)
    }
  }

  private func centre(_ pixelOrigin: RenderOptions.PixelOrigin) -> Cell {
    switch centre {
    case .known(let centre): centre.map { .fraction(pixelOrigin.moved($0)) } ?? .none
    case .unknown(let reason): .unknown(reason)
    }
  }

  /// The share of the box inside the source that is really read.
  private var share: Rational? {
    guard !positions.isEmpty, let seen = try? positions.count(), let span = try? clipped.count()
    else { return nil }
    return try? Rational(seen, over: span)
  }
}

extension Table {
  /// The units that see a pixel, one line for each axis; nil where all do.
  package init(projection: [PositionSet?], along source: SourceAxes) {
    self.init(
      columns: [
        .left("axis"), .right("units"), .right("count"),
      ],
      rows: projection.enumerated().map { index, units in
        let name = Cell.text(AxisWords(axis: index, of: source).name)
        guard let units else { return [name, .text("all"), .none] }
        return [name, .runs(units), .count(of: units)]
      })
  }
}

extension Cell {
  fileprivate static func count(of positions: PositionSet) -> Cell {
    (try? positions.count()).map { .count(Dim($0)) } ?? .unknown(.tooLarge)
  }
}
