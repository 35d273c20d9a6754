import ConvArithmetic
import LayerGraph

/// Units that read nothing but zeros around what there is: a 1×1 convolution that is padded, a 3×3 one padded by 3.
struct PaddingOnly {
  let report: Report

  /// One for each layer, of the axis along which most units are so. O(layers + edges).
  var findings: [Finding] {
    let filled = filled
    return report.layers.indices.compactMap { index in
      let layer = report.layers[index]
      guard layer.multiplies else { return nil }
      var worst: (axis: Int, before: Int, after: Int)?
      for window in report.windows(of: index) where window.map.border == .nothing {
        let node = layer.inputs[window.input].node
        guard let (before, after) = units(of: window, reading: filled[node]?[window.dimension]),
          before + after > (worst.map { $0.before + $0.after } ?? 0)
        else { continue }
        worst = (window.axis, before, after)
      }
      return worst.map {
        Finding(
          .paddingOnly, layers: [index], axis: $0.axis,
          .padding(unitsBefore: $0.before, unitsAfter: $0.after))
      }
    }
  }

  /// How many of the first and of the last units lie outside of what there is.
  /// - Parameter filled: the positions that aren't zeros of a layer before; nil for all.
  private func units(of window: LayerWindow, reading filled: Interval?) -> (Int, Int)? {
    guard let taps = window.taps, taps.isAnchored, let extent = taps.extent,
      let length = window.length.constant, let units = window.units.constant, length >= 1
    else { return nil }
    let filled = filled ?? Interval(0, length - 1)
    // The last tap of unit u lies at S·u + o + E − 1, the first at S·u + o.
    guard let past = try? filled.lower.minus(taps.offset).minus(extent - 1),
      let last = try? filled.upper.minus(taps.offset)
    else { return nil }
    let before = min(max(past.ceilQuotient(taps.stride), 0), units)
    let after = min(max(units - 1 - last.floorQuotient(taps.stride), 0), units - before)
    return (before, after)
  }

  /// Of what layers padded that do nothing else, which positions along each dimension are older.
  private var filled: [Int: [Int: Interval]] {
    var filled: [Int: [Int: Interval]] = [:]
    for (index, layer) in report.layers.enumerated() where !layer.computes {
      guard layer.inputs.count == 1, case .known(let readings) = layer.readings(of: 0),
        let reading = readings.first
      else { continue }
      for (dimension, route) in reading.routes.enumerated() {
        guard case .along(let output, let map) = route, map.border == .nothing,
          case .window(let taps) = map.kind, taps.isShift,
          let length = reading.from[dimension].constant,
          let units = reading.to[output].constant
        else { continue }
        let before = filled[layer.inputs[0].node]?[dimension] ?? Interval(0, length - 1)
        guard let moved = try? before.shifted(by: 0.minus(taps.offset)) else { continue }
        let own = moved.clamped(to: units)
        if own != Interval(0, units - 1) { filled[index, default: [:]][output] = own }
      }
    }
    return filled
  }
}

extension Interval {
  /// What of it lies in 0 … count − 1.
  fileprivate func clamped(to count: Int) -> Interval {
    let (lower, upper) = (max(self.lower, 0), min(self.upper, count - 1))
    return lower <= upper ? Interval(lower, upper) : .empty
  }
}
