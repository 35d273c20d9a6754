import LayerGraph

/// What one node's numbers depend on, along dimensions of one input.
package struct FootmarkRun<Mark: Footmark>: Sendable {
  /// The label that is position 0 of the footprints: a multiple of their span.
  package let base: Int
  package let run: NodeRun<FootmarkArithmetic<Mark>>

  /// The labels of the input on which an element depends, as far as this pass can tell.
  package func positions(output: Int = 0, element: Int) -> [Int] {
    guard run.outputs.indices.contains(output),
      run.outputs[output].elements.indices.contains(element)
    else { return [] }
    return run.outputs[output].elements[element].positions.map { $0 + base }
  }
}

package typealias FootprintRun = FootmarkRun<Footprint>

extension Executor {
  /// Runs the network at its declared input sizes and finds on which positions along `dimension` of
  /// input number `input` each number of each node depends. A longer dimension takes one pass for each
  /// 512 positions.
  package func footprints(
    ofInput input: Int = 0, dimension: Int, observe: (FootprintRun) -> Void
  ) throws(ExecutionError) {
    let length = try declaredSizes(ofInput: input, with: dimension)[dimension]
    try footprints(ofInput: input, labels: [dimension: Array(0..<length)], observe: observe)
  }

  /// As above, along several dimensions at once, and with what their positions are called: positions of
  /// one label are told from others and not from each other.
  ///
  /// - Parameter labels: For each dimension the label of every position, from 0 on. Together they take one
  ///   pass for each `Mark.span` labels.
  @specialized(where Mark == Footprint)
  @specialized(where Mark == NarrowFootprint)
  package func footprints<Mark>(
    ofInput input: Int = 0, labels: [Int: [Int]], observe: (FootmarkRun<Mark>) -> Void
  ) throws(ExecutionError) {
    var inputs = try uniformInputs(Mark.none)
    guard inputs.indices.contains(input) else {
      throw ExecutionError(.inputCount(given: input + 1, needed: inputs.count))
    }
    let sizes = inputs[input].sizes
    for (dimension, names) in labels {
      guard sizes.indices.contains(dimension), names.count == sizes[dimension] else {
        throw ExecutionError(.dimensionOutOfRange(dimension, sizes: sizes))
      }
    }
    let count = labels.values.reduce(0) { max($0, ($1.max() ?? -1) + 1) }
    for base in stride(from: 0, to: count, by: Mark.span) {
      inputs[input].mark(labels, from: base)
      _ = try run(inputs, with: FootmarkArithmetic<Mark>()) {
        observe(FootmarkRun(base: base, run: $0))
      }
    }
  }
}

extension Tensor where Element: Footmark {
  /// Each element depends on the labels of its own positions, as far as they lie from `base` on.
  fileprivate mutating func mark(_ labels: [Int: [Int]], from base: Int) {
    for place in elements.indices { elements[place] = .none }
    for (dimension, names) in labels {
      let own = names.map { Element(position: $0 - base) }
      let step = sizes.strides[dimension]
      var (place, index) = (0, 0)
      while place < elements.count {
        for _ in 0..<step {
          elements[place] = elements[place].joined(with: own[index])
          place += 1
        }
        index = index + 1 == own.count ? 0 : index + 1
      }
    }
  }
}
