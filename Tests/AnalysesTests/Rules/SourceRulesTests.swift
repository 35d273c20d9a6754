import Analyses
import ConvArithmetic
import Escaping
import LayerGraph
import Testing

@Suite struct SourceRulesTests {
  @Test func inputsAndConstantsHaveTheirShape() throws {
    let builder = GraphBuilder("sources")
    let image = builder.input(3, 4, 4)
    let learned = builder.constant([1, 3, 4, 4], isLearned: true, named: "position")
    let fixed = builder.constant([3, 1, 1], isLearned: false, named: "mean")
    let report = try builder.build(output: image.add(learned).merge(.subtract, fixed)).report()
    #expect(report["input"]?.shape == .known([1, 3, 4, 4]))
    #expect(report["position"]?.parameters == .known(ParameterCounts(weights: 48)))
    #expect(report["mean"]?.parameters == .known(ParameterCounts(constants: 3)))
    #expect(report.total.constants == 3)
    #expect(report["mean"]?.shape == .known([3, 1, 1]))
    #expect(report["position"]?.work == .known(.none))
    #expect(report["position"]?.field.isReached == false)
    #expect(report.total.parameters == 48)
    #expect(report.total.floatingPointOperations == 96)
    #expect(report.layers.last?.field.axes.map(\.local?.value?.map) == [.identity, .identity])
  }

  @Test func shapesAreTheirOwn() throws {
    for shape in [[], [3], [2, 3, 4, 5], [1, .symbol("H")]] as [Shape] {
      let sources: [Operator] = [
        .input(Input(shape)), .constant(Constant(shape, isLearned: false)),
      ]
      for source in sources { #expect(try Applied(source).shape == shape) }
    }
  }

  /// A table of relative positions counts for what it holds, not for the map made of it.
  @Test func constantsMadeOfFewerNumbers() throws {
    let builder = GraphBuilder("table")
    let image = builder.input(2, 4, 4)
    let gathered = builder.constant([1, 2, 4, 4], isLearned: true, learnedElements: 18, named: "a")
    let whole = builder.constant([1, 2, 4, 4], isLearned: true, learnedElements: 32, named: "b")
    let fixed = builder.constant([1, 2, 4, 4], isLearned: false, learnedElements: 18, named: "c")
    let report = try builder.build(output: image.add(gathered).add(whole).add(fixed)).report()
    #expect(report.layers[1...3].map { $0.parameters.value?.weights } == [18, 32, 0])
    #expect(report.layers[1...3].map(\.summary) == ["of 18", "", ""])
    #expect(report.total.parameters == 50)
  }

  /// Sizes that are expressions must come out at least 1.
  @Test func openInputsNoteWhatTheyNeed() throws {
    let h = Dim.symbol("H")
    let builder = GraphBuilder("open")
    let graph = try builder.build(output: builder.input(3, try h - 3).relu())
    #expect(try graph.report().requirements.map(\.description) == ["H ≥ 4"])
  }
}
