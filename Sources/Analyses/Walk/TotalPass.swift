import ConvArithmetic
import LayerGraph

/// The sums over the whole network.
enum TotalPass {
  static func totals(
    of layers: [LayerReport], graph: Graph, options: Report.Options
  ) -> Totals {
    let sums = LayerSums(of: layers, layers.indices)
    let counts = sums.parameters.flatMapArithmetic { counts throws(ArithmeticError) in
      var counts = counts
      for tensor in graph.looseTensors where tensor.evidence.kind == .constant {
        counts.constants = try counts.constants + Dim(tensor.elements)
      }
      return counts
    }
    return Totals(
      parameterCounts: counts, work: sums.work, activationBytes: sums.activationBytes,
      peakActivationBytes: peak(of: layers, graph: graph, options.assumptions),
      parameterBytes: sums.parameters.flatMapArithmetic { counts throws(ArithmeticError) in
        try bytes(of: counts, graph, options)
      })
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
  private static func peak(
    of layers: [LayerReport], graph: Graph, _ assumptions: Assumptions
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
        guard case .known(let bytes) = layers[index].activationBytes else {
          return layers[index].activationBytes
        }
        alive = try alive + bytes
        switch alive.isAtMost(peak, under: assumptions) {
        case .always: break
        case .never: peak = alive
        case .undecided:
          guard case .always = peak.isAtMost(alive, under: assumptions) else {
            return .unknown(.undecidedMaximum)
          }
          peak = alive
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
