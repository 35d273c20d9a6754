import RFKit
import TestSupport

extension FuzzEntry {
  /// Small random graphs against forward passes. Each byte decides one thing of the graph.
  static let verify = FuzzEntry("verify") {
    var random = SplitMix64(seed: 1)
    return (0..<64).map { _ in (0..<48).map { _ in UInt8(random.below(256)) } }
  } mutation: { _ in
    ByteMutation()
  } laws: { bytes in
    var random = RandomGraph(choices: bytes)
    let graph = try random.graph()
    let verdict = try graph.report().verify()
    try require(
      "reports and forward passes agree", verdict.holds,
      verdict.disagreements.map(\.description).joined(separator: "\n") + "\n"
        + ((try? graph.json()) ?? ""))
    for check in verdict.checks {
      let isNothing = check.compared == 0 && check.leftOut.isEmpty
      let canBeNothing: Set<Quantity> = [.parameters, .alignment, .closedForms, .fields, .taint]
      try require(
        "what isn't compared is said to be left out",
        !isNothing || canBeNothing.contains(check.quantity), "\(check) of \(verdict.network)")
    }
  }
}
