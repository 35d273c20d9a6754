import LayerGraph

/// What a kernel allocates besides its inputs, its outputs and its parameters, at most.
struct ScratchNeed {
  /// Numbers of the arithmetic.
  var elements = 0.0
  /// Places and tables.
  var bytes = 0.0
}

extension Operator {
  func scratch(inputs: [[Int]], outputs: [[Int]]) -> ScratchNeed {
    let (read, made) = (inputs.volume, outputs.volume)
    switch self {
    case .input, .constant, .identity, .dropout, .flatten, .reshape, .squeeze, .unsqueeze:
      return ScratchNeed()
    case .activation, .batchNorm, .layerNorm, .groupNorm, .instanceNorm, .scale, .softmax, .cast:
      // Channels' factors, and rows.
      return ScratchNeed(elements: inputs.first?.last.map(Double.init) ?? 0)
    case .elementwise, .select: return ScratchNeed(elements: made)
    case .convolution(let payload): return payload.window.scratch(inputs, outputs, isPadded: true)
    case .pool(let payload): return payload.window.scratch(inputs, outputs, isPadded: false)
    case .transposedConvolution(let payload): return payload.scratch(inputs, outputs)
    case .linear, .matMul: return ScratchNeed(elements: made)
    case .multiHeadAttention:
      let tokens = inputs.map { $0.count > 1 ? Double($0[1]) : 1 }
      let scores = (tokens.first ?? 1) * (tokens.last ?? 1)
      return ScratchNeed(elements: scores + 6 * read + 2 * made)
    case .windowAttention(let payload):
      let tokens = payload.window.values.volume
      let sides = inputs.first?.dropFirst().dropLast() ?? []
      let windows = sides.enumerated().reduce(Double(inputs.first?.first ?? 1)) {
        let side = Double(payload.window[$1.offset])
        return $0 * (Double($1.element) / side).rounded(.up)
      }
      let padded = windows * tokens * Double(inputs.first?.last ?? 1)
      return ScratchNeed(
        elements: tokens * tokens + 6 * padded + made,
        bytes: 8 * (2 * tokens * tokens + 2 * windows * tokens))
    default:
      // Whatever else there is moves its inputs, or its outputs, once.
      return ScratchNeed(elements: read + made, bytes: 8 * (inputs + outputs).rowLengths)
    }
  }
}

extension WindowSettings {
  /// The places that each window reads along each axis, the input with its padding laid around it, and
  /// the places of one window in all channels.
  fileprivate func scratch(_ inputs: [[Int]], _ outputs: [[Int]], isPadded: Bool) -> ScratchNeed {
    guard let input = inputs.first, let output = outputs.first, input.count == output.count,
      input.count > Shape.firstSpatialDimension, fits(rank: input.count - 2)
    else { return ScratchNeed() }
    let channels = Double(input[Shape.channelDimension])
    var (padded, places, taps) = (channels, 0.0, 1.0)
    for axis in 0..<input.count - Shape.firstSpatialDimension {
      let (size, windows) = (
        Double(input[axis + Shape.firstSpatialDimension]),
        Double(output[axis + Shape.firstSpatialDimension])
      )
      let extent = Double(dilation[axis]) * Double(kernel[axis] - 1) + 1
      padded *= max(size + extent, windows * Double(stride[axis]) + extent)
      // Starts, places, and divisors of averages.
      places += windows * (Double(kernel[axis]) + 2)
      taps *= Double(kernel[axis])
    }
    return ScratchNeed(
      elements: isPadded ? padded : 0, bytes: 8 * (places + 2 * taps * (isPadded ? channels : 1)))
  }
}

extension WindowSettings {
  fileprivate func fits(rank: Int) -> Bool {
    kernel.fits(rank: rank) && stride.fits(rank: rank) && dilation.fits(rank: rank)
  }
}

extension TransposedConvolution {
  /// The map over which all kernels are spread.
  fileprivate func scratch(_ inputs: [[Int]], _ outputs: [[Int]]) -> ScratchNeed {
    guard let input = inputs.first, let output = outputs.first,
      input.count > Shape.firstSpatialDimension, window.fits(rank: input.count - 2)
    else { return ScratchNeed() }
    var map = Double(input[0]) * Double(output[Shape.channelDimension])
    for axis in 0..<input.count - Shape.firstSpatialDimension {
      let extent = Double(window.dilation[axis]) * Double(window.kernel[axis] - 1) + 1
      let reached =
        Double(input[axis + Shape.firstSpatialDimension] - 1) * Double(window.stride[axis]) + extent
      map *= max(reached, Double(output[axis + Shape.firstSpatialDimension]) + extent)
    }
    return ScratchNeed(elements: map, bytes: 8 * outputs.rowLengths)
  }
}

extension [[Int]] {
  /// The elements of all tensors.
  fileprivate var volume: Double { reduce(0) { $0 + $1.volume } }

  /// The lengths of all dimensions, for tables of places.
  fileprivate var rowLengths: Double { joined().reduce(0) { $0 + Double($1) } }
}
