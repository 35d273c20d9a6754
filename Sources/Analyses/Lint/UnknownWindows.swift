import ConvArithmetic
import LayerGraph

/// Layers of which nobody knows how they read: whether they have what windows can have is unknown.
struct UnknownWindows {
  let report: Report

  private static let codes: [Finding.Code] = [
    .paddingOnly, .strideOverKernel, .checkerboard, .biasBeforeNorm, .halfPixel, .sizeDependent,
  ]

  /// For each reason one for each code, at the first layer that it holds for.
  func findings(_ code: Finding.Code) -> [Finding] {
    guard Self.codes.contains(code) else { return [] }
    var undecided = Undecided(code)
    for (index, layer) in report.layers.enumerated() where !layer.inputs.isEmpty {
      if case .unknown(let reason) = layer.readings(of: 0) {
        undecided.insert(reason, layer: index)
      }
    }
    return undecided.findings
  }
}
