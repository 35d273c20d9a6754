import ConvArithmetic
import LayerGraph

/// Windows that step over positions which nobody else reads: a 1×1 convolution with stride 2 drops three quarters.
///
/// Followed are, from the last layer to the first, the positions of each value that later layers read. Where a shortcut or
/// a slice reads the rest, nothing is dropped.
struct StrideOverKernel {
  let report: Report

  /// What is read of a value.
  fileprivate enum Demand {
    case nothing
    case everything
    case some(Lattices)
  }

  /// Dimensions that aren't here are read whole.
  fileprivate struct Lattices {
    var byDimension: [Int: Lattice]
    var readers: [Int]
    /// Whether one of them computes: slices and windows of one position choose, and mean to.
    var areComputed: Bool
  }

  /// One for each value that is so read. O(layers + edges).
  var findings: [Finding] {
    var demands = [Demand](repeating: .nothing, count: report.layers.count)
    for output in report.graph.outputs { demands[output.value.node] = .everything }
    var findings: [Finding] = []
    for index in report.layers.indices.reversed() {
      let demand = demands[index]
      demands[index] = .nothing
      let layer = report.layers[index]
      switch demand {
      case .nothing: continue
      case .everything: break
      case .some(let lattices):
        if let before = passed(lattices, through: layer) {
          demands[layer.inputs[0].node].merge(before)
          continue
        }
        if lattices.areComputed, let finding = finding(lattices, of: index) {
          findings.append(finding)
        }
      }
      read(layer, index, &demands)
    }
    return findings.sorted { $0.layers.lexicographicallyPrecedes($1.layers) }
  }

  private func read(_ layer: LayerReport, _ index: Int, _ demands: inout [Demand]) {
    let windows = layer.outputs.count == 1 ? report.windows(of: index) : []
    for (number, input) in layer.inputs.enumerated() {
      var byDimension: [Int: Lattice] = [:]
      for window in windows where window.input == number && window.length != 1 {
        if let lattice = window.taps.flatMap(Lattice.init) {
          byDimension[window.dimension] = lattice
        }
      }
      let isWhole = byDimension.isEmpty || input.output > 0
      demands[input.node].merge(
        isWhole
          ? .everything
          : .some(
            Lattices(byDimension: byDimension, readers: [index], areComputed: layer.computes)))
    }
  }

  /// What is read of the input of a layer that only moves, or changes each element alone.
  private func passed(_ lattices: Lattices, through layer: LayerReport) -> Demand? {
    guard layer.inputs.count == 1, layer.outputs.count == 1, layer.inputs[0].output == 0 else {
      return nil
    }
    if layer.isPointwise { return .some(lattices) }
    guard !layer.computes, case .known(let readings) = layer.readings(of: 0),
      let reading = readings.first
    else { return nil }
    var before = lattices
    before.byDimension = [:]
    for dimension in reading.routes.indices {
      guard case .along(let output, let map) = reading.routes[dimension],
        case .window(let taps) = map.kind, taps.isShift
      else { return nil }
      guard let lattice = lattices.byDimension[output] else { continue }
      before.byDimension[dimension] = lattice.moved(by: taps.offset)
    }
    return before.byDimension.isEmpty ? .everything : .some(before)
  }

  private func finding(_ lattices: Lattices, of index: Int) -> Finding? {
    let layers = Array(Set(lattices.readers)).sorted()
    guard case .known(let shape) = report.layers[index].shape else { return nil }
    var share: Rational = 1
    for (dimension, lattice) in lattices.byDimension where shape.dims.indices.contains(dimension) {
      guard let part = try? lattice.share(of: shape[dimension]), let product = try? share * part
      else { return Finding(.strideOverKernel, layers: layers, .unknown(.tooLarge)) }
      share = product
    }
    guard share < 1, let dropped = try? 1 - share else { return nil }
    return Finding(.strideOverKernel, layers: layers, .dropped(dropped))
  }
}

extension StrideOverKernel.Demand {
  /// Both together. Of two grids what lies on the lines of either counts as read.
  fileprivate mutating func merge(_ other: Self) {
    switch (self, other) {
    case (.nothing, _): self = other
    case (_, .nothing): break
    case (.everything, _), (_, .everything): self = .everything
    case (.some(var lattices), .some(let others)):
      self = .everything
      var common: [Int: Lattice] = [:]
      for (dimension, lattice) in lattices.byDimension {
        guard let other = others.byDimension[dimension] else { continue }
        common[dimension] = lattice.union(other)
      }
      if common.isEmpty { return }
      lattices.byDimension = common
      lattices.readers += others.readers
      lattices.areComputed = lattices.areComputed || others.areComputed
      self = .some(lattices)
    }
  }
}
