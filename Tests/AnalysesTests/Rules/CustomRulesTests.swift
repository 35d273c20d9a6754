import Analyses
import ConvArithmetic
import Escaping
import LayerGraph
import Testing

/// An operator of an embedding program: it halves the last axis and learns one number for each channel.
private struct Halve: OperatorRules {
  func outputShapes(of inputs: [Shape], requirements: inout Requirements) throws -> [Shape] {
    var output = inputs[0]
    let last = output.rank - 1
    try requirements.require(
      output[last], atLeast: 2, orElse: .outputEmpty(axis: 0, size: 0, shape: inputs[0]))
    output[last] = try output[last].floorDivided(by: 2)
    return [output]
  }

  func routes(output: Int, _ site: Site) throws -> [[Route]] {
    let rank = site.inputs[0].rank
    let map = try Window(size: 2, stride: 2).map(before: 0)
    return [(0..<rank).map { $0 == rank - 1 ? .along(output: $0, map) : .kept($0) }]
  }

  func parameters(_ site: Site) throws -> ParameterCounts {
    ParameterCounts(weights: site.inputs[0][1])
  }

  func work(_ site: Site) throws -> Work { Work(operations: try site.outputs[0].elements() * 3) }

  func shift(_ site: Site) -> LearnedShift { .none }
}

/// Rules that break one promise each.
private struct Broken: OperatorRules {
  var shapes: [Shape] = [[1, 3, 8]]
  var routes: [[Route]] = [[.kept(0), .kept(1), .kept(2)]]

  func outputShapes(of inputs: [Shape], requirements: inout Requirements) throws -> [Shape] {
    shapes
  }
  func routes(output: Int, _ site: Site) throws -> [[Route]] { routes }
  func parameters(_ site: Site) throws -> ParameterCounts { .zero }
  func work(_ site: Site) throws -> Work { .none }

  func shift(_ site: Site) -> LearnedShift { .none }
}

@Suite struct CustomRulesTests {
  @Test func customRulesAreUsedLikeOurs() throws {
    let halve = Operator.custom(Custom(kind: "halve", rules: Halve()))
    let image = GraphBuilder("custom").input(3, .symbol("L"))
    let value = image.conv(8, 3, padding: 1).then(halve).then(halve, named: "last")
    let report = try image.builder.build(output: value).report()
    let last = try #require(report["last"])
    #expect(last.kind == "halve")
    #expect(last.shape.description == "1×8×⌊L/4⌋")
    #expect(last.parameters == .known(ParameterCounts(weights: 8)))
    #expect(last.work.value?.floatingPointOperations.description == "24·⌊L/4⌋")
    let field = try #require(last.field.axes[0].local?.value)
    #expect(field.size == .known(6...6))
    #expect(field.jump == .known(4))
    #expect(report.requirements.map(\.description) == ["L ≥ 4"])
    #expect(report.layers.map(\.name) == ["input", "conv1", "halve1", "last"])
  }

  @Test func rulesThatBreakTheirPromisesAreRefused() throws {
    let cases: [(Broken, String)] = [
      (Broken(shapes: []), "its rules made 0 shapes, but it declares 1 output"),
      (Broken(shapes: [[1], [2]]), "its rules made 2 shapes, but it declares 1 output"),
      (
        Broken(shapes: [[1, 0, 8]]),
        "dimension 1 of 1×0×8 is 0, but every size must be at least 1"
      ),
      (Broken(routes: []), "its rules route 0 inputs, but it reads 1"),
      (Broken(routes: [[.kept(0)], []]), "its rules route 2 inputs, but it reads 1"),
    ]
    let malformed: [[Route]] = [
      [.kept(0), .kept(1)], [.kept(0), .kept(1), .kept(3)], [.kept(0), .kept(1), .kept(-1)],
      [.kept(0), .kept(1), .piece(output: 2, offset: .min)],
      [.kept(0), .kept(1), .lost(.folded, in: 7)],
      [.kept(0), .kept(1), .along(output: 2, AxisMap(.repeating(length: 0)))],
      [
        .kept(0), .kept(1),
        .along(output: 2, AxisMap(.window(.init(stride: -1, offset: 0, step: 1, count: 1)))),
      ],
      [
        .kept(0), .kept(1),
        .along(output: 2, AxisMap(.span(.init(advance: 1, low: 0, high: 0, divisor: 0)))),
      ],
    ]
    let text =
      "its rules for input 0 (1×3×8) must give one route for each dimension, "
      + "to a dimension of the output, with positive strides and sizes"
    for (rules, expected) in cases + malformed.map({ (Broken(routes: [$0]), text) }) {
      let custom = Operator.custom(Custom(kind: "broken", rules: rules))
      let error = #expect(throws: Diagnostic.self) { try Applied(custom, [1, 3, 8]) }
      #expect(error?.description == "it (broken): " + expected)
    }
    #expect(
      try Applied(.custom(Custom(kind: "fine", rules: Broken())), [1, 3, 8]).shape == [1, 3, 8])
  }

  /// What is known of an operator that isn't followed is said of it, and nothing else.
  @Test func opaqueOperatorsSayWhatIsKnown() throws {
    let pool = Opaque(name: "RoiAlign", shapes: [[4, 2, 7, 7]])
    let reason = UnknownReason.notModelled(operation: "RoiAlign")
    let it = try Applied(.opaque(pool), [1, 2, 8, 8], [4, 5])
    #expect(it.shape == [4, 2, 7, 7])
    #expect(it.parameters == .zero)
    #expect(it.layer.work == .unknown(reason))
    #expect(it.layer.field.axes.allSatisfy { $0.local == .unknown(reason) })
    let counted = Opaque(name: "Lookup", shapes: [[1, 4]], multiplyAccumulates: 2304)
    #expect(try Applied(.opaque(counted), [1, 4]).multiplyAccumulates == 2304)
  }
}
