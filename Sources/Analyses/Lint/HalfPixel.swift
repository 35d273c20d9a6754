import ConvArithmetic
import LayerGraph

/// Windows of an even extent that are padded by as much before as after: their units lie between those that they read,
/// and there is one more or one less of them.
///
/// Strides have a half of their own, and padding on one side or a crop behind it means the shift.
struct HalfPixel {
  let report: Report

  /// One for each layer, of the first axis along which it is so. O(layers + edges).
  var findings: [Finding] {
    let isCropped = isCropped
    return report.layers.indices.compactMap { index in
      guard report.layers[index].computes, !isCropped[index] else { return nil }
      for window in report.windows(of: index) where window.units != 1 {
        guard let facts = facts(of: window) else { continue }
        return Finding(.halfPixel, layers: [index], axis: window.axis, facts)
      }
      return nil
    }
  }

  private func facts(of window: LayerWindow) -> Finding.Facts? {
    guard let taps = window.taps, taps.stride == 1, taps.isAnchored, let extent = taps.extent,
      extent.isMultiple(of: 2), let before = try? 0.minus(taps.offset), before > 0,
      let growth = try? (window.units - window.length).constant,
      let after = try? growth.plus(extent).minus(1).minus(before), after == before
    else { return nil }
    return .even(extent: extent, padding: before)
  }

  /// For each layer whether all that read it crop it.
  private var isCropped: [Bool] {
    var isRead = [Bool](repeating: false, count: report.layers.count)
    var isCropped = [Bool](repeating: true, count: report.layers.count)
    for output in report.graph.outputs { isCropped[output.value.node] = false }
    for index in report.layers.indices {
      let layer = report.layers[index]
      let crops =
        !layer.computes
        && report.windows(of: index).contains { window in
          window.taps?.isShift ?? false && window.units != window.length
        }
      for input in layer.inputs {
        isRead[input.node] = true
        if !crops { isCropped[input.node] = false }
      }
    }
    return zip(isRead, isCropped).map { $0 && $1 }
  }
}
