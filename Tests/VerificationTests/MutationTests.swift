import Analyses
import LayerGraph
import Testing
import Verification

/// Verification can fail: one wrong rule at a time is found, and called by name.
@Suite struct MutationTests {
  @Test(arguments: [
    Mutation.windows, Mutation.transposedConvolutions, Mutation.places, Mutation.merges,
    Mutation.parameters, Mutation.work, Mutation.picks,
  ])
  func isFound(mutations: [Mutation]) throws {
    for mutation in mutations { try check(mutation) }
  }

  @Test func thereAreEnough() {
    let all = [
      Mutation.windows, Mutation.transposedConvolutions, Mutation.places, Mutation.merges,
      Mutation.parameters, Mutation.work, Mutation.picks,
    ].flatMap { $0 }
    #expect(Set(all.map(\.name)).count == all.count)
    #expect(all.count >= 50, "\(all.count)")
  }

  private func check(_ mutation: Mutation) throws {
    let name = mutation.name
    let graph = try mutation.graph()
    let honest = try graph.report().verify()
    #expect(honest.holds, "\(name): \(honest.disagreements.prefix(3))")
    let layer = try #require(graph.nodes.firstIndex { $0.name == mutation.layer }, "\(name)")
    let corrupted = try Report(of: graph) { node in
      let rules = node.operation.rules
      return node.name == mutation.layer ? mutation.corruption.rules(insteadOf: rules) : rules
    }
    let verdict = try corrupted.verify()
    for found in mutation.found {
      let isFound = verdict.disagreements.contains {
        $0.quantity == found.quantity && $0.layer == found.layer
      }
      #expect(
        isFound, "\(name): no \(found) in \(verdict.disagreements.prefix(5))")
    }
    // Nothing before the wrong rule is blamed, and of the network as a whole only sums.
    for disagreement in verdict.disagreements {
      let blamed = disagreement.layer.flatMap { name in
        graph.nodes.firstIndex { $0.name == name }
      }
      let isTotal = disagreement.layer == nil
      #expect(isTotal || (blamed ?? -1) >= layer, "\(name): \(disagreement)")
    }
  }
}
