import LayerGraph

extension Constant: Kernel {
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] {
    guard let sizes = shape.sizes else { throw .sizeOpen("the size of a constant") }
    let values = try context.learned("value", sizes, isLearned ? .embedding : .fixed)
    return [
      try Tensor(sizes: sizes, limit: context.limit) { output in
        values.withView { values in
          for place in 0..<sizes.product { output[place] = values[place] }
        }
      }
    ]
  }
}
