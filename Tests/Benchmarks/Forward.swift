import RFKit
import ReferenceExecutor
import Synchronization

/// ResNet-50 at 224², every layer in Float through the executor, weights in memory beforehand: in all, and
/// by kind of layer. Beside it everything that `verify` does for the network.
///
/// Runs on one and on two threads take turns, and the fastest of each counts: what else the machine does
/// only ever takes away.
func forwardBenchmark(turns: Int = 15) throws {
  let graph = try Zoo.graph("resnet50")
  let executor = Executor(graph, parameters: StoredParameters())
  let inputs = try executor.seededInputs(seed: 0)
  var best = [ForwardTimes](repeating: ForwardTimes(), count: 2)
  for turn in 0..<2 * turns {
    var times = ForwardTimes()
    let start = threadSeconds()
    let run = try executor.run(inputs, with: FloatArithmetic(threads: turn % 2 + 1)) { node in
      times.kinds[graph.nodes[node.index].operation.kind, default: 0] += node.seconds
    }
    (times.onClock, times.ofProcessor) = (run.seconds, threadSeconds() - start)
    times.ofProcessor = min(times.ofProcessor, best[turn % 2].ofProcessor)
    if times.onClock > best[turn % 2].onClock {
      best[turn % 2].ofProcessor = times.ofProcessor
    } else {
      best[turn % 2] = times
    }
  }
  report(one: best[0], two: best[1])
  let verification = try Timing(most: 5) { [report = try graph.report()] in
    _ = try report.verify()
  }
  row("verify resnet50, everything", shown(verification.minimum))
}

private struct ForwardTimes {
  var onClock = Double.infinity
  /// Of the thread that runs the network.
  var ofProcessor = Double.infinity
  var kinds: [String: Double] = [:]
}

private func report(one: ForwardTimes, two: ForwardTimes) {
  func compared(_ name: String, _ one: Double, _ two: Double) {
    row(name, shown(one), shown(two), "×\(rounded(one / two))")
  }
  row("ResNet-50, whole forward", "1 thread", "2 threads", "faster by")
  compared("all layers", one.onClock, two.onClock)
  for (kind, seconds) in one.kinds.sorted(by: { $0.value > $1.value }) where seconds > 1e-4 {
    compared("  " + kind, seconds, two.kinds[kind, default: 0])
  }
  compared("processor time of the first thread", one.ofProcessor, two.ofProcessor)
}

/// Seeded parameters that are made once: a forward pass reads its weights, it does not invent them.
private final class StoredParameters: ParameterSource {
  private let source = SeededParameters()
  private let stored = Mutex<[String: [Float]]>([:])

  func values(for request: ParameterRequest) throws(ExecutionProblem) -> [Float] {
    if let known = stored.withLock({ $0[request.path] }) { return known }
    let made = try source.values(for: request)
    stored.withLock { $0[request.path] = made }
    return made
  }
}
