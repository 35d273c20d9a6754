import Analyses
import ConvArithmetic
import Escaping
import LayerGraph
import Testing

@Suite struct SliceRulesTests {
  /// Python's own definition: positions from start towards end, both counted from the front and clamped.
  @Test func slicesAreThoseOfPython() throws {
    for n in 1...6 {
      for start in Array(-8...8) + [nil] {
        for end in Array(-8...8) + [nil] {
          for step in [-3, -2, -1, 1, 2, 3] {
            let kept = step > 0 ? forwards(n, start, end, step) : backwards(n, start, end, step)
            let slice = Slice(dimension: -1, start: start, end: end, step: step)
            guard !kept.isEmpty else {
              #expect(throws: Diagnostic.self) { try Applied(.slice(slice), [1, 1, Dim(n)]) }
              continue
            }
            let it = try Applied(.slice(slice), [1, 1, Dim(n)])
            #expect(it.shape == [1, 1, Dim(kept.count)])
            #expect(try kept.indices.map { try it.seen($0)[0].hull.lower } == kept, "\(slice)")
            #expect(it.report.positionsRead().value?[0] == (try positions(kept)))
          }
        }
      }
    }
  }

  private func forwards(_ n: Int, _ start: Int?, _ end: Int?, _ step: Int) -> [Int] {
    let low = start.map { $0 < 0 ? max($0 + n, 0) : $0 } ?? 0
    let limit = end.map { $0 < 0 ? max($0 + n, 0) : $0 } ?? n
    return Array(stride(from: low, to: min(limit, n), by: step))
  }

  private func backwards(_ n: Int, _ start: Int?, _ end: Int?, _ step: Int) -> [Int] {
    let high = start.map { min($0 < 0 ? $0 + n : $0, n - 1) } ?? n - 1
    let limit = end.map { $0 < 0 ? max($0 + n, -1) : $0 } ?? -1
    return Array(stride(from: high, to: limit, by: step))
  }

  private func positions(_ kept: [Int]) throws -> PositionSet {
    try PositionSet(union: kept.map { Interval($0, $0) })
  }

  @Test func slicesOfOpenSizes() throws {
    let h = Dim.symbol("H")
    let half = try h.floorDivided(by: 2)
    let cases: [(Slice, Dim, [String])] = [
      (Slice(dimension: 2, start: 1), try h - 1, ["H ≥ 2"]),
      (Slice(dimension: 2, start: 0, end: -2), try h - 2, ["H ≥ 3"]),
      (Slice(dimension: 2, start: 0, end: 4), 4, ["H ≥ 4"]),
      (Slice(dimension: 2, start: -3), 3, ["H ≥ 3"]),
      (Slice(dimension: 2, start: 0, step: 2), try h.ceilDivided(by: 2), []),
      // ONNX's "to the end".
      (Slice(dimension: 2, end: .max), h, []), (Slice(dimension: 2, end: Int(Int32.max)), h, []),
      (Slice(dimension: 2, start: .min), h, []),
      // Numbers beyond any size mean the end or the beginning, and those beyond ordinary sizes too, which is
      // said.
      (Slice(dimension: 2, start: 1, end: 1_000_000_000), try h - 1, ["H ≥ 2"]),
      (Slice(dimension: 2, start: -1_000_000_000, end: -1), try h - 1, ["H ≥ 2"]),
      (Slice(dimension: 2, start: 1 << 31, end: -(1 << 31), step: -1), h, []),
      (Slice(dimension: 2, start: .max, end: .min, step: -2), try h.ceilDivided(by: 2), []),
      (Slice(dimension: 2, end: 99_999), h, ["H ≤ 99999"]),
      (Slice(dimension: 2, end: 5000), h, ["H ≤ 5000"]),
      (Slice(dimension: 2, start: -5000), h, ["H ≤ 5000"]),
      (Slice(dimension: 2, start: 5000, end: 0, step: -1), try h - 1, ["H ≥ 2", "H ≤ 5001"]),
      (Slice(dimension: 2, end: 224), 224, ["H ≥ 224"]),
      // Bounds that are sizes themselves: the first half, the second, all but a border, too much.
      (Slice(dimension: 2, end: half), half, ["H ≥ 2"]),
      (Slice(dimension: 2, start: half), try h - half, []),
      (Slice(dimension: 2, start: try half - h), try h - half, []),
      (Slice(dimension: 2, start: 1, end: try h - 1), try h - 2, ["H ≥ 3"]),
      (Slice(dimension: 2, end: try h + 5), h, []),
      (Slice(dimension: 2, start: try -h - 1, end: 1), 1, []),
      (Slice(dimension: 2, end: .symbol("N")), .symbol("N"), ["H - N ≥ 0"]),
      // Backwards.
      (Slice(dimension: 2, step: -1), h, []), (Slice(dimension: 2, end: .min, step: -1), h, []),
      (Slice(dimension: 2, start: .max, step: -1), h, []),
      (Slice(dimension: 2, start: -2, step: -1), try h - 1, ["H ≥ 2"]),
      (Slice(dimension: 2, start: 4, step: -2), 3, ["H ≥ 5"]),
      (Slice(dimension: 2, end: 0, step: -1), try h - 1, ["H ≥ 2"]),
    ]
    for (slice, size, requirements) in cases {
      let it = try Applied(.slice(slice), [1, 1, h])
      #expect(it.shape == [1, 1, size], "\(slice)")
      #expect(it.report.requirements.map(\.description) == requirements, "\(slice)")
    }
  }

  /// Where a slice begins is known or not; backwards there is no closed form but every unit's region.
  @Test func fieldsOfSlices() throws {
    let h = Dim.symbol("H")
    func local(_ slice: Slice, _ size: Dim) throws -> Known<LocalField>? {
      try Applied(.slice(slice), [1, 1, size]).layer.field.axes[0].local
    }
    let half = try h.floorDivided(by: 2)
    #expect(try local(Slice(dimension: 2, start: 1, end: half), h)?.value?.start == .known(1))
    let from = try local(Slice(dimension: 2, start: half), h)
    #expect(from == .unknown(.openSize(half)))
    #expect(try local(Slice(dimension: 2, step: -1), h) == .unknown(.openSize(try h - 1)))
    let back = try Applied(.slice(Slice(dimension: 2, start: 8, end: 1, step: -3)), [1, 1, 10])
    #expect(back.layer.field.axes[0].local == .unknown(.reversed))
    #expect(
      UnknownReason.reversed.description
        == "the axis was turned round, so that later units look further back")
    #expect(try (0..<3).map { try back.seen($0)[0].hull.lower } == [8, 5, 2])
    #expect(
      try (0..<10).map { try back.report.projection(of: [$0], at: "it")[0]?.hull.lower }
        == (0..<10).map { [8: 0, 5: 1, 2: 2][$0] ?? 0 })
  }

  /// A promise may decide what would clamp: the size follows it, and the places are not made up.
  @Test func promisesDecideHowASliceIsClamped() throws {
    let image = GraphBuilder("promise").input(1, .symbol("H"))
    let graph = try image.builder.build(
      output: image.slice(dimension: 2, start: 5, step: -1, named: "a"))
    #expect(try graph.report()["a"]?.shape == .known([1, 1, 6]))
    let few = try #require(Assumptions.none.adding("H", atMost: 4))
    let report = try graph.report(.init(assumptions: few))
    #expect(report["a"]?.shape == .known([1, 1, .symbol("H")]))
    #expect(report["a"]?.field.axes[0].local == .unknown(.openSize(.symbol("H"))))
    #expect(report.requirements.isEmpty)
  }
}
