import RFKit

/// Networks as JSON documents, out and in.
func jsonGraphBenchmark() throws {
  print("\nJSON graphs, written and read")
  row("network", "nodes", "bytes", "write", "read", "read per node")
  try jsonGraphRow("resnet50", try Zoo.graph("resnet50"))
  for count in [1_000, 10_000, 100_000] {
    try jsonGraphRow("chain", try Networks.chain(nodes: count))
  }
  try jsonGraphRow("dense", try Networks.dense(nodes: 2_000, width: 36))
}

private func jsonGraphRow(_ name: String, _ graph: Graph) throws {
  let bytes = Array(try graph.json().utf8)
  let writing = try Timing(most: 20) { _ = try graph.json() }
  let reading = try Timing(most: 20) { _ = try Graph(json: bytes) }
  row(
    name, "\(graph.nodes.count)", "\(bytes.count)", shown(writing.minimum), shown(reading.minimum),
    shown(reading.minimum / Double(graph.nodes.count)))
}
