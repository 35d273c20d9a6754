import Analyses
import ConvArithmetic
import Escaping
import LayerGraph
import Testing

@Suite struct RecurrenceRulesTests {
  /// Counted gate by gate: each has a row of weights for the features and one for the hidden units.
  @Test func weightsAndProducts() throws {
    for (cell, gates) in [(Recurrence.Cell.lstm, 4), (.gru, 3), (.rnn, 1)] {
      for (direction, directions) in [(Recurrence.Direction.forward, 1), (.reverse, 1), (.both, 2)]
      {
        var layer = Recurrence(cell, hiddenSize: 6, direction: direction)
        layer.hasPeepholes = true
        let it = try Applied(.recurrence(layer), [7, 2, 5])
        let weights = Counting.times(directions, gates, 6, 5 + 6)
        let peepholes = cell == .lstm ? Counting.times(directions, 3, 6) : 0
        #expect(
          it.parameters
            == ParameterCounts(
              weights: Dim(weights + peepholes),
              biases: Dim(Counting.times(directions, gates, 6, 2))))
        #expect(it.multiplyAccumulates == 7 * 2 * weights)
        let last: [Shape] = Array(repeating: [1, 2, 6], count: cell == .lstm ? 2 : 1)
        #expect(
          it.shapes == Array(repeating: [[7, 1, 2, 6]] + last, count: directions).flatMap { $0 })
      }
    }
  }

  @Test func featuresAndStatesMustFit() throws {
    let layer = Recurrence(.gru, hiddenSize: 6, inputFeatures: 5, hasFirstState: true)
    for (shapes, message) in [
      (
        [[7, 2, 4], [1, 2, 6]],
        "it (gru): expects 5 input features, but the input 7×2×4 has 4; change one to match the other"
      ),
      (
        [[7, 2, 5], [1, 2, 5]],
        "it (gru): 1×2×5 and 1×2×6 differ in dimension 2, where they must be equal"
      ),
      ([[7, 2], [1, 2, 6]], "it (gru): the input 7×2 has 2 dimensions, but 3 are needed"),
    ] as [([Shape], String)] {
      let error = #expect(throws: Diagnostic.self) {
        _ = try Applied(.recurrence(layer), to: shapes)
      }
      #expect("\(try #require(error))" == message)
    }
  }

  /// A sequence of 6 steps as a map of one row would have it, turned so that it is walked along.
  @Test func stepsSeeThoseBeforeThem() throws {
    for (direction, isFirst) in [
      (Recurrence.Direction.forward, true), (.reverse, false),
    ] {
      let builder = GraphBuilder("sequence")
      let image = builder.input(3, 6)
      let steps = image.permute([0, 2, 1]).lstm(4, direction: direction, samplesFirst: true)
      let all = steps.permute([0, 3, 1, 2]).squeeze([3])
      let graph = try builder.build(
        outputs: [("all", all), ("last", steps.output(1).permute([0, 2, 1]))])
      let report = try graph.report()
      for unit in 0..<6 {
        let seen = try report.region(of: report.layers[4].name, unit: [unit]).axes[0].positions
        #expect(
          seen == PositionSet(isFirst ? Interval(0, unit) : Interval(unit, 5)), "\(direction)")
      }
      #expect(report.layers[4].field.axes[0].local == .unknown(.cumulative))
      #expect(report.layers[5].field.axes[0].isGlobal)
    }
  }

  /// Past a sample's length steps are read by none; which those are, values decide.
  @Test func lengthsDecideWhatIsRead() throws {
    let builder = GraphBuilder("lengths")
    let layer = Recurrence(.lstm, hiddenSize: 4, hasLengths: true)
    let steps = builder.input(20, 1, 8, named: "x").reshaped(20, 1, 8)
    let value = steps.recurrence(layer, with: [builder.input([1], named: "lengths")], named: "it")
    let report = try builder.build(output: value).report()
    let field = try #require(report["it"]?.field)
    #expect(field.axes.contains { $0.local == .unknown(.dataDependent) })
    let error = #expect(throws: Diagnostic.self) {
      try report.region(of: "it", unit: [19, nil, nil, nil])
    }
    #expect(
      error?.description
        == "it (lstm): can't be determined: which positions are read depends on values, not on sizes"
    )
  }
}
