@testable import Analyses
import ConvArithmetic
import LayerGraph
import Testing

/// What regions cost, counted instead of timed.
@Suite struct RegionPassTests {
  /// Asks a chain of residual blocks for every row of its result.
  private func pass(blocks: Int) throws -> RegionPass {
    let image = GraphBuilder("chain").input(2, 16, 16)
    var value = image
    for _ in 0..<blocks { value = value.add(value.conv(2, 3, padding: 1).relu()) }
    let graph = try image.builder.build(output: value)
    let pass = try RegionPass(report: graph.report(), source: 0)
    for row in 0..<16 {
      _ = try pass.positionsSeen(by: graph.outputs[0].value, unit: row, along: 2)
    }
    return pass
  }

  /// Sixteen blocks down every row sees the whole image: what lies below is gone through once, for the
  /// first row, and not again for each.
  @Test func demandsMetBeforeAreNotFollowedAgain() throws {
    let (short, long) = (try pass(blocks: 20), try pass(blocks: 40))
    #expect(long.stepCount - short.stepCount == 20 * 3)
  }

  /// What all outputs read is asked once, in as many steps as with a memory.
  @Test func oneQuestionTakesNoMoreSteps() throws {
    for blocks in [20, 40] {
      let graph = try pass(blocks: blocks).report.graph
      let value = graph.outputs[0].value
      let asked = RegionPass(report: try graph.report(), source: 0, isAskedOnce: true)
      let remembering = RegionPass(report: try graph.report(), source: 0)
      let seen = (try asked.positionsSeen(by: value), try remembering.positionsSeen(by: value))
      #expect(seen.0 == seen.1)
      #expect(asked.stepCount == remembering.stepCount)
    }
  }

  /// In a chain an activation asks for just the same of what it reads.
  @Test func activationsAreNoSteps() throws {
    let image = GraphBuilder("chain").input(2, 16, 16)
    let value = (0..<10).reduce(image) { value, _ in value.conv(2, 3, padding: 1).relu() }
    let graph = try image.builder.build(output: value)
    let asked = RegionPass(report: try graph.report(), source: 0, isAskedOnce: true)
    let remembering = RegionPass(report: try graph.report(), source: 0)
    let seen = (
      try asked.positionsSeen(by: graph.outputs[0].value),
      try remembering.positionsSeen(by: graph.outputs[0].value)
    )
    #expect(seen.0 == seen.1 && seen.0.count == 2)
    #expect(asked.stepCount == 10 && remembering.stepCount == 20)
  }
}
