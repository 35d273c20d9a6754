import Analyses
import ConvArithmetic
import Escaping
import LayerGraph
import Testing
import Verification

/// What can't be run is refused with a reason; nothing traps.
@Suite struct RefusalTests {
  @Test func reasons() throws {
    let (height, width) = (try Dim(parsing: "H"), try Dim(parsing: "W"))
    let networks: [(says: String, build: (GraphBuilder) -> Value)] = [
      (
        "input (input): 1×3×H×W has open sizes; give numbers with --input",
        { $0.input(3, height, width).conv(4, 3) }
      ),
      (
        "custom1 (custom): the custom operator 'custom' has no kernel; give one in the options",
        { $0.input(3, 4, 4).then(.custom(Custom(kind: "custom", rules: Activation(.relu)))) }
      ),
    ]
    for (says, build) in networks {
      let builder = GraphBuilder("network")
      let report = try builder.build(output: build(builder)).report()
      for mode in [Verdict.Mode.standard, .full] {
        let error = #expect(throws: VerificationError.self) { try report.verify(mode) }
        #expect(error?.description == says)
      }
    }
  }

  /// One pass that can't be run hinders no other.
  @Test func passesThatFail() throws {
    let custom = Custom(kind: "custom", rules: Activation(.relu))
    let builder = GraphBuilder("custom")
    let value = builder.input(3, 4, 4).then(.custom(custom), named: "it")
    let report = try builder.build(output: value).report()
    let error = #expect(throws: VerificationError.self) { try report.verify() }
    #expect(
      error?.description
        == "it (custom): the custom operator 'custom' has no kernel; give one in the options")
    // Real numbers are no places; what has no values asks for none.
    let gather = GraphBuilder("gather")
    let image = gather.input(2, 4, 4)
    let places = Gather(dimension: 2, indices: nil, indexShape: Shape([1, 2, 4, 4]))
    let picked = image.conv(2, 1).then(.gather(places), with: [image], named: "picked")
    let verdict = try gather.build(output: picked).report().verify(.quick)
    #expect(verdict.holds, "\(verdict.disagreements.prefix(3))")
    let left = try #require(verdict.passesLeftOut.first)
    #expect(left.pass == "real numbers" && left.quantities.first == .shapes)
    #expect(
      left.reason.hasPrefix("picked (gather): ") && left.reason.hasSuffix(" must be a whole number")
    )
    #expect(
      verdict.notCompared.contains(.shapes) && !verdict.notCompared.contains(.fields))
  }

  /// Reports that look elsewhere, networks without an image, flat inputs and several of them.
  @Test func unusualReports() throws {
    let builder = GraphBuilder("two")
    let first = builder.input(2, 8, 8, named: "first")
    let second = builder.input(2, 4, 4, named: "second")
    let conv = first.conv(4, 3, stride: 2, padding: 1, named: "conv")
    let graph = try builder.build(output: conv.concat([second], named: "concat").conv(2, 3))
    let verdict = try graph.report().lookingAt("conv").verify()
    #expect(verdict.holds, "\(verdict.disagreements.prefix(3))")
    let networks: [(String, (GraphBuilder) -> Value)] = [
      ("no image", { $0.constant(Shape([1, 2, 3]), isLearned: true).relu() }),
      ("flat", { $0.input(Shape([1, 7])).linear(3).relu() }),
      ("batch", { $0.input(Shape([2, 3, 6, 6])).conv(4, 3).batchNorm().globalMaxPool() }),
      ("long", { $0.input(1, 1_100).conv(2, 5, stride: 2, dilation: 3).maxPool(3) }),
      ("tiny", { $0.input(1, 1, 1).conv(1, 1) }),
      (
        "shared",
        {
          let conv = Operator.convolution(
            Convolution(window: WindowSettings(kernel: 3), outputChannels: 2))
          return $0.input(2, 9, 9).then(conv, sharedWeights: "w").then(conv, sharedWeights: "w")
        }
      ),
    ]
    for (name, build) in networks {
      let builder = GraphBuilder(name)
      let verdict = try builder.build(output: build(builder)).report().verify(.full)
      #expect(verdict.holds, "\(name): \(verdict.disagreements.prefix(3))")
    }
  }
}
