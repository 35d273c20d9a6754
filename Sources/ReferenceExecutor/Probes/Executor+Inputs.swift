import LayerGraph

extension Executor {
  /// The sizes that the network declares for its inputs, in order.
  /// - Throws: `ExecutionError` where a size is open.
  public func declaredInputSizes() throws(ExecutionError) -> [[Int]] {
    var sizes: [[Int]] = []
    for index in graph.inputs {
      let node = graph.nodes[index]
      guard case .input(let input) = node.operation else { continue }
      guard let known = input.shape.sizes else {
        throw ExecutionError(
          .sizeOpen("the size of the input"), node: node.name, kind: node.operation.kind)
      }
      sizes.append(known)
    }
    return sizes
  }

  /// The sizes of one input that has this dimension.
  func declaredSizes(ofInput input: Int, with dimension: Int) throws(ExecutionError) -> [Int] {
    let sizes = try declaredInputSizes()
    guard sizes.indices.contains(input) else {
      throw ExecutionError(.inputCount(given: input + 1, needed: sizes.count))
    }
    guard sizes[input].indices.contains(dimension) else {
      throw ExecutionError(.dimensionOutOfRange(dimension, sizes: sizes[input]))
    }
    return sizes[input]
  }

  /// Seeded inputs of the declared sizes: uniform with mean 0 and variance 1.
  public func seededInputs(seed: UInt64 = 0) throws(ExecutionError) -> [Tensor<Float>] {
    var inputs: [Tensor<Float>] = []
    for (index, sizes) in try declaredInputSizes().enumerated() {
      do throws(ExecutionProblem) {
        inputs.append(
          try SeededParameters(seed: seed).input(
            sizes: sizes, index: index, limit: options.maximumElements))
      } catch {
        throw ExecutionError(error, node: graph.nodes[graph.inputs[index]].name, kind: "input")
      }
    }
    return inputs
  }

  /// Inputs of the declared sizes that hold the same element everywhere.
  func uniformInputs<Element>(
    _ element: Element
  ) throws(ExecutionError) -> [Tensor<Element>] {
    var inputs: [Tensor<Element>] = []
    for (index, sizes) in try declaredInputSizes().enumerated() {
      do throws(ExecutionProblem) {
        _ = try sizes.elementCount(limit: options.maximumElements)
        inputs.append(try Tensor(sizes: sizes, repeating: element))
      } catch {
        throw ExecutionError(error, node: graph.nodes[graph.inputs[index]].name, kind: "input")
      }
    }
    return inputs
  }
}
