import ConvArithmetic
import LayerGraph
import ReferenceExecutor

/// What a Float pass at some width really did.
struct FloatMeasurement {
  /// For each node the sizes of its outputs.
  var sizes: [[[Int]]] = []
  var parameters: [ParameterTally] = []
  var totalParameters = ParameterTally()
  var peakActivationBytes = 0
  /// The nodes that made a value that is not finite.
  var notFinite: Set<Int> = []

  init(_ graph: Graph, seed: UInt64, _ watch: (Int) -> Void) throws(ExecutionError) {
    let executor = Executor(graph, parameters: SeededParameters(seed: seed))
    var gathered = FloatMeasurement()
    let inputs = try executor.seededInputs(seed: seed)
    let execution = try executor.run(inputs, with: FloatArithmetic.onAllProcessors) { node in
      gathered.sizes.append(node.outputs.map(\.sizes))
      gathered.parameters.append(node.parameters)
      if !node.outputs.allSatisfy({ $0.isFinite }) { gathered.notFinite.insert(node.index) }
      watch(node.index + 1)
    }
    self = gathered
    totalParameters = execution.parameters
    peakActivationBytes = execution.peakActivationBytes
  }

  private init() {}
}

extension Tensor<Float> {
  /// Whether there is no NaN and no infinity. A sum of x·0 is 0 exactly when all are finite.
  fileprivate var isFinite: Bool {
    elements.withUnsafeBufferPointer { buffer in
      var sum = SIMD8<Float>()
      var index = 0
      while index + 8 <= buffer.count {
        for lane in 0..<8 { sum[lane] += buffer[index + lane] * 0 }
        index += 8
      }
      var rest: Float = 0
      while index < buffer.count {
        rest += buffer[index] * 0
        index += 1
      }
      return sum == SIMD8() && rest == 0
    }
  }
}

extension ExecutorOptions {
  /// Tensors of this type take as many bytes as the largest of Float.
  fileprivate static func holding<Element>(_ type: Element.Type) -> ExecutorOptions {
    var options = ExecutorOptions()
    let size = max(1, MemoryLayout<Element>.stride / MemoryLayout<Float>.stride)
    options.maximumElements /= size
    return options
  }
}

/// The operations that each node really did.
struct OperationMeasurement {
  let counts: [OperationCounts]

  init(_ graph: Graph, _ watch: (Int) -> Void) throws(ExecutionError) {
    var counts: [OperationCounts] = []
    _ = try Executor(graph, options: .holding(Counted.self)).count {
      counts.append($0.counts)
      watch($0.index + 1)
    }
    self.counts = counts
  }
}

/// What the planned units depend on along each axis of an input, found with footprints.
struct FootprintMeasurement {
  /// One for each axis.
  let seen: [SeenUnits]

  /// - Parameters:
  ///   - lengths: how many positions each axis has.
  ///   - plans: the units to look at, for each axis.
  init(
    _ graph: Graph, source: Int, lengths: [Int], plans: [UnitPlan], _ watch: (Int) -> Void
  ) throws {
    var failure: ArithmeticError?
    var seen = Array(repeating: SeenUnits(), count: plans.count)
    let axes = Self.stretches(lengths)
    let executor = Executor(graph, options: .holding(Footprint.self))
    let dimensions = lengths.indices.map { $0 + Shape.firstSpatialDimension }
    try executor.footprints(ofInput: source, dimensions: dimensions) { pass in
      watch(pass.run.index + 1)
      let looked = Interval(pass.base, pass.base + Footprint.span - 1)
      for (output, tensor) in pass.run.outputs.enumerated() where failure == nil {
        let value = ValueReference(node: pass.run.index, output: output)
        do throws(ArithmeticError) {
          for (axis, stretch) in axes.enumerated()
          where !stretch.intersection(looked).isEmpty {
            for key in plans[axis].keys(of: value) {
              let union = tensor.reduce(Footprint(), unit: key.unit, along: key.dimension) {
                $0.joined(with: $1)
              }
              let positions = union.positions.map { $0 + pass.base }.filter(stretch.contains)
                .map { Interval($0 - stretch.lower, $0 - stretch.lower) }
              try seen[axis].add(try PositionSet(union: positions), to: key)
            }
          }
        } catch {
          failure = error
        }
      }
    }
    if let failure { throw failure }
    self.seen = seen
  }

  /// Where the positions of each axis lie when they are counted through.
  private static func stretches(_ lengths: [Int]) -> [Interval] {
    var start = 0
    return lengths.map { length in
      defer { start += length }
      return Interval(start, start + length - 1)
    }
  }
}

/// Which planned units turn NaN when a row of the image does.
struct TaintMeasurement {
  let tainted: Set<UnitKey>

  init(
    _ graph: Graph, source: Int, axis: Int, row: Int, seed: UInt64, plan: UnitPlan,
    _ watch: (Int) -> Void
  ) throws(ExecutionError) {
    let executor = Executor(graph, parameters: SeededParameters(seed: seed))
    let inputs = try executor.seededInputs(seed: seed)
    let places = inputs[source].places(at: row, along: axis + Shape.firstSpatialDimension)
    var tainted: Set<UnitKey> = []
    try executor.taint(inputs, input: source, elements: places) { node, _ in
      watch(node.index + 1)
      for (output, tensor) in node.outputs.enumerated() {
        let value = ValueReference(node: node.index, output: output)
        for key in plan.keys(of: value)
        where tensor.reduce(false, unit: key.unit, along: key.dimension, { $0 || $1.isNaN }) {
          tainted.insert(key)
        }
      }
    }
    self.tainted = tainted
  }
}
