import ConvArithmetic
import LayerGraph

/// The sums over the whole network.
enum TotalPass {
  static func totals(
    of layers: [LayerReport], graph: Graph, options: Report.Options
  ) -> Totals {
    let parameters = Sum.parameters(layers)
    let bytes = Dim(options.elementType.bytes)
    return Totals(
      parameterCounts: parameters, work: Sum.work(layers),
      activationBytes: Sum.activationBytes(layers),
      peakActivationBytes: peak(of: layers, graph: graph, options.assumptions),
      parameterBytes: parameters.flatMapArithmetic { counts throws(ArithmeticError) in
        try counts.total() * bytes
      })
  }

  /// The most bytes alive at once. A node's outputs come to life together and die together after the
  /// last layer that reads one of them; outputs of the network never die.
  private static func peak(
    of layers: [LayerReport], graph: Graph, _ assumptions: Assumptions
  ) -> Known<Dim> {
    var lastReader = Array(layers.indices)
    for (index, layer) in layers.enumerated() {
      for input in layer.inputs { lastReader[input.node] = index }
    }
    for output in graph.outputs { lastReader[output.value.node] = layers.count }
    var dying = [[Int]](repeating: [], count: layers.count + 1)
    for (index, reader) in lastReader.enumerated() { dying[reader].append(index) }
    do throws(ArithmeticError) {
      var (alive, peak): (Dim, Dim) = (0, 0)
      for (index, layer) in layers.enumerated() {
        guard case .known(let bytes) = layer.activationBytes else {
          return layer.activationBytes
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
        for dead in dying[index] {
          if case .known(let bytes) = layers[dead].activationBytes { alive = try alive - bytes }
        }
      }
      return .known(peak)
    } catch {
      return .unknown(.tooLarge)
    }
  }
}
