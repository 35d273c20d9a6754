import ConvArithmetic
package import LayerGraph

/// Operators of the corpus, one behind the other wherever they fit.
package enum OperatorChain {
  /// A network of up to six of them.
  ///
  /// - Parameters:
  ///   - isWanted: whether an operator may be in it.
  ///   - sizes: those of the last node's first output; nil where the network can't be run.
  package static func draw(
    seed: UInt64, where isWanted: (Operator) -> Bool, sizes: (Graph) -> [Int]?
  ) -> Graph? {
    var random = SplitMix64(seed: seed)
    var input = [random.pick(1...2), random.oneOf(2, 4, 8)]
    for _ in 0..<random.pick(1...3) { input.append(random.pick(4...6)) }
    var nodes = [node("x", .input(Input(Shape(sizes: input))), reads: [])]
    var (graph, last, rank) = (Graph?.none, 0, input.count)
    let wanted = random.pick(2...6)
    for attempt in 0..<40 where last < wanted {
      let name = OperatorName.allCases[random.below(OperatorName.allCases.count)]
      let samples = OperatorCorpus.samples(of: name).filter {
        $0.inputs.first?.rank == rank && isWanted($0.operation)
      }
      guard !samples.isEmpty else { continue }
      let sample = samples[random.below(samples.count)]
      // What it reads besides is the value once more, or of its own shape.
      var more = nodes
      var reads = [nodes.count - 1]
      for (index, shape) in sample.inputs.enumerated().dropFirst() {
        reads.append(random.oneIn(2) ? nodes.count - 1 : more.count)
        guard reads.last == more.count else { continue }
        more.append(node("x\(attempt)_\(index)", .input(Input(shape)), reads: []))
      }
      more.append(node("n\(attempt)", sample.operation, reads: reads))
      let output = Graph.Output(name: "y", value: ValueReference(node: more.count - 1))
      guard let longer = try? Graph(name: "chain", nodes: more, outputs: [output]),
        let made = sizes(longer)
      else { continue }
      (graph, nodes, last, rank) = (longer, more, last + 1, made.count)
    }
    return graph
  }

  private static func node(_ name: String, _ operation: Operator, reads: [Int]) -> Node {
    Node(name: name, operation: operation, inputs: reads.map { ValueReference(node: $0) })
  }
}
