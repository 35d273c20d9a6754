import Analyses
import ConvArithmetic
import LayerGraph

/// What the cells of all rows share.
struct RowContext {
  let report: Report
  let pixelOrigin: RenderOptions.PixelOrigin

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
      let local = field.axes.compactMap(\.local)
      return .all(local: local.count == field.axes.count ? local.map(size) : [])
    }
    return .sizes(
      field.axes.map { axis in
        guard let local = axis.local else { return .word(axis.isGlobal ? .everything : .nothing) }
        return size(local)
      })
  }

  private func size(_ local: Known<LocalField>) -> Cell.Part {
    local.flattened(\.size).cell { range in
      range.lowerBound == range.upperBound
        ? .count(Dim(range.lowerBound)) : .range(range.lowerBound, range.upperBound)
    }
  }

  /// One fact of the local part per axis; nothing when no axis has a local part.
  func parts(_ layer: LayerReport, _ part: (LocalField) -> Cell.Part) -> [Cell.Part]? {
    let axes = layer.field.axes
    guard axes.contains(where: { $0.local != nil && !$0.isFolded }) else { return nil }
    return axes.map { axis in
      guard let local = axis.local, !axis.isFolded else { return .word(.nothing) }
      switch local {
      case .known(let field): return part(field)
      case .unknown(let reason): return .unknown(reason)
      }
    }
  }

  func rates(_ layer: LayerReport, _ part: (LocalField) -> Cell.Part) -> Cell {
    parts(layer, part).map { .rates($0) } ?? .none
  }

  func start(_ layer: LayerReport) -> Cell {
    parts(layer) { field in
      field.start.cell { $0.map { .fraction(pixelOrigin.moved($0)) } }
    }.map { .places($0) } ?? .none
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
    let margins = local.flattened { field -> Known<(Int?, Int?)> in
      switch (field.paddingBefore, field.paddingAfter(lengths)) {
      case (.known(let before), .known(let after)): .known((before, after))
      case (.unknown(let reason), _), (_, .unknown(let reason)): .unknown(reason)
      }
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
