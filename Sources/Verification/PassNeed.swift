import Analyses
import ConvArithmetic
import LayerGraph
import ReferenceExecutor

/// What a pass takes, estimated before anything is allocated from what the report says of sizes and work.
/// Nothing that is compared rests on it.
struct PassNeed {
  let bytes: Double
  /// Of one processor, about.
  let seconds: Double

  /// What a number of a pass takes, and how long steps last.
  struct Kind {
    let elementBytes: Int
    var readsValues = false
    /// Nanoseconds for each multiply-accumulate.
    let perStep: Double
    /// Nanoseconds for each element of a value.
    let perElement: Double

    static let real = Kind(elementBytes: 4, readsValues: true, perStep: 0.1, perElement: 10)
    static let double = Kind(elementBytes: 8, readsValues: true, perStep: 2, perElement: 20)
    static let counting = Kind(
      elementBytes: MemoryLayout<Counted>.stride, perStep: 0.1, perElement: 40)
    static let footprints = Kind(
      elementBytes: MemoryLayout<Footprint>.stride, perStep: 4, perElement: 60)
    static let narrowFootprints = Kind(
      elementBytes: MemoryLayout<NarrowFootprint>.stride, perStep: 1, perElement: 25)
    static let centroids = Kind(
      elementBytes: MemoryLayout<Centroid>.stride, perStep: 5, perElement: 100)
  }

  /// - Parameters:
  ///   - graph: the report's, or its first layers.
  ///   - runs: how many times it is run, one after the other.
  init(_ graph: Graph, _ report: Report, _ kind: Kind, runs: Int = 1) {
    let layers = report.layers.prefix(graph.nodes.count)
    let sizes = layers.map { $0.outputs.map { $0.shape.value?.sizes ?? [] } }
    let parameters = layers.map { layer in
      kind.readsValues ? layer.parameters.value.map(\.read) ?? 0 : 0
    }
    bytes = Executor(graph).bytesAtOnce(
      MemoryPlan(sizes: sizes, parameters: parameters, elementBytes: kind.elementBytes))
    var nanoseconds = 0.0
    for (layer, sizes) in zip(layers, sizes) {
      if let steps = layer.work.value?.multiplyAccumulates.constant {
        nanoseconds += Double(steps) * kind.perStep
      }
      nanoseconds += sizes.reduce(0) { $0 + $1.reduce(1) { $0 * Double($1) } } * kind.perElement
    }
    seconds = nanoseconds * 1e-9 * Double(runs)
  }

  /// Why it can't be had; nil where it can.
  func refusal(_ budget: MemoryBudget, _ mode: Verification.Mode) -> String? {
    if bytes > Double(budget.bytes) {
      return
        "needs about \(bytes.inBytes) of memory, and may take \(Double(budget.bytes).inBytes), "
        + "\(budget.reason); \(budget.wayOut)"
    }
    if seconds > mode.longestPass {
      return "would take about \(seconds.inSeconds), and passes of more than "
        + "\(mode.longestPass.inSeconds) are not run" + (mode == .full ? "" : mode.wayOut)
    }
    return nil
  }
}

extension Verification.Mode {
  /// How long a single pass may take, by its estimate.
  fileprivate var longestPass: Double {
    switch self {
    case .quick: 60
    case .standard: 120
    case .full: 3600
    }
  }

  fileprivate var wayOut: String {
    self == .quick ? "; a smaller --input takes less" : "; --quick and a smaller --input take less"
  }
}

extension ParameterCounts {
  /// Elements that kernels ask for.
  fileprivate var read: Double {
    [weights, biases, normAffine, runningStatistics].reduce(0) { $0 + Double($1.constant ?? 0) }
  }
}
