import LayerGraph

import struct ConvArithmetic.Rational

/// Convolutions, pools and resizing, each spatial axis by the lists of `AxisReading`.
extension DependencyWalk.Value {
  func convolved(_ layer: Convolution) -> Self {
    let spread = slid(layer.window, padding: layer.paddingMode, ceil: false)
    let outputs = layer.outputChannels ?? dims[0]
    return spread.along(0, Self.grouped(layer.groups, inputs: dims[0], outputs: outputs))
  }

  /// Every output element reads all of the only filter there is.
  func convolved(_ layer: Convolution, by filter: Self) -> Self {
    var own = layer
    own.outputChannels = 1
    let whole = filter.dims.indices.reduce(filter) { $0.reading(dim: $1, asWhole: 1) }
    let made = convolved(own)
    return made.elements == 0 ? made : Self(combining: made, whole)
  }

  func spread(_ layer: TransposedConvolution) -> Self {
    let canvas = perAxis { axis, length in
      .scattered(
        Self.window(layer.window, axis), from: length, Self.sides(layer.window.padding, axis),
        outputPadding: layer.outputPadding[axis])
    }
    let outputs = layer.outputChannels ?? dims[0]
    return canvas.along(0, Self.grouped(layer.groups, inputs: dims[0], outputs: outputs))
  }

  func slid(_ window: WindowSettings, padding: PaddingMode, ceil: Bool) -> Self {
    perAxis { axis, length in
      .windows(
        Self.window(window, axis), on: length, Self.sides(window.padding, axis),
        Self.surroundings(padding), ceil: ceil)
    }
  }

  static func surroundings(_ padding: PaddingMode) -> Surroundings {
    switch padding {
    case .zeros: .zeros
    case .reflect: .mirror
    case .replicate: .edge
    case .circular: .circle
    }
  }

  /// Whether no window of a pool can lie in the padding alone.
  static func keepsWindowsInside(_ settings: WindowSettings, rank: Int) -> Bool {
    (0..<rank).allSatisfy { axis in
      guard case .given(let before, let after) = sides(settings.padding, axis) else { return true }
      return max(before, after) <= window(settings, axis).reach
    }
  }

  static func window(_ settings: WindowSettings, _ axis: Int) -> AxisReading.Window {
    .init(
      kernel: settings.kernel[axis], stride: settings.stride[axis],
      dilation: settings.dilation[axis])
  }

  static func sides(_ padding: Padding, _ axis: Int) -> AxisReading.Sides {
    switch padding {
    case .explicit(let before, let after): .given(before: before[axis], after: after[axis])
    case .sameUpper: .same(oddGoesAfter: true)
    case .sameLower: .same(oddGoesAfter: false)
    }
  }

  /// Channels are dealt to groups in order; an output channel reads those of its group.
  private static func grouped(
    _ groups: Convolution.Groups, inputs: Int, outputs: Int
  ) -> AxisReading {
    let count =
      switch groups {
      case .depthwise: inputs
      case .count(let count): count
      }
    var reading = AxisReading()
    for group in 0..<count {
      let members = (0..<inputs).filter { $0 / (inputs / count) == group }
      for _ in 0..<outputs / count { reading.append(members) }
    }
    return reading
  }

  func adapted(_ sizes: PerAxis<Int?>) -> Self {
    var result = self
    for axis in 0..<spatialRank {
      let length = dims[axis + 1]
      guard let units = sizes[axis], units != length else { continue }
      result =
        units == 1
        ? result.reading(dim: axis + 1, asWhole: 1)
        : result.along(axis + 1, .adaptive(length: length, units: units))
    }
    return result
  }

  func resized(_ layer: Resize, like other: Self?) -> Self? {
    var result = self
    for (place, dim) in chosen(layer.dimensions).enumerated() {
      let length = dims[dim]
      var (units, scale) = (0, Rational(1))
      switch layer.target {
      case .scale(let factors):
        scale = factors[place]
        while (units + 1) * scale.denominator <= length * scale.numerator { units += 1 }
      case .size(let sizes): units = sizes[place].constant ?? 0
      case .like: units = other?.dims[dim] ?? 0
      }
      guard units > 0 else { return nil }
      if case .scale = layer.target {
      } else if let fit = try? Rational(units, over: length) {
        scale = fit
      }
      if layer.keepsUnchanged, units == length { continue }
      guard
        let reading = AxisReading.interpolated(layer, length: length, units: units, scale: scale)
      else { return nil }
      result = result.along(dim, reading)
    }
    return result
  }

  func reduced(_ layer: Reduce) -> Self {
    var result = self
    for dimension in layer.dimensions { result = result.reading(dim: dimension - 1, asWhole: 1) }
    guard !layer.keepsDimensions else { return result }
    for dimension in layer.dimensions.sorted(by: >) {
      result.dims.remove(at: dimension - 1)
      result.axes.remove(at: dimension - 1)
    }
    return result
  }
}
