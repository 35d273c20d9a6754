import ConvArithmetic
import LayerGraph

/// How the first output of a layer reads along one axis of the first source: what windows of whatever operator come down to.
struct LayerWindow {
  /// Which of the layer's inputs.
  let input: Int
  /// The dimension of that input.
  let dimension: Int
  /// The axis of the source.
  let axis: Int
  let map: AxisMap
  /// How many positions there are to read, and how many units that read.
  let length, units: Dim

  /// Its taps, where it slides.
  var taps: AxisMap.Taps? {
    if case .window(let taps) = map.kind, taps.stride >= 1, taps.step >= 1, taps.count >= 1 {
      taps
    } else {
      nil
    }
  }

  /// The same, where it is a window seen from its input's side.
  var transposedTaps: AxisMap.Taps? {
    if case .transposed(let taps) = map.kind, taps.stride >= 1, taps.step >= 1, taps.count >= 1 {
      taps
    } else {
      nil
    }
  }
}

extension AxisMap.Taps {
  /// E = D·(F − 1) + 1; nil past 64 bits.
  var extent: Int? { try? step.times(try count.minus(1)).plus(1) }

  /// Whether it only moves what it reads.
  var isShift: Bool { stride == 1 && count == 1 && isAnchored }
}

extension Report {
  /// The windows of a layer; none where they aren't known, or where each element reads just its own.
  func windows(of index: Int) -> [LayerWindow] {
    let layer = layers[index]
    if layer.isPointwise || layer.inputs.isEmpty { return [] }
    guard case .known(let readings) = layer.readings(of: 0) else { return [] }
    return layer.field.axes.enumerated().flatMap { axis, field -> [LayerWindow] in
      guard let output = field.dimension else { return [] }
      return readings.flatMap { reading -> [LayerWindow] in
        guard reading.to.dims.indices.contains(output) else { return [] }
        return reading.routes.indices.compactMap { dimension in
          reading.map(of: dimension, along: output).map {
            LayerWindow(
              input: reading.input, dimension: dimension, axis: axis, map: $0,
              length: reading.from[dimension], units: reading.to[output])
          }
        }
      }
    }
  }
}

extension LayerReport {
  /// Whether it multiplies what it reads by something, as layers with weights do.
  var multiplies: Bool { work.value.map { $0.multiplyAccumulates != 0 } ?? false }
  /// Whether it computes anything, or only moves numbers.
  var computes: Bool { work.value.map { $0 != .none } ?? false }
}
