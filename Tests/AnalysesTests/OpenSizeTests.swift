import Analyses
import ConvArithmetic
import Escaping
import LayerGraph
@testable import TestSupport
import Testing

/// Answers in symbols, with numbers put in, are the answers in numbers; and the conditions that come
/// with them say just for which numbers.
@Suite struct OpenSizeTests {
  @Test func formulasGiveTheNumbersAndConditionsSayWhere() throws {
    var (networks, agreed, refused, unknown) = (0, 0, 0, 0)
    for seed in 0..<400 {
      var (open, concrete) = (OpenNetwork(seed: UInt64(seed)), OpenNetwork(seed: UInt64(seed)))
      let graph = try open.graph([1, 3, .symbol("H"), .symbol("W")])
      let formula = try? graph.report()
      var random = SplitMix64(seed: UInt64(seed))
      let numbers = try concrete.graph([1, 3, 9, 9])
      for _ in 0..<24 {
        let (h, w) = (
          Int.random(in: 1...24, using: &random), Int.random(in: 1...40, using: &random)
        )
        let values = ["H": h, "W": w]
        let report = try? numbers.withInputs([[1, 3, Dim(h), Dim(w)]], hasBatch: false).report()
        guard let formula else {
          #expect(report == nil, "\(seed) is refused in symbols, but \(values) fits")
          continue
        }
        let holds = try formula.requirements.allSatisfy { try $0.holds(for: values) }
        #expect(holds == (report != nil), "\(seed) \(values): \(formula.requirements)")
        guard let report, holds else {
          refused += 1
          continue
        }
        agreed += try compare(formula, report, values, &unknown, "\(seed) \(values)")
      }
      networks += 1
    }
    print(
      "Formulas of open sizes: \(agreed) figures of \(networks) random networks agree with those of plain "
        + "numbers, \(unknown) are unknown, \(refused) sizes are refused by both"
    )
    #expect(agreed > 200_000)
    #expect(refused > 1000)
    #expect(unknown < agreed / 50)
  }

  /// The number of figures that agree.
  private func compare(
    _ formula: Report, _ report: Report, _ values: [String: Int], _ unknown: inout Int,
    _ name: String
  ) throws -> Int {
    var agreed = 0
    func check(_ open: Known<Dim>, _ number: Known<Dim>, _ what: String) throws {
      guard case .known(let dim) = open else {
        unknown += 1
        return
      }
      #expect(try dim.value(values) == number.value?.constant, "\(name) \(what)")
      agreed += 1
    }
    for (open, layer) in zip(formula.layers, report.layers) {
      for (dim, size) in zip(open.shape.value?.dims ?? [], layer.shape.value?.dims ?? []) {
        try check(.known(dim), .known(size), layer.name)
      }
      #expect(open.shape.value?.rank == layer.shape.value?.rank)
      try check(
        open.work.map(\.multiplyAccumulates), layer.work.map(\.multiplyAccumulates), layer.name)
      if let first = open.work.value, let second = layer.work.value {
        try check(first.floatingPointOperations, second.floatingPointOperations, layer.name)
      }
      #expect(open.parameters == layer.parameters)
      try check(open.activationBytes, layer.activationBytes, layer.name)
    }
    let (open, total) = (formula.total, report.total)
    try check(open.parameters, total.parameters, "parameters")
    try check(open.multiplyAccumulates, total.multiplyAccumulates, "MACs")
    try check(open.floatingPointOperations, total.floatingPointOperations, "FLOPs")
    try check(open.activationBytes, total.activationBytes, "activations")
    try check(open.peakActivationBytes, total.peakActivationBytes, "peak")
    try check(open.parameterBytes, total.parameterBytes, "bytes")
    return agreed
  }

  /// Every channel count, batch and size open at once: a network of layers that keep their channels.
  @Test func channelsAndBatchCanBeOpenToo() throws {
    func network(_ shape: Shape) throws -> Report {
      let image = GraphBuilder("net").input(shape)
      let value = image.conv(nil, 3, stride: 2, padding: 1).batchNorm().relu().depthwiseConv(3)
        .conv(16, 1, groups: 4).channelShuffle(groups: 2).add(image.globalAveragePool().conv(16, 1))
      return try image.builder.build(output: value.flatten().linear(10)).report()
    }
    let open = try network([.symbol("N"), .symbol("C"), .symbol("H"), .symbol("W")])
    #expect(open.requirements.map(\.description) == ["C % 4 = 0", "H ≥ 5", "W ≥ 5"])
    for (n, c, h, w) in [(1, 4, 5, 5), (3, 8, 9, 6), (2, 64, 31, 20)] {
      let report = try network(Shape(sizes: [n, c, h, w]))
      let values = ["N": n, "C": c, "H": h, "W": w]
      for (formula, number) in [
        (open.total.parameters, report.total.parameters),
        (open.total.multiplyAccumulates, report.total.multiplyAccumulates),
        (open.total.floatingPointOperations, report.total.floatingPointOperations),
        (open.total.activationBytes, report.total.activationBytes),
      ] {
        #expect(try #require(formula.value).value(values) == number.value?.constant)
      }
    }
  }

