@testable import Analyses
import ConvArithmetic
import Escaping
import LayerGraph
@testable import TestSupport
import Testing

/// Random graphs, ten thousand in a wide run: what reports say against the element-by-element walk.
@Suite struct RandomGraphTests {
  @Test(arguments: 0..<4 as Range<UInt64>) func reportsAgreeWithTheWalk(quarter: UInt64) throws {
    var tally = WalkTally()
    let count = WideRun.cases(2500)
    for seed in quarter * 2500..<quarter * 2500 + UInt64(count) {
      try check(RandomGraph(seed: seed), seed, &tally)
      if tally.disagreements > 20 { break }
    }
    print(tally.description)
    #expect(tally.units > 12 * count)
    #expect(tally.holes > count * 4 / 3)
    #expect(tally.closedForms > count * 7 / 10)
    #expect(tally.exactForms > 5 * count)
    #expect(tally.globals > count * 2 / 5)
    #expect(tally.projections > 4 * count)
    #expect(tally.paths > count * 3 / 10)
    // Nothing here is out of reach of exact regions.
    #expect(tally.undetermined == 0)
  }

  /// Two thousand more in a wide run, in which places are rolled, repeated, picked, cut up and put together.
  @Test func movesAgreeWithTheWalk() throws {
    var tally = WalkTally()
    let count = WideRun.cases(2000)
    for seed in 0..<UInt64(count) {
      try check(RandomGraph(seed: seed, growth: .moves), seed, &tally)
      if tally.disagreements > 20 { break }
    }
    print(tally.description)
    #expect(tally.units > 12 * count)
    #expect(tally.closedForms > count * 3 / 5)
    #expect(tally.undetermined == 0)
  }

  /// As many with filters that are computed and kernels that antialiasing widens.
  @Test func weightsAgreeWithTheWalk() throws {
    var tally = WalkTally()
    let count = WideRun.cases(2000)
    for seed in 0..<UInt64(count) {
      try check(RandomGraph(seed: seed, growth: .weights), seed, &tally)
      if tally.disagreements > 20 { break }
    }
    print(tally.description)
    #expect(tally.units > 6 * count)
    #expect(tally.holes > count / 2)
    #expect(tally.closedForms > count / 2)
    #expect(tally.globals > count / 4)
    #expect(tally.undetermined == 0)
  }

  private func check(
    _ random: RandomGraph, _ seed: UInt64, _ tally: inout WalkTally
  ) throws {
    var random = random
    let graph = try random.graph()
    var check = GraphCheck(
      seed: seed, graph: graph, values: random.values,
      report: try graph.report(Report.Options(findsAxes: false)),
      source: 0)
    check.checkShapes(&tally)
    check.checkPositionsRead(&tally)
    let source = random.random.pick(0...random.nodes.count - 1)
    let dims = random.values[source][0].dims
    if (2...4).contains(dims.count), dims.dropFirst().reduce(1, *) <= 64, random.random.oneIn(3) {
      check = GraphCheck(
        seed: seed, graph: graph, values: random.values(lookingAt: source),
        report: try check.report.lookingAt(graph.nodes[source].name), source: source)
    }
    try check.checkUnits(&tally)
    check.checkClosedForms(&tally)
    check.checkProjections(&tally)
    try check.checkOneUnit(&random.random, &tally)
    if let misfit = random.misfit {
      tally.misfits += 1
      let refused = try Graph(
        name: "misfit", nodes: random.nodes + [misfit],
        outputs: [Graph.Output(name: "y", value: ValueReference(node: random.nodes.count))])
      if (try? refused.report()) != nil { tally.disagree("\(seed): accepted \(misfit)") }
    }
  }
}

/// What was compared, and what differed.
struct WalkTally: CustomStringConvertible {
  var graphs = 0, nodes = 0, units = 0, holes = 0, closedForms = 0, exactForms = 0
  var projections = 0, misfits = 0, undetermined = 0, globals = 0, paths = 0
  var withoutForm: [String: Int] = [:]
  var reasons: [String: Int] = [:]
  var disagreements = 0

  mutating func disagree(_ what: String) {
    disagreements += 1
    Issue.record(Comment(rawValue: what))
  }

  var description: String {
    """
    Random graphs against brute force: \(graphs) graphs of \(nodes) layers agree in \(units) units \
    (\(holes) with holes), \(closedForms) closed forms (\(exactForms) units on them), \(globals) global \
    axes, \(projections) projections, \(paths) path centres; \(misfits) graphs that don't fit are refused; \
    what is unknown: \(Self.list(reasons)); closed forms that don't exist: \(Self.list(withoutForm))
    """
  }

  private static func list(_ counts: [String: Int]) -> String {
    counts.sorted { $0.key < $1.key }.map { "\($0.value) × \($0.key)" }.joined(separator: ", ")
  }
}
