import ConvArithmetic
import Escaping
import LayerGraph
import TestSupport
import Testing

@testable import ReferenceExecutor

/// Two ways to find what a unit depends on, which share nothing but the kernels' structure.
struct ProbeTests {
  /// Footprints and not-a-numbers agree for every element of every value, and for each position of
  /// each axis. The fast path and the naive kernels carry not-a-numbers to the same elements.
  @Test func footprintsAgreeWithTaint() throws {
    var (graphs, units) = (0, 0)
    // The rest runs where the wide run is asked for.
    for seed in UInt64(0)..<(WideRun.folder == nil ? 40 : 160) {
      guard let graph = randomNetwork(seed: seed, where: \.isTame) else { continue }
      let checked = try compare(graph, "seed \(seed)", stride: 3)
      (graphs, units) = (graphs + 1, units + checked)
    }
    print("Footprints against NaNs: \(units) comparisons agree in \(graphs) random graphs")
    #expect(graphs >= (WideRun.folder == nil ? 30 : 120))
  }

  @Test func everyOperator() throws {
    for sample in OperatorCorpus.all where sample.isConcrete && sample.operation.isTame {
      guard let first = sample.inputs.first, first.rank > 1, sample.name != .opaque else {
        continue
      }
      _ = try compare(sample.graph(), "\(sample)", stride: 1)
    }
  }

  @Test func shiftedWindows() throws {
    for shift in 0...3 {
      let map = GraphBuilder("windows").input(Shape(sizes: [1, 7, 5, 2]))
      let attended = map.windowAttention(window: [3, 2], shift: PerAxis(shift), heads: 1)
      _ = try compare(try map.builder.build(output: attended), "shift \(shift)", stride: 1)
    }
  }

  /// Compares all elements of all values, for every `stride`-th position of each dimension after the
  /// batch, or for six of them where that would be more. Returns how many elements were compared.
  private func compare(_ graph: Graph, _ name: String, stride least: Int) throws -> Int {
    var compared = 0
    let executor = Executor(graph, parameters: SeededParameters(seed: 5))
    let inputs = try executor.seededInputs(seed: 7)
    try executor.taint(inputs, elements: []) { node in
      let masks = node.outputs.map(\.isNotANumber)
      #expect(!masks.joined().contains(true), "\(name): \(node.name) without taint")
    }
    for dimension in 1..<inputs[0].rank {
      var footprints: [[Tensor<Footprint>]] = []
      try executor.footprints(dimension: dimension) { footprints.append($0.run.outputs) }
      let step = max(least, (inputs[0].sizes[dimension] + 5) / 6)
      for position in Swift.stride(from: 0, to: inputs[0].sizes[dimension], by: step) {
        let tainted = inputs[0].places(at: position, along: dimension)
        for usesFastPath in [false, true] {
          let arithmetic = FloatArithmetic(usesFastPath: usesFastPath)
          try executor.taint(inputs, elements: tainted, with: arithmetic) { node in
            let masks = node.outputs.map(\.isNotANumber)
            for (mask, footprint) in zip(masks, footprints[node.index]) {
              let expected = footprint.elements.map { $0.contains(position) }
              #expect(
                mask == expected,
                "\(name): \(node.name), position \(position) of dimension \(dimension)")
              compared += mask.count
            }
          }
        }
      }
    }
    return compared
  }

  /// An axis of more than 512 positions takes several passes, each with its own base.
  @Test func longAxes() throws {
    let builder = GraphBuilder("long")
    let graph = try builder.build(
      output: builder.input(Shape(sizes: [1, 1, 1100])).conv(1, 3, padding: 1).conv(1, 3))
    var seen: [Int: Set<Int>] = [:]
    try Executor(graph).footprints(dimension: 2) { pass in
      guard pass.run.index == 2 else { return }
      for unit in [0, 509, 510, 511, 1021, 1097] {
        seen[unit, default: []].formUnion(pass.positions(element: unit))
      }
    }
    for unit in [0, 509, 510, 511, 1021] {
      #expect(seen[unit] == Set(max(0, unit - 1)...unit + 3), "unit \(unit)")
    }
    #expect(seen[1097] == Set(1096...1099))
    #expect(Footprint(position: 512).isEmpty && Footprint(position: -1).isEmpty)
  }

  /// Positions under one name are not told apart; footprints of both widths find the same.
  @Test func labels() throws {
    let builder = GraphBuilder("labels")
    let graph = try builder.build(
      output: builder.input(Shape(sizes: [1, 1, 300])).conv(1, 3, padding: 1).conv(1, 3))
    let executor = Executor(graph)
    let labels = (0..<300).map { $0 < 100 ? 0 : $0 < 150 ? $0 - 99 : 51 }
    func seen<Mark: Footmark>(_ mark: Mark.Type, _ unit: Int) throws -> Set<Int> {
      var seen: Set<Int> = []
      try executor.footprints(labels: [2: labels]) { (pass: FootmarkRun<Mark>) in
        if pass.run.index == 2 { seen.formUnion(pass.positions(element: unit)) }
      }
      return seen
    }
    for (unit, expected) in [
      (0, [0]), (97, [0, 1]), (120, [20, 21, 22, 23, 24]), (147, [47, 48, 49, 50, 51]),
      (290, [51]),
    ] {
      #expect(try seen(Footprint.self, unit) == Set(expected), "unit \(unit)")
      #expect(try seen(NarrowFootprint.self, unit) == Set(expected), "unit \(unit)")
    }
    #expect(NarrowFootprint(position: 64) == .none && NarrowFootprint(position: -1) == .none)
    #expect(NarrowFootprint(position: 63).positions == [63])
    let error = #expect(throws: ExecutionError.self) {
      try executor.footprints(labels: [3: labels]) { (_: FootprintRun) in }
    }
    #expect(error?.description == "there is no dimension 3 in 1×1×300; it has 3")
  }
}
