package import Analyses
package import ConvArithmetic
import LayerGraph

extension Region {
  /// One line for each axis: the whole field, what of it is seen, and how much.
  package func table(pixelOrigin: RenderOptions.PixelOrigin) -> Table {
    Table(
      columns: [
        .init(key: "axis", title: "axis", alignment: .left),
        .init(key: "field", title: "field", alignment: .right),
        .init(key: "size", title: "size", alignment: .right),
        .init(key: "centre", title: "centre", alignment: .right),
        .init(key: "seen", title: "seen", alignment: .right),
        .init(key: "positions", title: "positions", alignment: .right),
        .init(key: "coverage", title: "coverage", alignment: .right),
        .init(key: "length", title: "of", alignment: .right),
      ],
      rows: axes.enumerated().map { index, axis in
        [.text(AxisWords(axis: index, rank: axes.count).name)] + axis.cells(pixelOrigin)
      })
  }
}

extension AxisRegion {
  fileprivate func cells(_ pixelOrigin: RenderOptions.PixelOrigin) -> [Cell] {
    let hull = unclipped ?? clipped
    return [
      unclipped.map { .span($0) } ?? .text("all"),
      (try? hull.count()).map { .count(Dim($0)) } ?? .unknown(.tooLarge),
      centre.map { .fraction(pixelOrigin.moved($0)) } ?? .none,
      .span(clipped),
      (try? positions.count()).map { .count(Dim($0)) } ?? .unknown(.tooLarge),
      share.map { .share($0) } ?? .none,
      .count(Dim(length)),
    ]
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
  package init(projection: [PositionSet?]) {
    self.init(
      columns: [
        .init(key: "axis", title: "axis", alignment: .left),
        .init(key: "units", title: "units", alignment: .right),
        .init(key: "count", title: "count", alignment: .right),
      ],
      rows: projection.enumerated().map { index, units in
        let name = Cell.text(AxisWords(axis: index, rank: projection.count).name)
        guard let units else { return [name, .text("all"), .none] }
        let count: Cell = (try? units.count()).map { .count(Dim($0)) } ?? .unknown(.tooLarge)
        return [name, .runs(units), count]
      })
  }
}

extension Cell {
  /// "−117…309", both ends included.
  fileprivate static func span(_ interval: Interval) -> Cell { .runs(PositionSet(interval)) }
}