  @Test func closedFormsOfTheSeeds() throws {
    let (c, h, w) = (Dim.symbol("C"), Dim.symbol("H"), Dim.symbol("W"))
    let image = GraphBuilder("seed").input(c, h, w)
    let report = try image.builder.build(
      output: image.conv(nil, 3, padding: 1, named: "conv").maxPool(2, named: "pool")
    ).report()
    let halves = [try h.floorDivided(by: 2), try w.floorDivided(by: 2)]
    #expect(report["pool"]?.shape == .known([1, c, halves[0], halves[1]]))
    #expect(report["pool"]?.shape.description == "1×C×⌊H/2⌋×⌊W/2⌋")
    #expect(report.total.parameters.description == "9·C² + C")
    #expect(report.total.multiplyAccumulates.description == "9·C²·H·W")
    let field = try #require(report["pool"]?.field.axes[0].local?.value)
    #expect(field.size == .known(4...4))
    #expect(field.jump == .known(2))
    #expect(field.start == .known(try Rational(1, over: 2)))
    #expect(report.requirements.map(\.description) == ["H ≥ 2", "W ≥ 2"])

    let chain = GraphBuilder("stem").input(3, h, w)
    let stem = try chain.builder.build(
      output: chain.conv(64, 7, stride: 2, padding: 3).maxPool(3, stride: 2, padding: 1)
        .conv(64, 3, padding: 1, named: "last")
    ).report()
    #expect(stem["last"]?.shape.description == "1×64×⌈H/4⌉×⌈W/4⌉")
    let seen = try #require(stem["last"]?.field.axes[1].local?.value)
    #expect(seen.size == .known(19...19))
    #expect(seen.jump == .known(4))
    #expect(seen.start == .known(0))
    #expect(stem.requirements.isEmpty)
  }

  /// Branches that the same padding moves lie to one another as they do at every size; where kernels
  /// differ nothing can be said.
  @Test func branchesWithTheSameOpenPadding() throws {
    func report(_ height: Dim, kernels: [Int]) throws -> Report {
      let image = GraphBuilder("branches").input(3, height, 64).conv(
        8, kernel: 7, stride: 2, padding: .sameUpper)
      func narrowed(_ value: Value, _ kernel: Int) -> Value {
        value.conv(8, kernel: PerAxis(kernel), stride: 2, padding: .sameUpper)
      }
      let branches = [
        narrowed(image, kernels[0]), narrowed(image.conv(8, 3, padding: 1), kernels[1]),
        image.maxPool(PerAxis(kernels[2]), stride: 2, padding: .sameUpper),
      ]
      return try image.builder.build(
        output: branches[0].concat(Array(branches.dropFirst())).conv(8, 3, padding: 1, named: "end")
      ).report()
    }
    let open = try report(.symbol("H"), kernels: [3, 3, 3])["end"]?.field.axes[0].local?.value
    let field = try #require(open)
    #expect(field.start == .unknown(.openPadding))
    for height in 5...68 {
      let closed = try report(Dim(height), kernels: [3, 3, 3])["end"]?.field.axes[0].local?.value
      #expect(closed?.size == field.size && closed?.jump == field.jump, "\(height)")
      #expect(closed?.apart == field.apart, "\(height)")
    }
    for kernels in [[5, 3, 3], [3, 5, 3], [3, 3, 2]] {
      let axis = try report(.symbol("H"), kernels: kernels)["end"]?.field.axes[0]
      #expect(axis?.local == .unknown(.openPadding), "\(kernels)")
    }
  }

  /// With SAME padding and a stride the offset depends on the remainder of N: sizes and jumps hold.
  @Test func samePaddingOfOpenSizesHasNoStart() throws {
    let image = GraphBuilder("same").input(3, .symbol("H"), 224)
    let report = try image.builder.build(
      output: image.conv(8, kernel: 3, stride: 2, padding: .sameUpper, named: "a")
        .conv(8, 3, padding: 1, named: "b")
    ).report()
    for (name, size, jump) in [("a", 3, 2), ("b", 7, 2)] {
      let axes = report[name]?.field.axes.compactMap(\.local?.value) ?? []
      try #require(axes.count == 2)
      #expect(axes.map(\.size) == [.known(size...size), .known(size...size)])
      #expect(axes.map(\.jump) == [.known(Rational(jump)), .known(Rational(jump))])
      #expect(axes[0].start == .unknown(.openPadding))
      #expect(axes[0].paddingBefore == .unknown(.openPadding))
      #expect(axes[0].paddingAfter(units: 112, length: 224) == .unknown(.openPadding))
      #expect(axes[1].start == .known(Rational(1)))
    }
    #expect(report["a"]?.shape.description == "1×8×⌈H/2⌉×112")
    // Stride 1 leaves nothing open, whatever the size.
    let one = GraphBuilder("one").input(3, .symbol("H"))
    let anchored = try one.builder.build(
      output: one.conv(8, kernel: 3, padding: .sameUpper, named: "a")
    ).report()
    #expect(anchored["a"]?.field.axes[0].local?.value?.start == .known(0))
  }

