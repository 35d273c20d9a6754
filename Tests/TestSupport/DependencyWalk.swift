import LayerGraph

/// Follows every element of every value of a small graph, one by one: which positions of the source can
/// change it. Knows the operators' definitions and no closed form of anything.
struct DependencyWalk {
  /// One value of the graph without its batch dimension: channels, then space, or just features.
  struct Value: Equatable {
    var dims: [Int]
    /// For each element, in row-major order, a bit for each position of the source.
    var seen: [UInt64]
    /// For each element, bit a: a tap looked past an end along source axis a; bit 4 + a: an operator had
    /// nothing to read along it.
    var marks: [UInt8]
    /// Which source axis each dimension carries; nil where it is none or a mixture.
    var axes: [Int?]
    /// The source axes that some path reads as a whole.
    var global: Set<Int> = []
    /// The source axes of which the walk has lost where they lie: in different dimensions at once, or
    /// folded and then changed.
    var mixed: Set<Int> = []
    /// The source axes that were cut up or flattened together.
    var folded: [Int: Folded] = [:]
    var isReached = true

    var spatialRank: Int { dims.count - 1 }
    var elements: Int { dims.reduce(1, *) }

    /// A source looking at itself. At most 64 spatial positions.
    init(source dims: [Int]) {
      self.dims = dims
      let positions = dims.dropFirst().reduce(1, *)
      precondition(positions <= 64)
      seen = (0..<dims.reduce(1, *)).map { 1 << UInt64($0 % positions) }
      marks = Array(repeating: 0, count: seen.count)
      axes = [nil] + (0..<dims.count - 1).map { $0 }
    }

    /// A value that does not depend on the source.
    init(unreached dims: [Int]) {
      self.dims = dims
      seen = Array(repeating: 0, count: dims.reduce(1, *))
      marks = Array(repeating: 0, count: seen.count)
      axes = Array(repeating: nil, count: dims.count)
      isReached = false
    }
  }

  /// The outputs of an operator; nil when it can't be applied because nothing fits.
  static func apply(_ operation: Operator, to inputs: [Value]) -> [Value]? {
    let outputs = outputs(of: operation, inputs)
    guard let outputs, outputs.allSatisfy({ $0.dims.allSatisfy { $0 > 0 } }) else { return nil }
    return outputs
  }

  private static func outputs(of operation: Operator, _ inputs: [Value]) -> [Value]? {
    let first = inputs[0]
    switch operation {
    case .activation, .batchNorm, .identity, .cast: return [first]
    case .convolution(let layer) where layer.readsWeight:
      return [first.convolved(layer, by: inputs[1])]
    case .convolution(let layer): return [first.convolved(layer)]
    case .transposedConvolution(let layer): return [first.spread(layer)]
    case .pool(let layer):
      guard Value.keepsWindowsInside(layer.window, rank: first.spatialRank) else { return nil }
      return [first.slid(layer.window, padding: .zeros, ceil: layer.ceilMode)]
    case .adaptivePool(let layer): return [first.adapted(layer.output)]
    case .resize(let layer): return first.resized(layer, like: inputs.last).map { [$0] }
    case .pad(let layer): return first.padded(layer).map { [$0] }
    case .crop(let layer):
      return [
        first.perAxis { axis, length in
          .picking(Array(stride(from: layer.before[axis], to: length - layer.after[axis], by: 1)))
        }
      ]
    case .cropLike:
      return [
        first.perAxis { axis, length in
          let kept = inputs[1].dims[axis + 1]
          let skipped = (length - kept) / 2
          return .picking(Array(skipped..<skipped + kept))
        }
      ]
    case .slice(let layer): return first.sliced(layer).map { [$0] }
    case .split(let layer): return first.split(layer)
    case .concat(let layer): return [Value(joining: inputs, along: layer.dimension - 1)]
    case .gather(let layer): return first.gathered(layer).map { [$0] }
    case .tile(let layer): return [first.tiled(layer)]
    case .expand(let layer): return first.expanded(layer).map { [$0] }
    case .einsum(let layer): return Value.einsum(layer, inputs).map { [$0] }
    case .elementwise, .select:
      return [inputs.dropFirst().reduce(first) { Value(combining: $0, $1) }]
    case .permute(let layer): return [first.permuted(layer.order.dropFirst().map { $0 - 1 })]
    case .pixelShuffle(let layer): return first.shuffled(layer).map { [$0] }
    case .pixelUnshuffle(let layer): return first.unshuffled(layer).map { [$0] }
    case .flatten: return [first.reshaped([first.elements])]
    case .linear(let layer):
      return [first.reading(dim: first.dims.count - 1, asWhole: layer.outputFeatures)]
    case .softmax(let layer):
      let dim = layer.dimension - 1
      let last = layer.includesFollowing ? first.dims.count - 1 : dim
      return [(dim...last).reduce(first) { $0.reading(dim: $1, asWhole: first.dims[$1]) }]
    case .instanceNorm:
      return [
        (1..<first.dims.count).reduce(first) { $0.reading(dim: $1, asWhole: first.dims[$1]) }
      ]
    case .reduce(let layer): return [first.reduced(layer)]
    case .reshape(let layer): return first.reshaped(layer).map { [$0] }
    case .channelShuffle(let layer): return first.dealt(layer.groups).map { [$0] }
    case .matMul(let layer):
      return Value(multiplying: first, inputs[1], transposed: layer.transposesSecond).map { [$0] }
    default: return nil
    }
  }
}

