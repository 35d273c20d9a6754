import Analyses
import ConvArithmetic
import LayerGraph
import ModelZoo
import TestSupport
import Testing
@testable import Verification

/// Where branches meet, in every phase, against ramps that are put through.
@Suite struct AlignmentTests {
  /// The comparisons of one kind alone.
  private func alignment(_ report: Report) throws -> (check: Check, differing: [Disagreement]) {
    let ledger = try ledger(report)
    return (try #require(ledger.merged.first), ledger.disagreements)
  }

  private func ledger(_ report: Report) throws -> Ledger {
    let verifier = try Verifier(report, mode: .quick, seed: 0, memory: .standard) { _ in }
    var ledger = Ledger(PassBudget(.standard, .full))
    for source in verifier.inputSizes.indices {
      let regions = RegionPass(report: verifier.narrowed, source: source)
      for axis in 0..<verifier.inputSizes[source].count - Shape.firstSpatialDimension {
        let check = FieldCheck(regions, report: verifier.narrowed, source: source, axis: axis)
        verifier.compareAlignment(check, &ledger)
      }
    }
    return ledger
  }

  /// Counts are phases along 2 axes: 8 additions of ResNet-18 have one each; of a pyramid 16 additions,
  /// and 2, 4 and 8 phases where maps are brought up.
  @Test(arguments: [
    ("resnet18", 16), ("fasterrcnn_resnet50_fpn", 60), ("unet-padded", 60), ("yolov3", 58),
    ("hrnet_w18", 724), ("deeplabv3_resnet50", 34),
  ])
  func zoo(name: String, phases: Int) throws {
    let (check, differing) = try alignment(try Zoo.graph(name).report())
    #expect(differing.isEmpty, "\(name): \(differing.prefix(3))")
    #expect(check.compared == phases && check.leftOut.isEmpty, "\(name): \(check)")
  }

  @Test func randomPyramids() throws {
    let count: UInt64 = 500
    var (phases, several) = (0, 0)
    for seed in 0..<count {
      var random = RandomPyramid(seed: seed)
      let report = try random.graph().report()
      let (check, differing) = try alignment(report)
      #expect(differing.isEmpty, "pyramid \(seed): \(differing.prefix(3))")
      #expect(check.compared > 0 && check.leftOut.isEmpty, "pyramid \(seed): \(check)")
      phases += check.compared
      let last = report.layers[report.layers.count - 1].field.axes[0].local?.value?.centres.value
      several += (last?.period ?? 1) > 1 ? 1 : 0
    }
    print("alignment, random pyramids: \(count) networks, \(phases) phases")
    #expect(phases > 4_000 && several > 200)
  }

  /// What attention in windows looks at is up to its values: no ramp tells.
  @Test func windowsOfAttentionAreLeftOut() throws {
    let (check, differing) = try alignment(try Zoo.graph("swin_t").report())
    #expect(differing.isEmpty && check.compared == 0)
    #expect(check.leftOut.keys.sorted { $0.rawValue < $1.rawValue } == [.notFollowed], "\(check)")
  }

  /// Of a pass that fails the error is told: here no image that is shorter along the axis would do.
  @Test func failure() throws {
    let builder = GraphBuilder("long")
    let input = builder.input(1, 9_000_000)
    let sum = input.conv(1, 3, padding: 1).add(input.conv(1, 40_001, padding: 20_000))
    let ledger = try ledger(builder.build(output: sum).report())
    let left = try #require(ledger.passesLeftOut.first)
    #expect(left.pass == "centres along length" && left.quantities == [.alignment])
    #expect(
      left.reason
        == "input (input): a tensor of 1×1×9000000 would take 34.3 MiB; the limit is 8388608 elements "
        + "(32 MiB as Float)")
    #expect(ledger.merged.first?.leftOut == [.passNotRun: 1])
  }

  /// A network of vectors has no axes, and each kind says that it compared nothing.
  @Test func nothingToCompare() throws {
    let vector = GraphBuilder("vector").input(4)
    let verdict = try vector.builder.build(output: vector.linear(3).relu()).report().verify()
    #expect(verdict.holds)
    #expect(verdict.notCompared == [.fields, .closedForms, .alignment, .taint])
  }
}
