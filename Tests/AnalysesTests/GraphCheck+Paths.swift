@testable import Analyses
import ConvArithmetic
import LayerGraph
@testable import TestSupport

extension GraphCheck {
  /// Path centres against every path written out, for graphs of windows.
  func checkCentres(
    _ centres: Known<CentreMap>, axis: Int, dim: Int, _ tally: inout WalkTally
  ) throws {
    let end = ValueReference(node: values.count - 1)
    guard let first = paths(from: end, dim, [0: 1]), let second = paths(from: end, dim, [1: 1]),
      !first.isEmpty, first.count == second.count
    else { return }
    tally.paths += first.count
    let starts = try first.map(mean)
    let jumps = Set(try zip(first, second).map { try mean($1) - mean($0) })
    let expected = CentreMap.Centre(least: starts.min() ?? 0, greatest: starts.max() ?? 0)
    let isRight = try centres.value.map {
      try Set([$0.jump]) == jumps && $0.period == 1 && $0.centre(of: 0) == expected
    }
    if isRight != true { tally.disagree(name("axis \(axis) \(centres), not \(expected)")) }
  }

  private func mean(_ positions: [Int: Int]) throws -> Rational {
    try Rational(
      positions.reduce(0) { $0 + $1.key * $1.value }, over: positions.values.reduce(0, +))
  }

  /// For each way through the graph to the source how often it comes to each position, image or not;
  /// nil when there is a layer on the way that is no window.
  private func paths(
    from value: ValueReference, _ dim: Int, _ positions: [Int: Int]
  ) -> [[Int: Int]]? {
    if value.node == source { return value.output == 0 ? [positions] : [] }
    if !values[value.node][value.output].isReached { return [] }
    let node = graph.nodes[value.node]
    let sizes = node.inputs.map { values[$0.node][$0.output].dims }
    guard let step = node.operation.step(dim, sizes, output: value.output) else { return nil }
    var moved: [Int: Int] = [:]
    for (position, count) in positions {
      for tap in step.taps { moved[position * step.stride + tap, default: 0] += count }
    }
    var all: [[Int: Int]] = []
    for input in node.inputs.prefix(step.inputs) {
      guard let paths = paths(from: input, step.dim, moved) else { return nil }
      all += paths
    }
    return all
  }
}

/// What a window at unit 0 covers, how far the next is, and in which dimension of how many inputs.
private struct Step {
  var taps = [0]
  var stride = 1
  var dim: Int
  var inputs = 1
}

extension Operator {
  fileprivate func step(_ dim: Int, _ sizes: [[Int]], output: Int) -> Step? {
    guard sizes[0].indices.contains(dim) else { return nil }
    let length = sizes[0][dim]
    func window(_ settings: WindowSettings) -> Step {
      let window = DependencyWalk.Value.window(settings, dim - 1)
      let before = AxisReading.padding(
        window, on: length, DependencyWalk.Value.sides(settings.padding, dim - 1)
      ).before
      return Step(
        taps: (0..<window.kernel).map { $0 * window.dilation - before }, stride: window.stride,
        dim: dim)
    }
    switch self {
    case .activation, .batchNorm, .cast: return Step(dim: dim)
    case .convolution(let layer): return window(layer.window)
    case .pool(let layer): return window(layer.window)
    case .pad(let layer):
      let dimensions = layer.dimensions ?? Array(2...sizes[0].count)
      let place = dimensions.firstIndex { ($0 < 0 ? sizes[0].count + $0 : $0 - 1) == dim }
      guard let place else { return Step(dim: dim) }
      return layer.before[place].constant.map { Step(taps: [-$0], dim: dim) }
    case .crop(let layer): return Step(taps: [layer.before[dim - 1]], dim: dim)
    case .cropLike: return Step(taps: [(length - sizes[1][dim]) / 2], dim: dim)
    case .slice(let layer) where layer.dimension == 1: return Step(dim: dim)
    case .slice(let layer):
      guard layer.dimension == dim + 1 else { return Step(dim: dim) }
      guard let start = layer.numbers?.start, layer.step > 0 else { return nil }
      return Step(
        taps: [start < 0 ? max(0, start + length) : start], stride: layer.step, dim: dim)
    case .gather(let layer):
      guard layer.dimension == dim + 1, let indices = layer.indices else { return Step(dim: dim) }
      let places = indices.prefix(2).map { $0 < 0 ? $0 + length : $0 }
      let stride = places.count > 1 ? places[1] - places[0] : 1
      return Step(taps: [places[0]], stride: stride, dim: dim)
    case .split(let layer): return layer.dimension == dim + 1 ? nil : Step(dim: dim)
    case .permute(let layer): return Step(dim: layer.order[dim + 1] - 1)
    case .elementwise where Set(sizes).count == 1: return Step(dim: dim, inputs: sizes.count)
    case .concat(let layer) where layer.dimension == 1: return Step(dim: dim, inputs: sizes.count)
    default: return nil
    }
  }
}
