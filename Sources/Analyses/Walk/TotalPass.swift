import ConvArithmetic
import LayerGraph

/// The sums over the whole network.
enum TotalPass {
  static func totals(
    of layers: [LayerReport], graph: Graph, options: Report.Options
  ) -> Totals {
    let sums = LayerSums(of: layers, layers.indices)
    let counts = sums.parameters.flatMapArithmetic { counts throws(ArithmeticError) in
      try withLoose(counts, graph)
    }
    let peak = peak(of: layers, graph: graph, options.assumptions)
    let isKnown =
      counts.value != nil && sums.work.value?.floatingPointOperations.value != nil
      && sums.activationBytes.value != nil
    return Totals(
      parameterCounts: counts, work: sums.work, activationBytes: sums.activationBytes,
      peakActivationBytes: peak,
      parameterBytes: counts.flatMapArithmetic { counts throws(ArithmeticError) in
        try bytes(of: counts, graph, options)
      },
      least: isKnown ? nil : least(of: layers, graph: graph, options: options))
  }

  /// The sums of what is known.
  private static func least(
    of layers: [LayerReport], graph: Graph, options: Report.Options
  ) -> LeastTotals {
    func add(_ sum: Dim, _ term: Dim) throws(ArithmeticError) -> Dim { try sum + term }
    var counts = LeastSum(of: layers, from: ParameterCounts.zero, \.parameters) {
      sum, counts throws(ArithmeticError) in try sum.adding(counts)
    }
    counts.value = (try? withLoose(counts.value, graph)) ?? counts.value
    let peak = peak(of: layers, graph: graph, options.assumptions, atLeast: true)
    return LeastTotals(
      parameterCounts: counts,
      multiplyAccumulates: LeastSum(
        of: layers, from: 0, { $0.work.map(\.multiplyAccumulates) }, adding: add),
      floatingPointOperations: LeastSum(
        of: layers, from: 0, { $0.work.flatMap(\.floatingPointOperations) }, adding: add),
      activationBytes: LeastSum(of: layers, from: 0, \.activationBytes, adding: add),
      peakActivationBytes: peak.value ?? 0,
      parameterBytes: Known(arithmetic: { () throws(ArithmeticError) in
        try bytes(of: counts.value, graph, options)
      }))
  }

  /// Constants that no layer has as a value are stored too.
  private static func withLoose(
    _ counts: ParameterCounts, _ graph: Graph
  ) throws(ArithmeticError) -> ParameterCounts {
    var counts = counts
    for tensor in graph.looseTensors where tensor.evidence.kind == .constant {
      counts.constants = try counts.constants + Dim(tensor.elements)
    }
    return counts
  }

  /// All in one type, but for the nodes that say how many bytes theirs take.
  private static func bytes(
    of counts: ParameterCounts, _ graph: Graph, _ options: Report.Options
  ) throws(ArithmeticError) -> Dim {
    let size = Dim((options.elementType ?? graph.elementType).bytes)
    var bytes = try counts.total() * size
    if options.elementType != nil { return bytes }
    for node in graph.nodes {
      guard let stored = node.stored, let own = stored.bytes, let counts = stored.counts else {
        continue
      }
      bytes = try bytes + own - counts.total() * size
    }
    return bytes
  }

  /// The most bytes alive at once. A node's outputs come to life together and die together after the
  /// last layer that reads one of them; outputs of the network never die.
  /// - Parameter atLeast: what isn't known takes nothing, and of two moments that open sizes don't order the first
  ///   needs most.
  private static func peak(
    of layers: [LayerReport], graph: Graph, _ assumptions: Assumptions, atLeast: Bool = false
  ) -> Known<Dim> {
    var lastReader = Array(layers.indices)
    for index in layers.indices {
      for input in layers[index].inputs { lastReader[input.node] = index }
    }
    for output in graph.outputs { lastReader[output.value.node] = layers.count }
    // The nodes that die after each layer, as chains: `nextDying[n]` dies with n.
    var firstDying = [Int](repeating: -1, count: layers.count + 1)
    var nextDying = [Int](repeating: -1, count: layers.count)
    for (index, reader) in lastReader.enumerated() {
      nextDying[index] = firstDying[reader]
      firstDying[reader] = index
    }
    do throws(ArithmeticError) {
      var (alive, peak): (Dim, Dim) = (0, 0)
      for index in layers.indices {
        switch layers[index].activationBytes {
        case .known(let bytes): alive = try alive + bytes
        case .unknown(let reason): if !atLeast { return .unknown(reason) }
        }
        switch alive.isAtMost(peak, under: assumptions) {
        case .always: break
        case .never: peak = alive
        case .undecided:
          if case .always = peak.isAtMost(alive, under: assumptions) {
            peak = alive
          } else if !atLeast {
            return .unknown(.undecidedMaximum)
          }
        }
        var dead = firstDying[index]
        while dead >= 0 {
          if case .known(let bytes) = layers[dead].activationBytes { alive = try alive - bytes }
          dead = nextDying[dead]
        }
      }
      return .known(peak)
    } catch {
      return .unknown(.tooLarge)
    }
  }
}
