import RFKit

/// Graphs in memory, longer and longer, and one whose layers read many others.
func longGraphBenchmark() throws {
  print("\nCost per node must stay flat")
  row("graph", "nodes", "median", "per node", "against 1,000")
  var first = 0.0
  for count in [1_000, 10_000, 100_000] {
    let graph = try Networks.chain(nodes: count)
    let timing = try Timing(most: 20) { _ = try graph.report() }
    let perNode = timing.median / Double(graph.nodes.count)
    if first == 0 { first = perNode }
    row(
      "chain", "\(graph.nodes.count)", shown(timing.median), shown(perNode),
      "×\(rounded(perNode / first))")
  }
  let dense = try Networks.dense(nodes: 2_000, width: 36)
  let edges = dense.nodes.map(\.inputs.count).reduce(0, +)
  let denseTime = try Timing(most: 50) { _ = try dense.report() }
  row(
    "dense, \(edges) edges", "\(dense.nodes.count)", shown(denseTime.median),
    shown(denseTime.median / Double(dense.nodes.count)))
  row("  per edge", "", "", shown(denseTime.median / Double(edges)))
}
