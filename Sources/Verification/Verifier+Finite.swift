import Analyses
import LayerGraph
import ReferenceExecutor

extension Verifier {
  /// No kernel makes an infinity or a NaN out of finite values, but where that is the mathematics, or
  /// where values leave Float's range.
  func compareFiniteness(
    _ claims: Report, _ measured: FloatMeasurement, on page: inout Ledger.Page
  ) {
    let notFinite = measured.notFinite
    var unexplained: [Int] = []
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
    compareUnexplained(claims, unexplained, on: &page)
  }

  /// Sums of squares of so large numbers may leave Float's range; no layer's own numbers take smaller ones
  /// there, but those that a file sets.
  private static var large: Float { 0x1p40 }

  /// What is finite in numbers with a wider range has left that of Float.
  private func compareUnexplained(
    _ claims: Report, _ layers: [Int], on page: inout Ledger.Page
  ) {
    guard let last = layers.last else { return }
    let graph = claims.graph.until(last)
    var wide: Set<Int>?
    if refusal(graph, claims, .double) == nil {
      wide = try? DoubleMeasurement(graph, seed: seed, watcher("wide numbers")).notFinite
    }
    for layer in layers {
      if wide?.contains(layer) == false {
        page.leaveOut(.pastFloat)
      } else if wide == nil {
        page.leaveOut(.notToldWhy)
      } else {
        page.compare(
          claims.layers[layer].name, "", analysed: "finite values",
          measured: "an infinity or a NaN")
      }
    }
  }
}
