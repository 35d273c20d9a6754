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
      let report = try Zoo.graph(name).report()
      let narrowing = Narrowing(report.graph, report)
      #expect(narrowing.factor == 64, "\(name): \(narrowing.factor)")
      let narrowed = try narrowing.graph.report()
      for (wide, narrow) in zip(report.layers, narrowed.layers) {
        let (before, after) = (wide.shape.value?.sizes ?? [], narrow.shape.value?.sizes ?? [])
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
      ("attention", { $0.input(Shape([1, 6, 8])).attention(heads: 4) }),
      ("windows", { $0.input(Shape([1, 8, 8, 4])).windowAttention(window: 4, heads: 2) }),
      (
        "constant",
        { $0.input(8, 6, 6).add($0.constant(Shape([1, 8, 1, 1]), isLearned: true)).relu() }
      ),
      ("cut channels", { $0.input(2, 6, 6).conv(8, 3).slice(dimension: 1, start: 1, end: 4) }),
      ("odd groups", { $0.input(3, 6, 6).conv(3, 3, groups: 3) }),
    ]
    for (name, build) in networks {
      let builder = GraphBuilder(name)
      let verdict = try builder.build(output: build(builder)).report().verify()
      #expect(verdict.narrowing == 1, "\(name)")
      #expect(verdict.holds, "\(name): \(verdict.disagreements.prefix(3))")
    }
  }

  /// Widths are found wherever they stand: behind tokens, between heads, in learned tables.
  @Test func transformersAreNarrowed() throws {
    let factors = [
      "vit_b_32": 64, "swin_t": 64, "swin_v2_t": 32, "swin3d_t": 64, "convnext_tiny": 64,
      "maxvit_t": 64, "mvit_v1_b": 32, "mvit_v2_s": 32,
    ]
    for (name, factor) in factors {
      let report = try Zoo.graph(name).report()
      let narrowing = Narrowing(report.graph, report)
      #expect(narrowing.factor == factor, "\(name): \(narrowing.factor)")
      let narrowed = try narrowing.graph.report(report.options)
      let parameters = try (
        #require(report.total.parameters.value?.constant),
        #require(narrowed.total.parameters.value?.constant)
      )
      #expect(parameters.1 * 50 < parameters.0, "\(name): \(parameters)")
      #expect(narrowed.graph.nodes.map(\.name) == report.graph.nodes.map(\.name))
      for (wide, narrow) in zip(report.layers, narrowed.layers) {
        #expect(wide.field == narrow.field, "\(name) \(wide.name)")
        let (before, after) = (wide.shape.value?.sizes ?? [], narrow.shape.value?.sizes ?? [])
        #expect(before.count == after.count && zip(before, after).allSatisfy { $0 >= $1 })
      }
    }
  }

  /// Attention that is laid out by hand, a table of fewer learned numbers, a cut into equal parts.
  @Test func partsOfTransformersAreFollowed() throws {
    let networks: [(String, (GraphBuilder) -> Value)] = [
      ("attention", { $0.input(Shape([1, 6, 8])).linear(96).attention(heads: 4).linear(8) }),
      (
        "heads",
        {
          let parts = $0.input(Shape([1, 6, 8])).linear(96).split(dimension: 2, .count(3)).map {
            $0.reshape([.copy, .copy, .value(2), .value(16)]).permute([0, 2, 1, 3])
          }
          return parts[0].matMul(parts[1], transposesSecond: true).softmax(dimension: -1)
            .matMul(parts[2]).permute([0, 2, 1, 3]).flatten(first: 2).linear(32)
        }
      ),
      (
        "tables",
        {
          let table = $0.constant(Shape([6, 64]), isLearned: true, learnedElements: 128)
          return $0.input(Shape([1, 6, 8])).linear(64).add(table).layerNorm()
        }
      ),
      (
        "channels last",
        {
          $0.input(3, 9, 9).conv(64, 3).permute([0, 2, 3, 1]).layerNorm()
            .slice(dimension: 1, step: 2).linear(32).windowAttention(window: 2, heads: 8)
        }
      ),
      (
        "constant",
        {
          let image = $0.input(8, 6, 6).conv(8, 3)
          return image.add($0.constant(Shape([1, 8, 1, 1]), isLearned: true))
        }
      ),
    ]
    for (name, build) in networks {
      let builder = GraphBuilder(name)
      let verdict = try builder.build(output: build(builder)).report().verify()
      #expect(verdict.narrowing > 1, "\(name)")
      #expect(verdict.holds, "\(name): \(verdict.disagreements.prefix(3))")
      #expect(verdict.hasFewerHeads == ["attention", "channels last"].contains(name))
    }
  }

  /// The factor that is said is the one that was used, and quick mode narrows the Float pass too.
  @Test func widthsAreSaid() throws {
    let builder = GraphBuilder("wide")
    let image = builder.input(3, 9, 9)
    let graph = try builder.build(
      output: image.conv(128, 3).batchNorm().relu().globalAveragePool().flatten().linear(10))
    let report = try graph.report()
    for mode in Verdict.Mode.allCases {
      let verdict = try report.verify(mode)
      #expect(verdict.narrowing == 64 && verdict.mode == mode)
      #expect(verdict.holds, "\(mode): \(verdict.disagreements.prefix(3))")
      #expect(verdict.network == "wide")
    }
    let mistaken = try Report(of: graph) { node in
      node.operation.kind == "conv"
        ? Corruption.parameters { counts, _ in counts.biases = 0 }
          .rules(insteadOf: node.operation.rules) : node.operation.rules
    }
    let widths = [Verdict.Mode.quick: "2", .standard: "128", .full: "128"]
    for (mode, width) in widths {
      let said = try mistaken.verify(mode).disagreements.map(\.measured)
      #expect(said.first == width, "\(mode): \(said)")
    }
  }
}
