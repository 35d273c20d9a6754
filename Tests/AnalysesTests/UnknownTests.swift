import Analyses
import ConvArithmetic
import Escaping
import LayerGraph
import Testing

/// What nobody knows is unknown from there on, with the reason, and never a number.
@Suite struct UnknownTests {
  private func network() throws -> Graph {
    let image = GraphBuilder("mystery").input(3, 16, 16)
    let before = image.conv(8, 3, padding: 1, named: "before")
    let mystery = before.then(.opaque(Opaque(name: "DeformConv", outputs: 2)), named: "mystery")
    let after = mystery.output(1).conv(8, 3, padding: 1, named: "after")
    let beside = before.relu(named: "beside")
    return try image.builder.build(outputs: [("a", after), ("b", beside)])
  }

  @Test func unknownOperatorsAreRefusedUnlessAllowed() throws {
    let error = #expect(throws: Diagnostic.self) { try network().report() }
    #expect(
      error?.description
        == "mystery (DeformConv): operator 'DeformConv' is not known; "
        + "with --opaque it passes and everything after it is unknown, and --until NAME cuts the network off "
        + "before it")
  }

  @Test func allThatFollowsIsUnknownAndTheRestIsNot() throws {
    let report = try network().report(.init(allowsOpaque: true))
    let reason = UnknownReason.opaque(node: "DeformConv")
    for name in ["mystery", "after"] {
      let layer = try #require(report[name])
      #expect(layer.shape == .unknown(reason))
      #expect(layer.parameters == .unknown(reason))
      #expect(layer.work == .unknown(reason))
      #expect(layer.activationBytes == .unknown(reason))
      #expect(layer.field.axes.allSatisfy { $0.local == .unknown(reason) })
      #expect(layer.field.isReached)
      #expect(!layer.isPointwise)
    }
    #expect(report["mystery"]?.outputs.count == 2)
    #expect(report["before"]?.shape == .known([1, 8, 16, 16]))
    #expect(report["beside"]?.field.axes[0].local?.value?.size == .known(3...3))
    let total = report.total
    for sum in [
      total.parameters, total.multiplyAccumulates, total.floatingPointOperations,
      total.activationBytes, total.peakActivationBytes, total.parameterBytes,
    ] { #expect(sum == .unknown(reason)) }
    #expect(
      report.total.parameters.description
        == "unknown: depends on the unknown operator 'DeformConv'")
    let error = #expect(throws: Diagnostic.self) { try report.region(of: "after", unit: [0, 0]) }
    #expect(
      error?.description
        == "after (conv): can't be determined: depends on the unknown operator 'DeformConv'")
    #expect(report.positionsRead() == .unknown(reason))
  }

  /// Totals that aren't known are sums of what is, and say whose terms are missing.
  @Test func totalsAreAtLeastWhatIsKnown() throws {
    let image = GraphBuilder("mystery").input(3, 16, 16)
    let before = image.conv(8, 3, padding: 1)
    let found = before.then(
      .opaque(Opaque(name: "NonZero", isKnown: true, multiplyAccumulates: 0)))
    let moved = found.permute([1, 0]).relu()
    let more = (0..<3).reduce(moved) { value, _ in value.conv(8, 1) }
    let report = try image.builder.build(
      output: more.then(.opaque(Opaque(name: "Loop", isKnown: true)))
    ).report()
    let total = report.total
    let least = try #require(total.least)
    let (conv, nonZero, loop) = (
      OperatorLayers(kind: "conv", layers: 3), OperatorLayers(kind: "NonZero", layers: 1),
      OperatorLayers(kind: "Loop", layers: 1)
    )
    let reason = UnknownReason.notModelled(operation: "NonZero")
    #expect(total.multiplyAccumulates == .unknown(reason))
    #expect(least.multiplyAccumulates.value == 55_296)
    #expect(least.multiplyAccumulates.without == [conv, loop])
    #expect(total.parameters == .unknown(reason))
    #expect(least.parameters == 224)
    #expect(least.parameterBytes == 896)
    #expect(least.parameterCounts.without == [conv])
    #expect(least.floatingPointOperations.value == 110_592)
    #expect(
      least.floatingPointOperations.without
        == [conv, nonZero, OperatorLayers(kind: "relu", layers: 1), loop])
    #expect(least.activationBytes.value == 11_264)
    #expect(
      least.activationBytes.without
        == [
          conv, nonZero, OperatorLayers(kind: "permute", layers: 1),
          OperatorLayers(kind: "relu", layers: 1), loop,
        ])
    #expect(least.peakActivationBytes == 11_264)
    let plain = GraphBuilder("plain").input(3, 16, 16).conv(8, 3)
    #expect(try plain.builder.build(output: plain).report().total.least == nil)
  }

  /// What multiplies nothing leaves MACs known, and what holds nothing parameters.
  @Test func whatMultipliesNothingLeavesTotalsKnown() throws {
    let image = GraphBuilder("picks").input(3, 16, 16)
    let found = image.conv(8, 3, padding: 1).then(
      .opaque(Opaque(name: "NonZero", isKnown: true, multiplyAccumulates: 0)))
    let report = try image.builder.build(
      output: found.permute([1, 0]).softmax(dimension: -1).reduce(.sum, dimensions: [1])
    ).report()
    #expect(report.total.multiplyAccumulates == 55_296)
    #expect(report.total.parameters == 224)
    #expect(report.total.floatingPointOperations.value == nil)
    #expect(report.total.least?.multiplyAccumulates.without == [])
  }

  /// Where the shapes are given all is known that follows from them, and the operator is not refused.
  @Test func givenShapesAreKnownAlthoughNothingElseIs() throws {
    let h = Dim.symbol("H")
    let (rows, bytes, macs) = (try h - 4, try h * 160 - 608, try h * 1440 - 5760)
    let image = GraphBuilder("detector").input(3, h, 16)
    let picked = image.conv(8, 3, named: "before").then(
      .opaque(Opaque(name: "TopK", outputs: 2, shapes: [[1, 8, rows, 5], [1, 8]])),
      named: "picked")
    let after = picked.conv(4, 3, padding: 1, named: "after")
    let report = try image.builder.build(outputs: [("a", after), ("b", picked.output(1))]).report()
    let reason = UnknownReason.notModelled(operation: "TopK")
    let layer = try #require(report["picked"])
    #expect(layer.outputs.map(\.shape) == [.known([1, 8, rows, 5]), .known([1, 8])])
    #expect(layer.parameters == .known(.zero))
    #expect(layer.work == .unknown(reason))
    #expect(layer.activationBytes == .known(bytes))
    #expect(layer.field.isReached && !layer.isPointwise)
    #expect(
      layer.outputs.allSatisfy { $0.fields[0].axes.allSatisfy { $0.local == .unknown(reason) } })
    #expect(report["after"]?.shape == .known([1, 4, rows, 5]))
    #expect(report["after"]?.work.value?.multiplyAccumulates == macs)
    #expect(report["after"]?.field.axes[0].local == .unknown(reason))
    #expect(report.total.parameters == 516)
    #expect(report.total.multiplyAccumulates == .unknown(reason))
    #expect(report.requirements.map(\.description) == ["H ≥ 5"])
  }

  /// Shared weights after an unknown operator: there is nothing to compare, so nothing to refuse.
  @Test func sharedWeightsAfterUnknownOperators() throws {
    let image = GraphBuilder("mystery").input(3, 16, 16)
    let conv = Operator.convolution(
      Convolution(window: WindowSettings(kernel: 3), outputChannels: 3))
    let value = image.then(conv, named: "a", sharedWeights: "w").then(.opaque(Opaque(name: "X")))
      .then(conv, named: "b", sharedWeights: "w")
    let report = try image.builder.build(output: value).report(.init(allowsOpaque: true))
    #expect(report["b"]?.sharesWeightsWith == "a")
    #expect(report["b"]?.parameters == .known(.zero))
    // What isn't shared is as unknown as the layer.
    let other = value.then(conv, named: "c", sharedWeights: SharedWeights(weights: "w"))
    let partly = try image.builder.build(output: other).report(.init(allowsOpaque: true))
    #expect(partly["c"]?.parameters == .unknown(.opaque(node: "X")))
    #expect(partly["c"]?.sharesWeightsWith == "a")
  }

  /// Numbers past 64 bits are unknown, everything below stays exact.
  @Test func hugeNumbersAreUnknown() throws {
    let huge = 1_000_000_000_000_000_000
    let image = GraphBuilder("huge").input(1, Dim(huge))
    let report = try image.builder.build(
      output: image.conv(1, 3, padding: 1, named: "a").conv(64, 3, padding: 1, named: "b")
    ).report()
    #expect(report["a"]?.work.value?.multiplyAccumulates == .constant(3 * huge))
    #expect(report["a"]?.work.value?.floatingPointOperations == .known(.constant(6 * huge)))
    #expect(report["b"]?.shape == .known([1, 64, Dim(huge)]))
    #expect(report["b"]?.work == .unknown(.tooLarge))
    #expect(report["b"]?.field.axes[0].local?.value?.size == .known(5...5))
    #expect(report["b"]?.parameters.value?.weights == 192)
    #expect(report.total.parameters == 260)
    #expect(report.total.multiplyAccumulates == .unknown(.tooLarge))
    #expect(
      report.total.multiplyAccumulates.description == "unknown: too large for exact arithmetic")
    let seen = try report.region(of: "b", unit: [huge / 2]).axes[0]
    #expect(seen.clipped == Interval(huge / 2 - 2, huge / 2 + 2))
    #expect(
      try report.projection(of: [huge - 1], at: "b") == [PositionSet(Interval(huge - 3, huge - 1))])
  }
}
