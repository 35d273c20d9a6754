import LayerGraph

extension LayerStringExpansion.Flow {
  /// What a layer does to the channels and to the axes.
  mutating func advance(past operation: Operator, spatialRank: Int) {
    switch operation {
    case .convolution(let layer): channels = layer.outputChannels ?? channels
    case .transposedConvolution(let layer): channels = layer.outputChannels ?? channels
    case .linear(let layer): channels = layer.outputFeatures
    case .flatten:
      if !isFlat { channels = nil }
      isFlat = true
    case .pixelShuffle(let layer):
      let block = Self.power(layer.factor, spatialRank)
      channels = channels.flatMap { count in
        block.flatMap { count.isMultiple(of: $0) ? count / $0 : nil }
      }
    case .pixelUnshuffle(let layer):
      let block = Self.power(layer.factor, spatialRank)
      channels = channels.flatMap { count in block.flatMap { Self.product(count, $0) } }
    default: break
    }
  }

  /// The channels after branches meet: their sum, or for element-wise functions the greatest, as those
  /// of size 1 are broadcast.
  static func channels(of ends: [Self], isConcat: Bool) -> Int? {
    var result = 0
    for end in ends {
      guard let channels = end.channels else { return nil }
      if !isConcat {
        result = max(result, channels)
      } else {
        let (sum, overflow) = result.addingReportingOverflow(channels)
        if overflow { return nil }
        result = sum
      }
    }
    return result
  }

  private static func power(_ base: Int, _ exponent: Int) -> Int? {
    (0..<exponent).reduce(1) { result, _ in result.flatMap { product($0, base) } }
  }

  private static func product(_ a: Int, _ b: Int) -> Int? {
    let (product, overflow) = a.multipliedReportingOverflow(by: b)
    return overflow ? nil : product
  }
}
