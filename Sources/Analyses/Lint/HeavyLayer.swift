import ConvArithmetic
import LayerGraph

/// A layer that has over half of all parameters, in a network where they could be spread.
struct HeavyLayer {
  let report: Report

  /// Of fewer layers with parameters one has most of them in any case.
  static let fewestLayers = 3

  /// One, or none.
  var findings: [Finding] {
    let counts = report.layers.enumerated().map { index, layer in
      (
        index,
        layer.parameters.flatMapArithmetic { counts throws(ArithmeticError) in
          try counts.total()
        }
      )
    }.filter { $0.1 != 0 }
    guard counts.count >= Self.fewestLayers else { return [] }
    let total: Int
    switch report.total.parameters {
    case .unknown(let reason):
      return [Finding(.heavyLayer, layers: [], .unknown(reason))]
    case .known(let dim):
      guard let number = dim.constant else {
        return [Finding(.heavyLayer, layers: [], .unknown(.openSize(dim)))]
      }
      total = number
    }
    for (index, count) in counts {
      guard let count = count.value?.constant, count > total - count,
        let share = try? Rational(count, over: total)
      else { continue }
      return [Finding(.heavyLayer, layers: [index], .heavy(parameters: count, share: share))]
    }
    return []
  }
}
