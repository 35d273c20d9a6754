import ConvArithmetic
import LayerGraph

/// The sums over the whole network.
enum TotalPass {
  static func totals(
    of layers: [LayerReport], graph: Graph, options: Report.Options
  ) -> Totals {
    let sums = LayerSums(of: layers, layers.indices)
    let bytes = Dim(options.elementType.bytes)
    return Totals(
      parameterCounts: sums.parameters, work: sums.work, activationBytes: sums.activationBytes,
      peakActivationBytes: peak(of: layers, graph: graph, options.assumptions),
      parameterBytes: sums.parameters.flatMapArithmetic { counts throws(ArithmeticError) in
        try counts.total() * bytes
      })
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
