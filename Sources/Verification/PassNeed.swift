import Analyses
import ConvArithmetic
import LayerGraph
import ReferenceExecutor

/// What a pass takes, estimated before anything is allocated from the sizes that the report says. Nothing that
/// is compared rests on it.
struct PassNeed {
  /// Of memory, at most.
  let bytes: Double
  /// Of one processor, about.
  let seconds: Double

  /// What a pass computes with.
  struct Kind {
    /// What a number takes; a learned one while it is made.
    let elementBytes: Int
    var learnedBytes = 0
    var isFast = false
    var isPerInput = false
    /// What whoever asks for the run keeps besides, for each number of the inputs.
    var inputBytes = 0
    /// And for each position along an axis.
    var positionBytes = 0
    /// Nanoseconds for each turn of an innermost loop, each number read or made, each learned number.
    let perStep: Double
    var perFastStep = 0.1
    let perVisit: Double
    var perLearned = 0.0
    /// For each place of a window, whatever is computed with.
    static let perWindow = 50.0

    static let real = Kind(
      elementBytes: 4, learnedBytes: 4, isFast: true, inputBytes: 4, perStep: 2, perVisit: 1,
      perLearned: 1.5)
    static let double = Kind(
      elementBytes: 8, learnedBytes: 12, inputBytes: 4, perStep: 2, perVisit: 10, perLearned: 3)
    static let counting = Kind(
      elementBytes: MemoryLayout<Counted>.stride, perStep: 0.1, perVisit: 0.5)
    static let footprints = Kind(
      elementBytes: MemoryLayout<Footprint>.stride, positionBytes: 96, perStep: 4, perVisit: 12)
    static let narrowFootprints = Kind(
      elementBytes: MemoryLayout<NarrowFootprint>.stride, positionBytes: 40, perStep: 1,
      perVisit: 3)
    static let centroids = Kind(
      elementBytes: MemoryLayout<Centroid>.stride, isPerInput: true, positionBytes: 64,
      perStep: 5, perVisit: 20)
  }

  /// - Parameters:
  ///   - graph: the report's, or its first layers.
  ///   - runs: how many times it is run, one after the other.
  init(_ graph: Graph, _ report: Report, _ kind: Kind, runs: Int = 1) {
    let sizes = report.layers.prefix(graph.nodes.count).map { layer in
      layer.outputs.map { $0.shape.value?.sizes ?? [] }
    }
    let need = Executor(graph).need(
      RunPlan(
        sizes: sizes, elementBytes: kind.elementBytes, learnedBytes: kind.learnedBytes,
        isFast: kind.isFast, isPerInput: kind.isPerInput))
    let inputs = graph.inputs.map { sizes[$0] }
    // What is kept of every layer, or of the inputs alone.
    let kept = (kind.isPerInput ? sizes : inputs).joined().joined()
    bytes =
      need.bytes
      + inputs.joined().reduce(0) { $0 + $1.reduce(Double(kind.inputBytes)) { $0 * Double($1) } }
      + kept.reduce(0) { $0 + Double($1) } * Double(kind.positionBytes)
    let nanoseconds =
      need.steps * kind.perStep + need.fastSteps * kind.perFastStep
      + need.visits * kind.perVisit + need.learned * kind.perLearned
      + need.windows * Kind.perWindow
    seconds = nanoseconds * 1e-9 * Double(runs)
  }
}
