import Analyses
import ConvArithmetic
import LayerGraph
import ReferenceExecutor

extension Verifier {
  /// MACs and FLOPs really executed, at full width but in quick mode.
  func countingPass(_ ledger: inout Ledger) {
    let claims = mode == .quick ? narrowed : report
    let pass = "operations"
    ledger.attempt(
      pass, for: [.multiplyAccumulates, .operations],
      PassNeed(claims.graph, claims, .counting)
    ) { ledger in
      try compareCounts(claims, watcher(pass), &ledger)
    }
  }

  private func compareCounts(
    _ claims: Report, _ watch: (Int) -> Void, _ ledger: inout Ledger
  ) throws {
    var counts: [OperationCounts] = []
    try ledger.check(.multiplyAccumulates) { page in
      let run = try OperationMeasurement(claims.graph, watch)
      counts = run.counts
      for (layer, counts) in zip(claims.layers, run.counts) {
        guard case .known(let work) = layer.work else {
          page.leaveOut(.unknown)
          continue
        }
        if layer.operation.isStoodInFor {
          page.leaveOut(.stoodInFor)
          continue
        }
        page.compare(
          layer.name, "", analysed: work.multiplyAccumulates,
          measured: Dim(counts.multiplyAccumulates))
      }
    }
    ledger.check(.operations) { page in
      for (layer, counts) in zip(claims.layers, counts) {
        guard case .known(let work) = layer.work,
          case .known(let operations) = work.floatingPointOperations
        else {
          page.leaveOut(.unknown)
          continue
        }
        page.compare(
          layer.name, "", analysed: operations, measured: Dim(counts.floatingPointOperations))
      }
    }
  }
}