  /// Equal windows on axes of other lengths move what is seen by other amounts.
  @Test func openPaddingIsThatOfItsAxis() throws {
    let (h, w) = (Dim.symbol("H"), Dim.symbol("W"))
    let image = GraphBuilder("axes").input(3, h, w)
    let graph = try image.builder.build(
      output: image.conv(8, kernel: 3, stride: 2, padding: .sameUpper, named: "a"))
    let axes = try #require(graph.report()["a"]?.field.axes)
    #expect(axes.map { $0.local?.value?.unanchored.map(\.length) } == [[h], [w]])
  }

  @Test func promisesAnswerWhatWasOpen() throws {
    let h = Dim.symbol("H")
    let image = GraphBuilder("promise").input(4, h)
    let graph = try image.builder.build(output: image.pixelUnshuffle(2).conv(4, 5, named: "last"))
    #expect(try graph.report().requirements.map(\.description) == ["H % 2 = 0", "H ≥ 10"])
    let some = try #require(Assumptions.none.adding("H", multipleOf: 8))
    let half = try graph.report(.init(assumptions: some))
    #expect(half.requirements.map(\.description) == ["H ≥ 16"])
    #expect(half["last"]?.shape.description == "1×4×(4·⌊H/8⌋ - 4)")
    let all = try #require(some.adding("H", atLeast: 16))
    #expect(try graph.report(.init(assumptions: all)).requirements.isEmpty)
    let few = try #require(Assumptions.none.adding("H", atMost: 9))
    #expect(throws: Diagnostic.self) { try graph.report(.init(assumptions: few)) }
  }

  /// SAME padding where the remainder is assumed is what it is for each size that leaves it.
  @Test func samePaddingUnderRemainders() throws {
    func report(_ h: Dim, _ assumptions: Assumptions = .none) throws -> Report {
      let image = GraphBuilder("same").input(1, h, 9)
      let first = image.conv(4, kernel: 7, stride: 2, padding: .sameUpper, named: "a")
      let second = first.maxPool(2, stride: 2, padding: .sameLower, named: "b")
      return try image.builder.build(
        output: second.conv(4, kernel: 3, stride: 3, padding: .sameLower, named: "c")
      ).report(.init(assumptions: assumptions))
    }
    let open = try report(.symbol("H"))
    for size in 12..<48 {
      let fixed = try report(Dim(size))
      for index in 1..<open.layers.count {
        let cases = try #require(open.placeCases(of: open.layers[index].outputs[0], axis: 0))
        #expect(cases.symbol == "H")
        let places = cases.cases.filter { $0.residues.contains(size) }.map(\.places)
        let local = try #require(fixed.layers[index].field.axes[0].local?.value)
        let lengths = fixed.lengths(of: fixed.layers[index].outputs[0], axis: 0)
        #expect(places.count == 1 && local.start == .known(places[0].start))
        #expect(local.paddingBefore == .known(places[0].before))
        #expect(local.paddingAfter(lengths) == .known(places[0].after))
      }
    }
    for remainder in 0..<12 {
      let assumptions = try Assumptions(parsing: "H%12=\(remainder)")
      let open = try report(.symbol("H"), assumptions)
      for size in [12 + remainder, 60 + remainder] {
        let fixed = try report(Dim(size))
        for index in open.layers.indices {
          let axes = [open, fixed].map { $0.layers[index].field.axes[0] }
          let fields = axes.compactMap { $0.local?.value }
          #expect(fields.count == 2 && fields[0].start == fields[1].start)
          #expect(fields[0].paddingBefore == fields[1].paddingBefore)
          let after = [open, fixed].map { report in
            let lengths = report.lengths(of: report.layers[index].outputs[0], axis: 0)
            return report.layers[index].field.axes[0].local?.value?.paddingAfter(lengths)
          }
          #expect(after[0] == after[1] && after[0]?.value != nil)
          let length = try open.layers[index].shape.value?[2].value(["H": size])
          #expect(length == fixed.layers[index].shape.value?[2].constant)
        }
      }
    }
  }
}
