import LayerGraph

extension Executor {
  /// Runs the network on real numbers of which some are made not-a-number. Of every value just those
  /// elements become not-a-number (`Tensor.isNotANumber`) that depend on one of them.
  ///
  /// This is exact because every kernel hands not-a-number on (comparisons too, as in PyTorch) and
  /// because what is not read is never multiplied: padding is a zero of its own, interpolation weights of
  /// 0 skip their pixel. It can't tell where the untainted run has not-a-numbers already, such as the
  /// root of a negative number.
  ///
  /// - Parameters:
  ///   - inputs: One tensor for each input of the network.
  ///   - input: Which of them is tainted.
  ///   - elements: The places in it, row-major; those outside it are ignored.
  package func taint(
    _ inputs: [Tensor<Float>], input: Int = 0, elements: some Sequence<Int>,
    with arithmetic: FloatArithmetic = FloatArithmetic(),
    observe: (NodeRun<FloatArithmetic>) -> Void
  ) throws(ExecutionError) {
    var inputs = inputs
    guard inputs.indices.contains(input) else {
      throw ExecutionError(.inputCount(given: inputs.count, needed: graph.inputs.count))
    }
    for place in elements where inputs[input].elements.indices.contains(place) {
      inputs[input].elements[place] = .nan
    }
    _ = try run(inputs, with: arithmetic, observe: observe)
  }
}

extension Tensor<Float> {
  /// For each element whether it is not a number.
  package var isNotANumber: [Bool] { elements.map(\.isNaN) }

  /// The places of all elements at one position along one dimension: a line of pixels in all channels.
  package func places(at position: Int, along dimension: Int) -> some Sequence<Int> {
    let isThere = sizes.indices.contains(dimension) && (0..<sizes[dimension]).contains(position)
    let (length, step) = isThere ? (sizes[dimension], sizes.strides[dimension]) : (1, 1)
    return (0..<(isThere ? elements.count / length : 0)).lazy.map {
      $0 / step * step * length + position * step + $0 % step
    }
  }
}
