import ConvArithmetic
import LayerGraph

/// Transposed convolutions whose kernel the stride doesn't divide: neighbouring units are sums of unequally many
/// products (Odena et al. 2016).
struct Checkerboard {
  let report: Report

  /// One for each layer, of the first axis along which it is so.
  var findings: [Finding] {
    report.layers.indices.compactMap { index in
      guard report.layers[index].multiplies else { return nil }
      for window in report.windows(of: index) where window.length != 1 {
        guard let taps = window.transposedTaps, let facts = overlaps(of: taps) else { continue }
        return Finding(.checkerboard, layers: [index], axis: window.axis, facts)
      }
      return nil
    }
  }

  /// Nil where all phases have as many.
  private func overlaps(of taps: AxisMap.Taps) -> Known<Finding.Facts>? {
    let divisor = greatestCommonDivisor(taps.stride, taps.step)
    let phases = taps.stride / divisor
    if divisor == 1, taps.count.isMultiple(of: phases) { return nil }
    guard taps.stride <= FieldMap.maximumPeriod else { return .unknown(.periodTooLong) }
    var overlaps = [Int](repeating: 0, count: taps.stride)
    let (each, more) = taps.count.quotientAndRemainder(dividingBy: phases)
    var place = taps.offset.floorRemainder(taps.stride)
    for phase in 0..<phases {
      overlaps[place] = each + (phase < more ? 1 : 0)
      place = (place + taps.step % taps.stride) % taps.stride
    }
    return .known(.overlaps(overlaps))
  }
}
