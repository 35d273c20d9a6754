import LayerGraph

/// What one node's numbers depend on, along dimensions of one input.
public struct FootprintRun: Sendable {
  /// The input position that is position 0 of the footprints: a multiple of 512.
  public let base: Int
  public let run: NodeRun<FootprintArithmetic>

  /// The positions of the input on which an element depends, as far as this pass can tell.
  public func positions(output: Int = 0, element: Int) -> [Int] {
    guard run.outputs.indices.contains(output),
      run.outputs[output].elements.indices.contains(element)
    else { return [] }
    return run.outputs[output].elements[element].positions.map { $0 + base }
  }
}

extension Executor {
  /// Runs the network at its declared input sizes and finds on which positions along `dimension` of
  /// input number `input` each number of each node depends. A longer dimension takes one pass for each
  /// 512 positions.
  public func footprints(
    ofInput input: Int = 0, dimension: Int, observe: (FootprintRun) -> Void
  ) throws(ExecutionError) {
    try footprints(ofInput: input, dimensions: [dimension], observe: observe)
  }

  /// As above, along several dimensions at once: their positions are counted through, those of each
  /// dimension after all of the one before. Together they take one pass for each 512 positions.
  public func footprints(
    ofInput input: Int = 0, dimensions: [Int], observe: (FootprintRun) -> Void
  ) throws(ExecutionError) {
    var inputs = try uniformInputs(Footprint())
    guard inputs.indices.contains(input) else {
      throw ExecutionError(.inputCount(given: input + 1, needed: inputs.count))
    }
    let sizes = inputs[input].sizes
    for dimension in dimensions where !sizes.indices.contains(dimension) {
      throw ExecutionError(.dimensionOutOfRange(dimension, sizes: sizes))
    }
    let length = dimensions.reduce(0) { $0 + sizes[$1] }
    for base in stride(from: 0, to: length, by: Footprint.span) {
      inputs[input].mark(dimensions, from: base)
      _ = try run(inputs, with: FootprintArithmetic()) {
        observe(FootprintRun(base: base, run: $0))
      }
    }
  }
}

extension Tensor<Footprint> {
  /// Each element depends on its own positions along the dimensions, counted through from `base`.
  fileprivate mutating func mark(_ dimensions: [Int], from base: Int) {
    var start = -base
    for (index, dimension) in dimensions.enumerated() {
      let (length, step) = (sizes[dimension], sizes.strides[dimension])
      for place in elements.indices {
        let own = Footprint(position: place / step % length + start)
        elements[place] = index == 0 ? own : elements[place].joined(with: own)
      }
      start += length
    }
  }
}
