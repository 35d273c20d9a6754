import Analyses
import LayerGraph
import ReferenceExecutor

extension Verifier {
  /// No kernel makes an infinity or a NaN out of finite values, but where that is the mathematics, or
  /// where values leave Float's range.
  func compareFiniteness(
    _ claims: Report, _ measured: FloatMeasurement, _ ledger: inout Ledger
  ) {
    let notFinite = measured.notFinite
    var unexplained: [Int] = []
    ledger.check(.finite) { page in
      for (index, layer) in claims.layers.enumerated() {
        guard notFinite.contains(index) else {
          page.compare(
            layer.name, "", analysed: "finite values", measured: "finite values")
          continue
        }
        if layer.inputs.contains(where: { notFinite.contains($0.node) })
          || claims.graph.nodes[index].operation.mayLeaveTheFinite
        {
          page.leaveOut(.leadsOutOfTheFinite)
        } else if layer.inputs.contains(where: { measured.greatest[$0.node] >= Self.large }) {
          page.leaveOut(.pastFloat)
        } else {
          unexplained.append(index)
        }
      }
    }
    compareUnexplained(claims, unexplained, &ledger)
  }

  /// Sums of squares of so large numbers may leave Float's range; no layer's own numbers take smaller ones
  /// there, but those that a file sets.
  private static var large: Float { 0x1p40 }

  /// What is finite in numbers with a wider range has left that of Float.
  private func compareUnexplained(_ claims: Report, _ layers: [Int], _ ledger: inout Ledger) {
    guard let last = layers.last else { return }
    let (graph, pass) = (claims.graph.until(last), "wide numbers")
    let wide = ledger.attempt(pass, for: [.finite], PassNeed(graph, claims, .double)) { _ in
      try DoubleMeasurement(graph, seed: seed, watcher(pass)).notFinite
    }
    ledger.check(.finite) { page in
      for layer in layers {
        guard let wide else {
          page.leaveOut(.notToldWhy)
          continue
        }
        if !wide.contains(layer) {
          page.leaveOut(.pastFloat)
          continue
        }
        page.compare(
          claims.layers[layer].name, "", analysed: "finite values",
          measured: "an infinity or a NaN")
      }
    }
  }
}
