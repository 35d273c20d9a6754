import Analyses
import ConvArithmetic
import LayerGraph
import ModelZoo
import Testing
@testable import Verification

/// Runs that do not need all channels use fewer.
@Suite struct NarrowingTests {
  @Test func spatialSizesAndStructureStay() throws {
    let names = [
      "lenet5", "alexnet-paper", "vgg11", "resnet18", "resnext50_32x4d", "mobilenet_v2",
      "densenet121", "unet", "googlenet", "squeezenet1_0",
    ]
    for name in names {
      let report = try ModelZoo.graph(name).report()
      let narrowing = Narrowing(report.graph, report)
      #expect(narrowing.factor == 64, "\(name): \(narrowing.factor)")
      let narrowed = try narrowing.graph.report()
      for (wide, narrow) in zip(report.layers, narrowed.layers) {
        let (before, after) = (wide.output.value?.sizes ?? [], narrow.output.value?.sizes ?? [])
        #expect(before.dropFirst(2) == after.dropFirst(2), "\(name) \(wide.name)")
        if before.count > 1, before[1] > 1 { #expect(after[1] > 1, "\(name) \(wide.name)") }
      }
      for (wide, narrow) in zip(report.graph.nodes, narrowing.graph.nodes) {
        guard case .convolution(let before) = wide.operation,
          case .convolution(let after) = narrow.operation
        else { continue }
        #expect((before.groups == 1) == (after.groups == 1), "\(name) \(wide.name)")
        #expect(before.window == after.window, "\(name) \(wide.name)")
      }
    }
  }

  @Test func whatCanNotFollowRunsAtItsWidth() throws {
    let networks: [(String, (GraphBuilder) -> Value)] = [
      ("reshape", { $0.input(4, 6, 6).conv(8, 3).reshape([.copy, .value(2), .infer]) }),
      ("attention", { $0.input(Shape([1, 6, 8])).attention(heads: 4).linear(8) }),
      ("windows", { $0.input(Shape([1, 8, 8, 4])).windowAttention(window: 4, heads: 2) }),
      (
        "constant",
        {
          let image = $0.input(8, 6, 6).conv(8, 3)
          return image.add($0.constant(Shape([1, 8, 1, 1]), isLearned: true))
        }
      ),
      ("cut channels", { $0.input(2, 6, 6).conv(8, 3).slice(dimension: 1, start: 1, end: 4) }),
      ("odd groups", { $0.input(3, 6, 6).conv(3, 3, groups: 3) }),
    ]
    for (name, build) in networks {
      let builder = GraphBuilder(name)
      let verification = try builder.build(output: build(builder)).report().verify()
      #expect(verification.narrowing == 1, "\(name)")
      #expect(verification.holds, "\(name): \(verification.disagreements.prefix(3))")
    }
  }

  /// The factor that is said is the one that was used, and quick mode narrows the Float pass too.
  @Test func widthsAreSaid() throws {
    let builder = GraphBuilder("wide")
    let image = builder.input(3, 9, 9)
    let graph = try builder.build(
      output: image.conv(128, 3).batchNorm().relu().globalAveragePool().flatten().linear(10))
    let report = try graph.report()
    for mode in Verification.Mode.allCases {
      let verification = try report.verify(mode)
      #expect(verification.narrowing == 64 && verification.mode == mode)
      #expect(verification.holds, "\(mode): \(verification.disagreements.prefix(3))")
      #expect(verification.network == "wide")
    }
    let mistaken = try Report(of: graph) { node in
      node.operation.kind == "conv"
        ? Corruption.parameters { counts, _ in counts.biases = 0 }
          .rules(insteadOf: node.operation.rules) : node.operation.rules
    }
    let widths = [Verification.Mode.quick: "2", .standard: "128", .full: "128"]
    for (mode, width) in widths {
      let said = try mistaken.verify(mode).disagreements.map(\.measured)
      #expect(said.first == width, "\(mode): \(said)")
    }
  }
}
