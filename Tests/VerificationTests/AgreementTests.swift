import Analyses
import ConvArithmetic
import LayerGraph
import ModelZoo
@testable import TestSupport
import Testing
import Verification

/// Reports and forward passes say the same.
@Suite struct AgreementTests {
  @Test func microGraphs() throws {
    var tally = AgreementTally()
    for micro in try MicroGraph.load() {
      let verdict = try micro.graph.report().verify(.full)
      expectAgreement(verdict, micro.name)
      tally.add(verdict)
    }
    print("Reports against forward passes, small graphs: \(tally)")
    #expect(tally.networks == 57)
    #expect(tally.compared(.fields) > 4_000)
    #expect(tally.compared(.closedForms) > 200)
    for quantity in [Quantity.shapes, .parameters, .multiplyAccumulates, .operations, .memory] {
      #expect(tally.skipped(quantity) == 0, "\(quantity)")
    }
  }

  @Test func randomGraphs() throws {
    let count: UInt64 = WideRun.isOn ? 2_000 : 200
    var tally = AgreementTally()
    for seed in 0..<count {
      var random = RandomGraph(seed: seed)
      let verdict = try random.graph().report().verify(seed: seed)
      expectAgreement(verdict, "random graph \(seed)")
      tally.add(verdict)
    }
    print("Reports against forward passes, random graphs: \(tally)")
    #expect(tally.compared(.fields) > 20 * Int(count))
    #expect(tally.compared(.taint) > 20 * Int(count))
  }

  /// An axis of the image in the channels' place shows which channel makes which.
  @Test func axesAmongTheChannels() throws {
    var operations: [Operator] = [.slice(Slice(dimension: 1, start: 6, end: 1, step: -2))]
    for order in PixelShuffle.Order.allCases {
      operations.append(.pixelShuffle(PixelShuffle(factor: 2, order: order)))
      operations.append(.pixelUnshuffle(PixelUnshuffle(factor: 2, order: order)))
    }
    for mode in PaddingMode.allCases {
      operations.append(.pad(Pad(before: 3, after: [-2], dimensions: [1], mode: mode)))
    }
    for operation in operations {
      let image = GraphBuilder("channels").input(4, 8)
      let value = image.permute([0, 2, 1]).then(operation, named: "it")
      let graph = try image.builder.build(output: value.permute([0, 2, 1]))
      let verdict = try graph.report(Report.Options(findsAxes: false)).verify(.full)
      expectAgreement(verdict, "\(operation)")
      let fields = verdict.checks.first { $0.quantity == .fields }
      #expect(try #require(fields).compared > 15, "\(operation)")
    }
  }

  /// What is shared, role by role, and what is counted without being read.
  @Test func sharedAndUnreadNumbers() throws {
    let image = GraphBuilder("shared").input(4, 6, 6)
    let conv = Operator.convolution(
      Convolution(window: WindowSettings(kernel: 3, padding: 1), outputChannels: 4))
    let roles = SharedWeights(shift: "w", statistics: "w")
    var value = image
    for hasCounter in [true, true, false] {
      value = value.then(conv, sharedWeights: SharedWeights(weights: "w"))
      let norm = Operator.batchNorm(BatchNorm(hasBatchCounter: hasCounter))
      value = value.then(norm, sharedWeights: hasCounter ? roles : nil)
    }
    let table = image.builder.constant([1, 4, 6, 6], isLearned: true, learnedElements: 44)
    let report = try image.builder.build(output: value.add(table)).report()
    #expect(report.total.parameters == 220)  // 144 + 3 · 4, 3 · 4 + 2 · 4, 44
    #expect(report.total.parameterCounts.value?.runningStatistics == 17)
    let verdict = try report.verify()
    expectAgreement(verdict, "shared")
    let check = verdict.checks.first { $0.quantity == .parameters }
    #expect(check?.compared == 10 && check?.leftOut == [.madeOfOthers: 1])
  }

  /// What a known operator without a kernel declares is nothing that a forward pass proves.
  @Test func declaredOperatorsAreStoodInFor() throws {
    let image = GraphBuilder("declared").input(4, 6, 6)
    let declared = Opaque(
      name: "Lookup", shapes: [[1, 4, 4, 4]], isKnown: true, multiplyAccumulates: 2304)
    let value = image.conv(4, 3).relu().then(.opaque(declared), named: "lookup").conv(2, 3)
    let verdict = try image.builder.build(output: value).report().verify(.full)
    expectAgreement(verdict, "declared")
    for quantity in [Quantity.shapes, .multiplyAccumulates] {
      let check = try #require(verdict.checks.first { $0.quantity == quantity })
      #expect(check.leftOut[.stoodInFor] == 1 && check.compared > 2, "\(quantity)")
    }
  }

  /// Of two choices the one that is not a number may be the one not taken.
  @Test func choicesHideWhatIsNotANumber() throws {
    let image = GraphBuilder("choice").input(2, 6, 6)
    let chosen = image.relu().select(image, else: image.conv(2, 1))
    let verdict = try image.builder.build(output: chosen.conv(2, 3)).report().verify(.full)
    expectAgreement(verdict, "choice")
  }

  /// Every network at its default size with few channels; in a debug build, where that takes minutes, only
  /// small ones: `rfcalc verify` looks at the others.
  @Test func zoo() throws {
    let small: Set<String> = ["lenet5", "resnet20", "preact_resnet20"]
    var tally = AgreementTally()
    var skipped = 0
    for entry in Zoo.entries {
      for variant in [nil] + entry.variants.map(Optional.some) {
        guard Self.isReleaseBuild || small.contains(entry.name) else {
          skipped += 1
          continue
        }
        let name = entry.name + (variant.map { " \($0)" } ?? "")
        let start = ContinuousClock.now
        let graph = try Zoo.graph(entry.name, variant: variant)
        let verdict = try graph.report().verify(.quick)
        print("rfcalc verify --quick \(name) takes \(ContinuousClock.now - start)")
        expectAgreement(verdict, name)
        tally.add(verdict)
      }
    }
    let others = skipped == 0 ? "" : "; \(skipped) larger ones only in a release build"
    print("Reports against forward passes, networks of the zoo: \(tally)\(others)")
    #expect(tally.networks > 0)
  }

  private static var isReleaseBuild: Bool {
    #if DEBUG
      false
    #else
      true
    #endif
  }

  private func expectAgreement(_ verdict: Verdict, _ name: String) {
    for disagreement in verdict.disagreements.prefix(5) {
      Issue.record("\(name): \(disagreement)")
    }
    #expect(verdict.holds, "\(name): \(verdict.disagreements.count) disagreements")
    #expect(verdict.checks.contains { $0.quantity == .shapes && $0.compared > 0 }, "\(name)")
  }
}
