import Analyses
import ConvArithmetic
import LayerGraph

/// What the cells of all rows share.
struct RowContext {
  let report: Report
  let pixelOrigin: RenderOptions.PixelOrigin
  /// Positions in a second, where times are wanted.
  let rate: Rational?
  /// For axes without a closed form.
  let ranges: UnitRanges

  /// - Parameter layers: those that cells are made of.
  init(
    report: Report, pixelOrigin: RenderOptions.PixelOrigin, rate: Rational? = nil,
    of layers: some Sequence<Int>
  ) {
    (self.report, self.pixelOrigin, self.rate) = (report, pixelOrigin, rate)
    ranges = UnitRanges(report, of: layers, on: 0..<1)
  }

  func shape(_ shape: Known<Shape>) -> Cell {
    switch shape {
    case .known(let shape):
      let dims = report.graph.hasBatch ? shape.dims[...] : shape.dims.dropFirst()
      return dims.isEmpty ? .text("scalar") : .sizes(dims.map { .count($0) })
    case .unknown(let reason): return .unknown(reason)
    }
  }

  /// One size per axis; a path that sees everything is told apart from the local part beside it.
  func fieldSize(_ layer: LayerReport) -> Cell {
    let field = layer.field
    guard field.isReached, !field.axes.isEmpty else { return .none }
    if field.isGlobal {
      let sizes = field.axes.compactMap(\.sizes)
      return .all(local: sizes.count == field.axes.count ? sizes.map(size) : [])
    }
    return .sizes(field.axes.indices.map { size(layer, axis: $0) })
  }

  private func size(_ layer: LayerReport, axis index: Int) -> Cell.Part {
    let axis = layer.field.axes[index]
    // A gate over rows alone: beside axes that are not seen as a whole a local part has no place of its own.
    if axis.isGlobal { return .word(.everything) }
    switch axis.sizes {
    case nil: return .word(.nothing)
    case .known(let range) where axis.isGlobalForSome: return .rangeToAll(range.lowerBound)
    case .known(let range): return size(.known(range))
    case .unknown(let reason):
      guard let range = range(layer, axis: index) else { return .unknown(reason) }
      return range.isGlobal ? .word(.everything) : .units(range.sizes)
    }
  }

  private func size(_ range: Known<ClosedRange<Int>>) -> Cell.Part {
    range.cell { range in
      range.lowerBound == range.upperBound
        ? .count(Dim(range.lowerBound)) : .range(range.lowerBound, range.upperBound)
    }
  }

  /// What the units see that no formula tells.
  private func range(_ layer: LayerReport, axis: Int) -> UnitRange? {
    report.graph.index(named: layer.name).flatMap {
      ranges.range(of: ValueReference(node: $0), axis: axis)
    }
  }

  /// One fact of the local part per axis; nothing when no axis has a local part.
  /// - Parameter part: of a closed form, or of what all units see where there is none.
  func parts(
    _ layer: LayerReport, _ part: (LocalField) -> Cell.Part,
    _ ofUnits: (UnitRange) -> Cell.Part? = { _ in nil }
  ) -> [Cell.Part]? {
    let axes = layer.field.axes
    guard axes.contains(where: { $0.local != nil && !$0.isFolded }) else { return nil }
    return axes.indices.map { index in
      guard let local = axes[index].local, !axes[index].isFolded else { return .word(.nothing) }
      switch local {
      case .known(let field): return part(field)
      case .unknown(let reason):
        return range(layer, axis: index).flatMap(ofUnits) ?? .unknown(reason)
      }
    }
  }

  func jump(_ layer: LayerReport) -> Cell {
    let parts = parts(layer) {
      $0.jump.cell { .fraction($0) }
    } _: {
      $0.jump.map { .fraction($0) } ?? .word(.nothing)
    }
    return parts.map { .rates($0) } ?? .none
  }

  func coverage(_ layer: LayerReport) -> Cell {
    parts(layer) { $0.coverage.cell { $0.map { .share($0) } } }.map { .rates($0) } ?? .none
  }

  func start(_ layer: LayerReport) -> Cell {
    places(layer, of: { .fraction($0) }, text: \.mixedDescription)
  }

  /// The start of each axis, put into a part, and in the text of cases.
  func places(
    _ layer: LayerReport, of part: (Rational) -> Cell.Part, text: (Rational) -> String
  ) -> Cell {
    var parts = parts(layer) { field in
      field.start.cell { $0.map { part(pixelOrigin.moved($0)) } }
    } _: {
      $0.start.map { part(pixelOrigin.moved($0)) } ?? .word(.nothing)
    }
    for axis in parts?.indices ?? 0..<0 where parts?[axis] == .unknown(.openPadding) {
      let cases = report.placeCases(of: layer.outputs[0], axis: axis)?.text { places in
        places.start.map { text(pixelOrigin.moved($0)) }
      }
      if let cases { parts?[axis] = .cases(cases) }
    }
    return parts.map { .places($0) } ?? .none
  }

  /// How far apart branches sample, least and most over the phases, in input pixels; where they
  /// advance at different rates, more with every unit.
  func alignment(_ layer: LayerReport) -> Cell {
    let parts = parts(layer) { $0.apart.cell { $0.map { .distances($0) } } }
    guard let parts else { return .none }
    return .rates(parts.map { $0 == .unknown(.ratesDiffer) ? .word(.drifts) : $0 })
  }

  func padding(_ layer: LayerReport) -> Cell {
    let axes = layer.field.axes
    guard axes.contains(where: { $0.local != nil && !$0.isFolded }) else { return .none }
    return .places(axes.indices.map { padding(layer, axis: $0) })
  }

  private func padding(_ layer: LayerReport, axis: Int) -> Cell.Part {
    guard let local = layer.field.axes[axis].local, !layer.field.axes[axis].isFolded else {
      return .word(.nothing)
    }
    let lengths = report.lengths(of: layer.outputs[0], axis: axis)
    let margins = local.flatMap { field -> Known<(Int?, Int?)> in
      switch (field.paddingBefore, field.paddingAfter(lengths)) {
      case (.known(let before), .known(let after)): .known((before, after))
      case (.unknown(let reason), _), (_, .unknown(let reason)): .unknown(reason)
      }
    }
    if case .unknown(.openPadding) = margins {
      let cases = report.placeCases(of: layer.outputs[0], axis: axis)?.text { places in
        places.before.flatMap { before in
          places.after.map { before == $0 ? "\(before)" : "\(before)/\($0)" }
        }
      }
      if let cases { return .cases(cases) }
    }
    return margins.cell { before, after in
      before.flatMap { before in after.map { .margins(before, $0) } }
    }
  }
}

extension RenderOptions.PixelOrigin {
  /// A place in index coordinates, counted from this origin.
  func moved(_ place: Rational) -> Rational {
    guard self == .half, let half = try? Rational(1, over: 2) else { return place }
    return (try? place + half) ?? place
  }
}
