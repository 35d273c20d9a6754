import RFKit

/// Every network and variant of the zoo built and analysed once, one after the other in this process.
func zooBenchmark() throws {
  print("\nThe whole zoo, each network and variant built and analysed once")
  let clock = ContinuousClock()
  var (nodes, build, analyse) = (0, Duration.zero, Duration.zero)
  var times: [(name: String, nodes: Int, time: Duration)] = []
  for entry in Zoo.entries {
    for variant in [nil] + entry.variants {
      var graph: Graph?
      let first = try clock.measure { graph = try Zoo.graph(entry.name, variant: variant) }
      guard let graph else { continue }
      let second = try clock.measure { _ = try graph.report() }
      build += first
      analyse += second
      nodes += graph.nodes.count
      times.append((graph.name, graph.nodes.count, first + second))
    }
  }
  row("networks", "nodes", "building", "analysing", "together")
  row(
    "\(times.count)", "\(nodes)", shown(build.inSeconds), shown(analyse.inSeconds),
    shown((build + analyse).inSeconds))
  print("  must stay under 1 s")
  for slow in times.sorted(by: { $0.time > $1.time }).prefix(8) {
    row(
      "  " + slow.name, "\(slow.nodes)", shown(slow.time.inSeconds),
      shown(slow.time.inSeconds / Double(slow.nodes)))
  }
}

extension Duration {
  var inSeconds: Double {
    Double(components.seconds) + Double(components.attoseconds) * 1e-18
  }
}
