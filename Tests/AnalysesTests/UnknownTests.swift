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
        + "with --opaque it passes and everything after it is unknown")
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
