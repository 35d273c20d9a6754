import Analyses
import ConvArithmetic
import LayerGraph
import ModelZoo
import TestSupport
import Testing

/// Formulas are the printed form of what is computed elsewhere: both must agree, whatever the network.
@Suite struct ExplanationTests {
  /// On all networks in a wide run, else on every third.
  @Test func agreesWithTheReportOnTheZoo() throws {
    for (index, entry) in Zoo.entries.enumerated() where WideRun.isOn || index % 3 == 0 {
      var check = ExplanationCheck(try Zoo.graph(entry.name).report())
      check.check()
      #expect(check.disagreements.prefix(3) == [], "\(entry.name)")
      #expect(check.formulas > 0, "\(entry.name)")
      #expect(check.others == 0, "\(entry.name)")
    }
  }

  @Test(arguments: [RandomGraph.Growth.anything, .moves, .weights])
  func agreesWithTheReportOnRandomGraphs(growth: RandomGraph.Growth) throws {
    var formulas = 0
    let count = WideRun.cases(2000)
    for seed in 0..<UInt64(count) {
      var random = RandomGraph(seed: seed, growth: growth)
      var check = ExplanationCheck(try random.graph().report())
      check.check()
      #expect(check.disagreements.prefix(3) == [], "seed \(seed)")
      formulas += check.formulas
    }
    #expect(formulas > 5 * count)
  }

  /// An operator that tells no formula, or a wrong one, is found here.
  @Test func everyOperatorTellsItsFormulas() throws {
    var operators = 0
    for sample in OperatorCorpus.all {
      guard let report = try? sample.graph().report() else { continue }
      operators += 1
      var check = ExplanationCheck(report)
      check.check()
      #expect(check.disagreements.prefix(3) == [], "\(sample)")
      for explanation in report.explanations() {
        let layer = report.layers[explanation.layer]
        guard case .known(let work) = layer.work, work.multiplyAccumulates != 0 else { continue }
        let step = explanation.steps.first { $0.quantity == .macs }
        // Operators of embedding programs may tell none, and of unknown ones no formula is known.
        if sample.name == nil || sample.name == .opaque { continue }
        #expect(step?.formula != nil, "\(layer.kind)")
      }
    }
    #expect(operators > 150)
  }

  /// The course's recurrences are the ones that chains are told by.
  @Test func chainsAreToldByRecurrence() throws {
    let report = try Zoo.graph("vgg16").report()
    var told = 0
    for explanation in report.explanations() {
      for step in explanation.steps where step.quantity == .field || step.quantity == .start {
        guard case .sum(let terms)? = step.formula, case .letter(let letter, _)? = terms.first
        else {
          Issue.record("\(explanation.layer): \(step)")
          continue
        }
        #expect(letter.mark == .before)
        told += 1
      }
    }
    #expect(told == 36)
  }
}
