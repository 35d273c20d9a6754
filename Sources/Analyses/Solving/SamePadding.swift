import ConvArithmetic
import LayerGraph

extension Report {
  /// Whether windows pad as much before as after: those whose padding depends on the size where it is open, and those
  /// that move one position per unit, which have no positions to leave over.
  /// - Parameter open: the same network with open sizes.
  func padsEqually(like open: Report) -> Known<Bool> {
    var unknown: UnknownReason?
    for (index, layer) in layers.enumerated() {
      for output in layer.outputs.indices {
        guard case .known(let own) = layer.readings(of: output),
          case .known(let others) = open.layers[index].readings(of: output)
        else {
          unknown = unknown ?? .openPadding
          continue
        }
        for (reading, other) in zip(own, others) {
          for dimension in reading.routes.indices
          where axes.contains(where: { $0.dimensions.contains(dimension) }) {
            switch reading.padsEqually(along: dimension, like: other) {
            case .known(true): break
            case .known(false): return .known(false)
            case .unknown(let reason): unknown = unknown ?? reason
            }
          }
        }
      }
    }
    return unknown.map { .unknown($0) } ?? .known(true)
  }
}

extension Reading {
  /// Of the window along a dimension; known to be so where there is none.
  fileprivate func padsEqually(along dimension: Int, like open: Reading) -> Known<Bool> {
    guard case .along(let output, let map) = routes[dimension],
      case .along(_, let other) = open.routes[dimension], case .window(let taps) = map.kind,
      taps.count > 1, taps.stride == 1 || !other.isAnchored
    else { return .known(true) }
    guard taps.isAnchored else { return .unknown(.openPadding) }
    do throws(ArithmeticError) {
      let last =
        try (to[output] - 1) * Dim(taps.stride) + Dim(taps.offset)
        + Dim(try taps.step.times(taps.count - 1))
      guard let after = try (last - (from[dimension] - 1)).constant else {
        return .unknown(.openPadding)
      }
      return .known(max(0, try 0.minus(taps.offset)) == max(0, after))
    } catch {
      return .unknown(.tooLarge)
    }
  }
}
