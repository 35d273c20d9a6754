import Analyses
import ConvArithmetic
import LayerGraph

extension Column {
  /// The one definition of what a column shows; every format writes these cells.
  /// - Parameter layer: the one that stands for the row.
  func cell(of row: Row, _ layer: LayerReport, in context: RowContext) -> Cell {
    let report = context.report
    let cell: Cell =
      switch self {
      case .layer: .text(row.name)
      case .kind: .text(row.module.map { Self.layers($0.layers.count) } ?? layer.kind)
      case .settings: row.isModule || layer.summary.isEmpty ? .none : .text(layer.summary)
      case .output: context.shape(layer.shape)
      case .field: context.fieldSize(layer)
      case .jump: context.jump(layer)
      case .start: context.start(layer)
      case .fieldTime: context.times(context.fieldSize(layer))
      case .jumpTime: context.times(context.jump(layer))
      case .startTime: context.startTime(layer)
      case .lookAhead: context.lookAhead(layer)
      case .lookAheadTime: context.times(context.lookAhead(layer))
      case .padding: context.padding(layer)
      case .coverage: context.coverage(layer)
      case .alignment: context.alignment(layer)
      case .parameters:
        row.parameters(in: report).cell { counts throws(ArithmeticError) in try counts.total() }
      case .weights: row.parameters(in: report).cell { $0.weights }
      case .biases: row.parameters(in: report).cell { $0.biases }
      case .norms: row.parameters(in: report).cell { $0.normAffine }
      case .statistics: row.parameters(in: report).cell { $0.runningStatistics }
      case .macs: row.work(in: report).cell { $0.multiplyAccumulates }
      case .flops: .known(row.work(in: report).flatMap(\.floatingPointOperations))
      case .memory: row.activationBytes(in: report).cell { $0 }
      }
    return cell.restoring(report.options.assumptions)
  }

  /// The sum of the column over the whole network, where sums mean something.
  func total(of report: Report) -> Cell {
    let total = report.total
    let cell: Cell =
      switch self {
      case .layer: .text("total")
      case .kind: .text(Self.layers(report.layers.count - report.inputs.count))
      case .parameters: total.parameters.cell { $0 }
      case .weights: total.parameterCounts.cell { $0.weights }
      case .biases: total.parameterCounts.cell { $0.biases }
      case .norms: total.parameterCounts.cell { $0.normAffine }
      case .statistics: total.parameterCounts.cell { $0.runningStatistics }
      case .macs: total.multiplyAccumulates.cell { $0 }
      case .flops: total.floatingPointOperations.cell { $0 }
      case .memory: total.activationBytes.cell { $0 }
      case .settings, .output, .field, .jump, .start, .padding, .coverage, .alignment, .fieldTime,
        .jumpTime, .startTime, .lookAhead, .lookAheadTime:
        .text("")
      }
    if case .unknown = cell, let least = least(of: total) {
      return Cell.atLeast(least.value).restoring(report.options.assumptions)
    }
    return cell.restoring(report.options.assumptions)
  }

  /// Whether the sum over the network is a number.
  var hasTotal: Bool {
    switch self {
    case .parameters, .weights, .biases, .norms, .statistics, .macs, .flops, .memory: true
    default: false
    }
  }

  private static func layers(_ count: Int) -> String { count == 1 ? "1 layer" : "\(count) layers" }
}

extension Known {
  func cell(_ dim: (Value) throws(ArithmeticError) -> Dim) -> Cell {
    switch self {
    case .known(let value):
      do throws(ArithmeticError) { return .count(try dim(value)) } catch {
        return .unknown(.tooLarge)
      }
    case .unknown(let reason): return .unknown(reason)
    }
  }

  /// One axis of a cell; `.word(.nothing)` where the fact does not exist.
  func cell(_ part: (Value) -> Cell.Part?) -> Cell.Part {
    switch self {
    case .known(let value): part(value) ?? .word(.nothing)
    case .unknown(let reason): .unknown(reason)
    }
  }
}
