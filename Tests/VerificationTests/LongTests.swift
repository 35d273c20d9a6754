import Analyses
import ConvArithmetic
import LayerGraph
import Testing

@testable import Verification

/// Long inputs and deep networks are looked at in places, and mistakes are found there too.
@Suite struct LongTests {
  @Test func cells() throws {
    let exact = PositionCells(length: 5, count: 9, around: [])
    #expect(exact.isExact && exact.count == 5 && exact.singles == 5)
    let region = try PositionSet(union: [Interval(100, 200), Interval(300, 300)])
    let cells = PositionCells(length: 1000, count: 64, around: [region])
    #expect(
      cells.starts == [0, 99, 100, 101, 102, 199, 200, 201, 202, 299, 300, 301, 302])
    #expect(cells.singles == 9 && cells.count == 13 && !cells.isExact)
    #expect(cells.labels(from: 7).count == 1000 && cells.labels(from: 7)[999] == 19)
    #expect(try cells.rounded(region) == region)
    let wider = try cells.rounded(PositionSet(Interval(150, 250)))
    #expect(wider == PositionSet(Interval(102, 298)))
    #expect(try cells.rounded(.empty).isEmpty)
    #expect(PositionCells(length: 1000, count: 3, around: [region]).count == 3)
    #expect(PositionCells(length: 1000, count: 64, around: []).starts == [0])
  }

  /// Ends that are off by one, holes that are filled, strides: also where positions are told apart in runs.
  @Test func mistakesOnLongInputs() throws {
    func conv(_ change: @escaping @Sendable (inout Convolution) -> Void) -> Corruption {
      .routesOf(Corruption.conv(change))
    }
    let corruptions: [(String, Corruption)] = [
      ("wrong side", conv { $0.window.padding = .explicit(before: 6, after: 2) }),
      ("no dilation", conv { $0.window.dilation = 1 }),
      (
        "holes filled",
        conv {
          $0.window.dilation = 1
          $0.window.kernel = 9
        }
      ),
      ("stride", conv { $0.window.stride = 3 }),
      ("longer", conv { $0.window.kernel = 4 }),
    ]
    let builder = GraphBuilder("long")
    let value = builder.input(1, 10_000).conv(2, 3, padding: 1)
      .conv(2, 3, stride: 2, padding: 4, dilation: 4, named: "conv").relu().upsample(2)
      .conv(2, 5, named: "last")
    let graph = try builder.build(output: value)
    let honest = try graph.report().verify(.quick)
    #expect(honest.holds, "\(honest.disagreements.prefix(3))")
    let sample = try #require(honest.samples.first)
    #expect(sample.allPositions == 10_000 && sample.positions > 20 && sample.positions < 1000)
    #expect(sample.layers == 6 && sample.allLayers == 6)
    for (name, corruption) in corruptions {
      let report = try Report(of: graph) { node in
        let rules = node.operation.rules
        return node.name == "conv" ? corruption.rules(insteadOf: rules) : rules
      }
      let found = try report.verify(.quick).disagreements
      // Holes are filled by the layers after.
      for layer in name == "holes filled" ? ["conv"] : ["conv", "last"] {
        let isFound = found.contains { $0.quantity == .fields && $0.layer == layer }
        #expect(isFound, "\(name): \(layer) not in \(found.prefix(3))")
      }
    }
  }

  /// Where going back from every layer takes too long, some are looked at, the last among them.
  @Test func deepNetworks() throws {
    let builder = GraphBuilder("deep")
    let value = (0..<400).reduce(builder.input(1, 2_000)) { value, index in
      value.conv(1, 3, padding: 1, bias: false, named: "conv\(index)").relu()
    }
    let graph = try builder.build(output: value)
    let report = try graph.report()
    let plan = UnitPlan(report, source: 0, axis: 0, Effort(.quick, seed: 0))
    func claims(_ steps: Int) -> (claims: [FieldCheck.UnitClaim], leftOut: Int) {
      let regions = RegionPass(report: report, source: 0)
      return FieldCheck(regions, report: report, source: 0, axis: 0).claims(plan, steps: steps)
    }
    let (all, none) = claims(.max)
    #expect(none == 0 && all.count == 801 * 7)
    let few = claims(10_000)
    let layers = Set(few.claims.map(\.key.value.node))
    #expect(layers.contains(800) && layers.count > 20 && layers.count < 400)
    #expect(few.claims.count + few.leftOut == all.count)
    for (key, claim) in few.claims {
      let same = all.first { $0.key == key }
      #expect(try same?.claim.get() == claim.get())
    }
  }

  /// Whether windows lie inside is found once for each value, whichever way the question comes.
  @Test func interiorUnits() throws {
    let builder = GraphBuilder("inside")
    let image = builder.input(4, 64)
    let cut = image.slice(dimension: 1, start: 0, end: 2, named: "cut")
    let value = (0..<30).reduce(cut) { value, index in value.conv(2, 1, named: "conv\(index)") }
    let last = value.conv(2, 3, padding: 1, named: "last")
    let report = try builder.build(output: last).report()
    let interior = InteriorUnits(report: report, source: 0)
    let nodes = report.layers.indices
    for _ in 0..<2 {
      for node in nodes.dropFirst() {
        let value = ValueReference(node: node)
        #expect(interior.sight(of: value, 9, along: 0) == .part, "\(report.layers[node].name)")
      }
      let end = ValueReference(node: report.layers.count - 1)
      #expect(interior.sight(of: end, 0, along: 0) == .cut)
      #expect(interior.sight(of: ValueReference(node: 0), 0, along: 0) == .whole)
    }
  }

  /// As many inputs as layers would take steps in their square; how many are left out is said.
  @Test func manyInputs() throws {
    let builder = GraphBuilder("many")
    let inputs = (0..<400).map { _ in builder.input(1, 2) }
    let report = try builder.build(output: inputs[0].concat(Array(inputs.dropFirst()))).report()
    let verdict = try report.verify(.quick)
    #expect(verdict.holds)
    for quantity in [Quantity.fields, .taint] {
      let check = try #require(verdict.checks.first { $0.quantity == quantity })
      #expect(check.compared > 163 && check.leftOut[.inputsSampled] == 400 - 163, "\(check)")
    }
    #expect(Verdict.Mode.quick.inputs(ofLayers: 401) == 163)
    #expect(Verdict.Mode.standard.inputs(ofLayers: 200_000) == 2)
    #expect(Verdict.Mode.quick.inputs(ofLayers: 200_000) == 1)
    #expect(Verdict.Mode.full.inputs(ofLayers: 200_000) == .max)
  }
}
