import Analyses
import ConvArithmetic
import Escaping
import LayerGraph

extension Column {
  /// What its total is at least, and whose terms are missing; nil where the total is known, or there is none.
  func least(of total: Totals) -> LeastSum<Dim>? {
    guard let least = total.least else { return nil }
    let counts = least.parameterCounts
    let sum: LeastSum<Dim>? =
      switch self {
      case .parameters: least.parameters.value.map { counts.with($0) }
      case .weights: counts.with(counts.value.weights)
      case .biases: counts.with(counts.value.biases)
      case .norms: counts.with(counts.value.normAffine)
      case .statistics: counts.with(counts.value.runningStatistics)
      case .macs: least.multiplyAccumulates
      case .flops: least.floatingPointOperations
      case .memory: least.activationBytes
      case .layer, .kind, .settings, .output, .field, .jump, .start, .padding, .coverage,
        .alignment,
        .fieldTime, .jumpTime, .startTime, .lookAhead, .lookAheadTime:
        nil
      }
    return sum.flatMap { $0.without.isEmpty ? nil : $0 }
  }
}

extension [OperatorLayers] {
  /// "without: Loop (3 layers), conv (1 layer)"
  var message: Message {
    let shown = 6
    let kept = count <= shown ? count : shown - 1
    var parts = prefix(kept).map { "\($0.kind) (\(Self.layers($0.layers)))" as Message }
    let others = dropFirst(kept)
    if !others.isEmpty {
      let layers = others.reduce(0) { $0 + $1.layers }
      parts.append("\(others.count) other operators (\(Self.layers(layers)))")
    }
    return "without: " + parts.joined(separator: ", ")
  }

  private static func layers(_ count: Int) -> Message {
    count == 1 ? "1 layer" : "\(Digits.grouped(count)) layers"
  }
}
