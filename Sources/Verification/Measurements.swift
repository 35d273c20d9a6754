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
  /// The greatest magnitude of each node's values, of finite ones.
  var greatest: [Float] = []

  init(_ graph: Graph, seed: UInt64, _ watch: (Int) -> Void) throws(ExecutionError) {
    let executor = Executor(graph, parameters: SeededParameters(seed: seed))
    var gathered = FloatMeasurement()
    let inputs = try executor.seededInputs(seed: seed)
    let execution = try executor.run(inputs, with: FloatArithmetic.onAllProcessors) { node in
      gathered.sizes.append(node.outputs.map(\.sizes))
      gathered.parameters.append(node.parameters)
      let extents = node.outputs.map(\.extent)
      if !extents.allSatisfy(\.isFinite) { gathered.notFinite.insert(node.index) }
      gathered.greatest.append(extents.reduce(0) { max($0, $1.greatest) })
      watch(node.index + 1)
    }
    self = gathered
    totalParameters = execution.parameters
    peakActivationBytes = execution.peakActivationBytes
  }

  /// Nothing yet.
  init() {}
}

/// Which nodes make values that are not finite in numbers of twice the width.
struct DoubleMeasurement {
  let notFinite: Set<Int>

  init(_ graph: Graph, seed: UInt64, _ watch: (Int) -> Void) throws {
    let executor = Executor(graph, parameters: SeededParameters(seed: seed))
    var notFinite: Set<Int> = []
    var inputs: [Tensor<Double>] = []
    for input in try executor.seededInputs(seed: seed) {
      inputs.append(try Tensor(sizes: input.sizes, elements: input.elements.map(Double.init)))
    }
    _ = try executor.run(inputs, with: DoubleArithmetic()) { node in
      let isFinite = node.outputs.allSatisfy { $0.elements.allSatisfy(\.isFinite) }
      if !isFinite { notFinite.insert(node.index) }
      watch(node.index + 1)
    }
    self.notFinite = notFinite
  }
}

extension Tensor<Float> {
  /// Whether there is no NaN and no infinity, and the greatest magnitude of what is finite. A sum of x·0 is
  /// 0 exactly when all are finite.
  fileprivate var extent: (isFinite: Bool, greatest: Float) {
    elements.withUnsafeBufferPointer { buffer in
      var (sum, greatest) = (SIMD8<Float>(), SIMD8<Float>())
      var index = 0
      while index + 8 <= buffer.count {
        for lane in 0..<8 {
          let value = buffer[index + lane]
          sum[lane] += value * 0
          let magnitude = value.magnitude
          greatest[lane] =
            magnitude > greatest[lane] && magnitude < .infinity ? magnitude : greatest[lane]
        }
        index += 8
      }
      var (rest, most) = (Float(0), greatest.max())
      while index < buffer.count {
        let magnitude = buffer[index].magnitude
        rest += buffer[index] * 0
        if magnitude > most, magnitude < .infinity { most = magnitude }
        index += 1
      }
      return (sum == SIMD8() && rest == 0, most)
    }
  }
}

extension ExecutorOptions {
  /// Tensors of this type take as many bytes as the largest of Float.
  static func holding<Element>(_ type: Element.Type) -> ExecutorOptions {
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

/// Which planned units turn NaN when a row of the image does.
struct TaintMeasurement {
  let tainted: Set<UnitKey>

  init(
    _ graph: Graph, source: Int, dimension: Int, row: Int, seed: UInt64, plan: UnitPlan,
    _ watch: (Int) -> Void
  ) throws(ExecutionError) {
    let executor = Executor(graph, parameters: SeededParameters(seed: seed))
    let inputs = try executor.seededInputs(seed: seed)
    let places = inputs[source].places(at: row, along: dimension)
    var tainted: Set<UnitKey> = []
    try executor.taint(inputs, input: source, elements: places) { node in
      watch(node.index + 1)
      for (output, tensor) in node.outputs.enumerated() {
        let value = ValueReference(node: node.index, output: output)
        for slice in plan.slices[value] ?? [] {
          let marks = tensor.hasNotANumber(inUnits: slice.units, along: slice.dimension)
          for (unit, isTainted) in zip(slice.units, marks) where isTainted {
            tainted.insert(UnitKey(value: value, dimension: slice.dimension, unit: unit))
          }
        }
      }
    }
    self.tainted = tainted
  }
}
