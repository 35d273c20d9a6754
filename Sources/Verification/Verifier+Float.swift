import Analyses
import ConvArithmetic
import LayerGraph
import ReferenceExecutor

extension Verifier {
  /// Shapes, parameters really read, memory: on real numbers, at full size but in quick mode.
  /// Gives back the layers with values that aren't finite; nil where the pass was not run.
  func floatPass(_ ledger: inout Ledger) -> Set<Int>? {
    let claims = mode == .quick ? narrowed : report
    let pass = "real numbers"
    return ledger.attempt(
      pass, for: [.shapes, .parameters, .memory, .finite],
      PassNeed(claims.graph, claims, .real)
    ) { ledger in
      var gathered = FloatMeasurement()
      try ledger.check(.shapes) { page in
        gathered = try FloatMeasurement(claims.graph, seed: seed, watcher(pass))
        compareShapes(claims, gathered, on: &page)
      }
      let measured = gathered
      ledger.check(.parameters) { page in compareParameters(claims, measured, on: &page) }
      ledger.check(.memory) { page in comparePeak(claims, measured, on: &page) }
      compareFiniteness(claims, measured, &ledger)
      return measured.notFinite
    }
  }

  private func compareShapes(
    _ claims: Report, _ measured: FloatMeasurement, on page: inout Ledger.Page
  ) {
    for (index, layer) in claims.layers.enumerated() {
      for (output, made) in layer.outputs.enumerated() {
        guard let shape = made.shape.value else {
          page.leaveOut(.unknown)
          continue
        }
        if claims.graph.nodes[index].operation.isStoodInFor {
          page.leaveOut(.stoodInFor)
          continue
        }
        page.compare(
          layer.name, "output \(output)", analysed: shape,
          measured: Shape(sizes: measured.sizes[index][output]))
      }
    }
  }

  private func comparePeak(
    _ claims: Report, _ measured: FloatMeasurement, on page: inout Ledger.Page
  ) {
    guard case .known(let peak) = claims.total.peakActivationBytes else {
      return page.leaveOut(.unknown)
    }
    guard let type = claims.onlyElementType else { return page.leaveOut(.severalTypes) }
    page.compare(
      nil, "bytes at once", analysed: peak,
      measured: Dim(measured.peakActivationBytes / 4 * type.bytes))
  }

  private func compareParameters(
    _ claims: Report, _ measured: FloatMeasurement, on page: inout Ledger.Page
  ) {
    var unread = Known<Dim>.known(0)
    for (index, layer) in claims.layers.enumerated() {
      let operation = claims.graph.nodes[index].operation
      let tally = measured.parameters[index]
      guard case .known(let counts) = layer.parameters else {
        page.leaveOut(.unknown)
        continue
      }
      if operation.standsForOthers || claims.graph.nodes[index].stored?.counts != nil {
        page.leaveOut(.madeOfOthers)
        unread = unread.adding(counts.less(tally))
        continue
      }
      let statistics = tally.runningStatistics
      let counters = statistics == 0 || !operation.hasBatchCounter ? 0 : 1
      for (kind, said, read) in [
        ("weights", counts.weights, tally.weights), ("biases", counts.biases, tally.biases),
        ("norm affine", counts.normAffine, tally.normAffine),
        ("running statistics", counts.runningStatistics, statistics + counters),
      ] where said != 0 || read != 0 {
        page.compare(layer.name, kind, analysed: said, measured: Dim(read))
      }
    }
    if case .known(let total) = claims.total.parameters {
      page.compare(
        nil, "in total", analysed: .known(total),
        measured: Known.known(Dim(measured.totalParameters.total)).adding(unread))
    }
  }
}

extension ParameterCounts {
  /// What is counted and not read.
  fileprivate func less(_ tally: ParameterTally) -> Known<Dim> {
    (try? total() - Dim(tally.total)).map { .known($0) } ?? .unknown(.tooLarge)
  }
}