extension DependencyWalk.Value {
  /// The value whose elements read this one along dimension `dim` as listed.
  func along(_ dim: Int, _ reading: AxisReading) -> Self {
    var result = through(dim, reading)
    if reading.taps == (0..<dims[dim]).map({ [$0] }) { return result }
    result.mixed.formUnion(folded.keys)
    result.folded = [:]
    return result
  }

  private func through(_ dim: Int, _ reading: AxisReading) -> Self {
    var result = self
    result.dims[dim] = reading.count
    let (outer, inner) = (dims[..<dim].reduce(1, *), dims[(dim + 1)...].reduce(1, *))
    let length = dims[dim]
    let border: UInt8 = axes[dim].map { 1 << UInt8($0) } ?? (dim == 0 && dims.count > 1 ? 0 : 7)
    result.seen = []
    result.marks = []
    for axis in folded.keys { result.folded[axis]?.places = [] }
    for block in 0..<outer {
      for unit in 0..<reading.count {
        let taps = reading.taps[unit]
        let own = (reading.touches[unit] ? border : 0) | (taps.isEmpty ? border << 4 : 0)
        for rest in 0..<inner {
          var bits: UInt64 = 0
          var marks = own
          let sources = taps.map { (block * length + $0) * inner + rest }
          for index in sources {
            bits |= seen[index]
            marks |= self.marks[index]
          }
          result.seen.append(bits)
          result.marks.append(marks)
          for (axis, folded) in folded {
            result.folded[axis]?.places.append(sources.reduce(0) { $0 | folded.places[$1] })
          }
        }
      }
    }
    return result
  }

  /// `units` units along `dim`, each of which reads all of it.
  func reading(dim: Int, asWhole units: Int) -> Self {
    var result = through(dim, .everything(of: dims[dim], units: units))
    if let axis = axes[dim] { result.global.insert(axis) }
    result.axes[dim] = nil
    for (axis, folded) in result.folded where folded.places.contains(folded.all) {
      result.global.insert(axis)
      result.folded[axis] = nil
    }
    return result
  }

  /// Each spatial axis through its own reading.
  func perAxis(_ reading: (_ axis: Int, _ length: Int) -> AxisReading) -> Self {
    (0..<spatialRank).reduce(self) { $0.along($1 + 1, reading($1, dims[$1 + 1])) }
  }
}
