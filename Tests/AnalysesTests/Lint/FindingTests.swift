import Analyses
import ConvArithmetic
import LayerGraph
import ModelZoo
import Testing

/// What is worth knowing, as values.
@Suite struct FindingTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    var input: [Dim] = [3, 16, 16]
    /// As `described` writes them.
    let findings: [String]
    let network: @Sendable (Value) -> Value
    var testDescription: String { name }
  }

  private static func report(_ input: [Dim], _ network: (Value) -> Value) throws -> Report {
    let image = GraphBuilder("network").input(Shape([1] + input), named: "input")
    return try image.builder.build(output: network(image)).report(
      Report.Options(allowsOpaque: true))
  }

  /// "misaligned [add] axis 0: apart(0...1)", as short as values can be told apart.
  private static func described(_ finding: Finding, in report: Report) -> String {
    let facts =
      switch finding.facts {
      case .unknown(let reason): "unknown, \(reason)"
      case .known(.constants(let elements, let groups)):
        "\(elements) constants: "
          + groups.map {
            "\($0.evidence) \($0.elements) in \($0.tensors), \($0.largest.name)"
          }.joined(separator: "; ")
      case .known(.covered(let covered)):
        "\(covered.sizes) by \(covered.byEveryUnit ? "every" : "a middle") unit"
          + (covered.module.map { " of \(report.modules[$0].name)" } ?? "")
      case .known(.unread(let unread)):
        "\(unread.before)+\(unread.after)+\(unread.between) of \(unread.length), read \(unread.read)"
      case .known(.apart(let apart)):
        "\(apart.pixels.lowerBound) to \(apart.pixels.upperBound) apart"
      case .known(.rates(let rates)): "rates \(rates)"
      case .known(.pattern(let period, let share)): "sees \(share), period \(period ?? 0)"
      case .known(let others): "\(others)"
      }
    let names = finding.layers.map { report.layers[$0].name }.joined(separator: ", ")
    let axis = finding.axis.map { ", axis \($0)" } ?? ""
    return "\(finding.code.rawValue) (\(names)\(axis)): \(facts)"
  }

  @Test(arguments: [
    Case(name: "nothing", findings: []) { $0.conv(3, 1, named: "conv") },
    Case(
      name: "edges and gaps are never read", input: [3, 50, 51],
      findings: [
        "stride-over-kernel (max_pool1): dropped(178/425)",
        "unread-edge (input, axis 0): 0+3+11 of 50, "
          + "read 0…2 ∪ 4…6 ∪ 8…10 ∪ 12…14 ∪ 16…18 ∪ 20…22 ∪ 24…26 ∪ 28…30 ∪ 32…34 ∪ 36…38 ∪ 40…42 ∪ 44…46",
        "unread-edge (input, axis 1): 0+0+12 of 51, "
          + "read 0…2 ∪ 4…6 ∪ 8…10 ∪ 12…14 ∪ 16…18 ∪ 20…22 ∪ 24…26 ∪ 28…30 ∪ 32…34 ∪ 36…38 ∪ 40…42 ∪ 44…46 ∪ 48…50",
        "gridding (conv1, axis 0): sees 9/11, period 4",
        "below-image (conv1): below(field: [11, 11], sizes: [50, 51])",
      ]
    ) { $0.maxPool(3, stride: 4).conv(3, 3) },
    Case(
      name: "an edge cut off", input: [3, 9, 8],
      findings: ["unread-edge (input, axis 0): 2+2+0 of 9, read 2…6"]
    ) { $0.crop(before: [2, 0], after: [2, 0]) },
    Case(
      name: "a single position", input: [3, 8],
      findings: [
        "unread-edge (input, axis 0): 0+1+0 of 8, read 0…6",
        "below-image (conv1): below(field: [3], sizes: [8])",
      ]
    ) { $0.conv(3, 3, stride: 2) },
    Case(
      name: "open sizes tell nothing of edges", input: [3, .symbol("H"), 8],
      findings: [
        "unread-edge (input): unknown, depends on ⌈H/2⌉ - 1, which is open",
        "covers-image (input): unknown, depends on H, which is open",
      ]
    ) { $0.conv(3, 3, stride: 2) },
    Case(
      name: "the unit in the middle", input: [3, 9, 9],
      findings: ["covers-image (first): [9, 9] by a middle unit"]
    ) { $0.conv(3, 9, padding: 4, named: "first").conv(3, 9, padding: 4, named: "second") },
    Case(
      name: "every unit", input: [3, 9, 9],
      findings: [
        "covers-image (gap): [9, 9] by every unit",
        "below-image (conv1): below(field: [3, 3], sizes: [9, 9])",
      ]
    ) { $0.conv(3, 3, padding: 1).globalAveragePool(named: "gap") },
    Case(
      name: "a module that begins with it", input: [3, 9, 9],
      findings: ["covers-image (head.0.gap): [9, 9] by every unit of head"]
    ) { image in
      image.builder.scope("head") {
        image.builder.scope("0") { image.globalAveragePool(named: "gap") }
          .linear(10, named: "fc")
      }
    },
    Case(
      name: "holes where they grow",
      findings: [
        "gridding (first, axis 0): sees 3/5, period 2",
        "gridding (third, axis 1): sees 3/7, period 0",
        "heavy-layer (first): heavy(parameters: 84, share: 2/3)",
        "below-image (third): below(field: [5, 21], sizes: [16, 16])",
      ]
    ) {
      $0.conv(3, 3, padding: 2, dilation: 2, named: "first")
        .conv(3, 1, named: "second")
        .conv(
          3, kernel: [1, 3], padding: .symmetric([0, 8]), dilation: [1, 8], named: "third")
    },
    Case(
      name: "branches apart",
      findings: [
        "misaligned (add, axis 0): 0 to 1 apart",
        "below-image (conv1): below(field: [3, 3], sizes: [16, 16])",
      ]
    ) { $0.add($0.conv(3, 3, stride: 2, padding: 1).upsample(2), named: "add") },
    Case(
      name: "apart along one axis",
      findings: [
        "misaligned (add, axis 1): 1/2 to 1/2 apart",
        "below-image (conv1): below(field: [1, 2], sizes: [16, 16])",
      ]
    ) { $0.add($0.pad(before: [0, 0], after: [0, 1]).conv(3, kernel: [1, 2]), named: "add") },
    Case(
      name: "what merges behind is no further apart",
      findings: [
        "misaligned (add, axis 0): 0 to 1 apart",
        "below-image (conv2): below(field: [5, 5], sizes: [16, 16])",
      ]
    ) {
      let merged = $0.add($0.conv(3, 3, stride: 2, padding: 1).upsample(2), named: "add")
      return merged.add(merged.conv(3, 3, padding: 1), named: "again")
    },
    Case(
      name: "one padded on one side", input: [3, 64],
      findings: [
        "misaligned (add, axis 0): 1 to 1 apart",
        "below-image (conv1): below(field: [3], sizes: [64])",
      ]
    ) { $0.add($0.pad(before: 2, after: 0).conv(3, 3), named: "add") },
    Case(
      name: "several padded on one side", input: [3, 64],
      findings: [
        "below-image (conv2): below(field: [7], sizes: [64])",
        "moved-by-padding (one, axis 0): 1 to 1 apart",
        "moved-by-padding (two, axis 0): 3 to 3 apart",
      ]
    ) {
      let one = $0.add($0.pad(before: 2, after: 0).conv(3, 3), named: "one")
      return one.add(one.pad(before: 4, after: 0).conv(3, 3, dilation: 2), named: "two")
    },
    Case(
      name: "different rates", input: [3, 8, 8],
      findings: [
        "drifting (concat, axis 0): rates [1, 2]",
        "gridding (concat, axis 0): unknown, the branches advance at different rates",
        "covers-image (after): unknown, the branches advance at different rates",
      ]
    ) {
      $0.maxPool(2).concat([$0.crop(before: 2, after: 2)], dimension: 1, named: "concat")
        .conv(3, 3, padding: 1, named: "after")
    },
    Case(
      name: "what nobody knows", input: [3, 8, 8],
      findings: [
        "padding-only (odd): unknown, depends on the unknown operator 'odd'",
        "stride-over-kernel (odd): unknown, depends on the unknown operator 'odd'",
        "unread-edge (input): unknown, depends on the unknown operator 'odd'",
        "misaligned (add, axis 0): unknown, depends on the unknown operator 'odd'",
        "checkerboard (odd): unknown, depends on the unknown operator 'odd'",
        "gridding (odd, axis 0): unknown, depends on the unknown operator 'odd'",
        "constants (): unknown, depends on the unknown operator 'odd'",
        "bias-before-norm (odd): unknown, depends on the unknown operator 'odd'",
        "covers-image (add): unknown, depends on the unknown operator 'odd'",
        "half-pixel (odd): unknown, depends on the unknown operator 'odd'",
        "size-dependent (odd): unknown, depends on the unknown operator 'odd'",
      ]
    ) {
      let odd = $0.then(.opaque(Opaque(name: "odd")), named: "odd")
      return odd.add(odd.conv(3, 3, padding: 1, named: "conv"), named: "add")
    },
  ]) func findings(_ example: Case) throws {
    let report = try Self.report(example.input, example.network)
    #expect(report.findings.map { Self.described($0, in: report) } == example.findings)
  }

  /// Inputs are told of one by one; what fields look at otherwise wastes nothing.
  @Test func inputsAndOtherSources() throws {
    let builder = GraphBuilder("two")
    let (image, guide) = (
      builder.input(3, 8, named: "image"), builder.input(3, 9, named: "guide")
    )
    let sum = image.conv(3, 3, stride: 2, named: "conv").add(
      guide.crop(before: 3, after: 3), named: "sum")
    let report = try builder.build(output: sum).report()
    #expect(
      report.findings.filter { $0.code == .unreadEdge }.map { Self.described($0, in: report) } == [
        "unread-edge (image, axis 0): 0+1+0 of 8, read 0…6",
        "unread-edge (guide, axis 0): 3+3+0 of 9, read 3…5",
      ])
    let looking = try report.lookingAt("conv")
    #expect(looking.findings.allSatisfy { $0.code != .unreadEdge })
  }

  /// Tensors that a file stores and nobody learns, by what tells so; few are not worth a word.
  @Test func constants() throws {
    func report(_ mask: Int, loose: Int) throws -> Report {
      let image = GraphBuilder("stored").input(3, 8, 8)
      var graph = try image.builder.build(output: image.conv(3, 3, named: "conv").relu())
      var nodes = graph.nodes
      nodes[1].stored = StoredNumbers(
        counts: ParameterCounts(weights: 81, biases: 3, constants: Dim(mask + 40)),
        tensors: [
          StoredTensor(name: "mask", elements: mask, evidence: .bufferName),
          StoredTensor(name: "m", elements: 40, evidence: .bufferName),
          StoredTensor(name: "learned", elements: 81, evidence: .word),
        ])
      graph = try Graph(
        name: "stored", nodes: nodes, outputs: graph.outputs,
        looseTensors: [StoredTensor(name: "k", elements: loose, evidence: .constantNode)])
      return try graph.report()
    }
    #expect(try report(10, loose: 13).findings.allSatisfy { $0.code != .constants })
    let many = try report(460, loose: 500)
    #expect(
      many.findings.filter { $0.code == .constants }.map { Self.described($0, in: many) } == [
        "constants (conv): 1000 constants: bufferName 500 in 2, mask; constantNode 500 in 1, k"
      ])
  }

  /// The layer whose neighbourhood is largest, and nothing where there is none.
  @Test func farthestLooking() throws {
    #expect(try Zoo.graph("vgg16").report().farthestLooking?.field.description == "212×212")
    let flat = GraphBuilder("flat").input(8)
    #expect(try flat.builder.build(output: flat.linear(4)).report().farthestLooking == nil)
  }
}
