package import LayerGraph

/// How a network is walked through for centroids: chosen by who asks, from whatever they know of it.
package protocol CentroidPlan {
  /// The inputs of a node that have places, for each of which it is run once; none where nothing that it
  /// makes is looked at.
  func inputs(of node: Int) -> [Int]
  /// The sizes of a value that is not followed.
  func sizes(of value: ValueReference) -> [Int]?
  /// The dimension along which the units of a value lie; nil to follow each element by itself.
  func dimension(of value: ValueReference) -> Int?
}

extension Executor {
  /// Puts a ramp along `dimension` of input number `input` through the network with all weights 1, layer
  /// by layer: what each unit reads is averaged, and where branches meet it keeps the least and the
  /// greatest. Every layer is really run, on each of its inputs alone, so that no formula is used.
  ///
  /// - Parameter observe: Is told the centroids of each value that has a dimension, unit by unit; nothing
  ///   where a unit reads nothing.
  package func centroids(
    ofInput input: Int, dimension: Int, plan: some CentroidPlan,
    observe: (ValueReference, [Centroid]) -> Void
  ) throws(ExecutionError) {
    let sizes = try declaredSizes(ofInput: input, with: dimension)
    var walk = CentroidWalk(self)
    for (index, node) in graph.nodes.enumerated() {
      do throws(ExecutionProblem) {
        if index == graph.inputs[input] {
          walk.values[index] = [
            try Tensor.ramp(sizes, along: dimension, limit: options.maximumElements)
          ]
        } else {
          try walk.run(index, node, plan)
        }
        for (output, tensor) in walk.values[index].enumerated() {
          let value = ValueReference(node: index, output: output)
          if let dimension = plan.dimension(of: value) {
            observe(value, tensor.line(along: dimension))
          }
        }
        walk.free(after: index)
      } catch {
        throw ExecutionError(error, node: node.name, kind: node.operation.kind)
      }
    }
  }
}

private struct CentroidWalk {
  /// The values that are followed.
  var values: [[Tensor<Centroid>]]
  private let lifetimes: Lifetimes
  private let options: ExecutorOptions
  private var reader: ParameterReader

  init(_ executor: Executor) {
    values = Array(repeating: [], count: executor.graph.nodes.count)
    lifetimes = Lifetimes(executor.graph)
    options = executor.options
    reader = ParameterReader(executor.parameters, limit: options.maximumElements)
  }

  mutating func free(after index: Int) {
    for dead in lifetimes.dying[index] { values[dead] = [] }
  }

  private func followed(_ value: ValueReference) -> Tensor<Centroid>? {
    values[value.node].indices.contains(value.output) ? values[value.node][value.output] : nil
  }

  mutating func run(
    _ index: Int, _ node: Node, _ plan: some CentroidPlan
  ) throws(ExecutionProblem) {
    var merged: [Tensor<Centroid>] = []
    for input in plan.inputs(of: index) {
      var outputs = try outputs(index, node, reading: input, plan)
      for output in outputs.indices {
        let value = ValueReference(node: index, output: output)
        outputs[output].normalize(along: plan.dimension(of: value))
        if !merged.isEmpty { outputs[output].merge(merged[output]) }
      }
      merged = outputs
    }
    values[index] = merged
  }

  /// What the node makes when just one of its inputs has places.
  private mutating func outputs(
    _ index: Int, _ node: Node, reading place: Int, _ plan: some CentroidPlan
  ) throws(ExecutionProblem) -> [Tensor<Centroid>] {
    var inputs: [Tensor<Centroid>] = []
    for (input, value) in node.inputs.enumerated() {
      let known = followed(value)
      if input == place, let known {
        inputs.append(known)
      } else if let sizes = known?.sizes ?? plan.sizes(of: value) {
        inputs.append(try Tensor(sizes: sizes, repeating: .none))
      } else {
        throw .missingValue(node: value.node, output: value.output)
      }
    }
    reader.begin(node: node.name, shared: node.sharedWeights)
    var context = KernelContext(
      inputs: inputs, isLastReader: inputs.map { _ in false }, math: CentroidArithmetic(),
      parameters: reader, options: options)
    let outputs = try node.operation.run(&context)
    reader = context.parameters
    return outputs
  }
}

extension Tensor<Centroid> {
  fileprivate static func ramp(
    _ sizes: [Int], along dimension: Int, limit: Int
  ) throws(ExecutionProblem) -> Tensor {
    _ = try sizes.elementCount(limit: limit)
    var ramp = try Tensor(sizes: sizes, repeating: .none)
    let (length, step) = (sizes[dimension], sizes.strides[dimension])
    for place in ramp.elements.indices {
      let position = Double(place / step % length)
      ramp.elements[place] = Centroid(least: position, greatest: position)
    }
    return ramp
  }

  /// Makes one reading of each element; along a dimension, of all elements of each unit.
  fileprivate mutating func normalize(along dimension: Int?) {
    for place in elements.indices { elements[place] = elements[place].normalized }
    guard let dimension, sizes.indices.contains(dimension) else { return }
    let means = line(along: dimension)
    let (length, step) = (sizes[dimension], sizes.strides[dimension])
    for place in elements.indices { elements[place] = means[place / step % length] }
  }

  fileprivate mutating func merge(_ other: Tensor<Centroid>) {
    for place in elements.indices {
      elements[place] = elements[place].merged(with: other.elements[place])
    }
  }

  /// The mean over the elements of each unit that read something.
  fileprivate func line(along dimension: Int) -> [Centroid] {
    guard sizes.indices.contains(dimension) else { return [] }
    let (length, step) = (sizes[dimension], sizes.strides[dimension])
    var sums = [Centroid](repeating: .none, count: length)
    for place in elements.indices {
      let unit = place / step % length
      sums[unit] = sums[unit].joined(with: elements[place])
    }
    return sums.map(\.normalized)
  }
}
