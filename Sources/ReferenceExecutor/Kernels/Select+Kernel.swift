import LayerGraph

extension Select: Kernel {
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] {
    let inputs = context.inputs
    let sizes = try Broadcasting.sizes(inputs.map(\.sizes))
    var places = StridedOdometer(
      sizes, strides: inputs.map { Broadcasting.strides(of: $0.sizes, in: sizes) })
    let math = context.math
    return [
      try Tensor(sizes: sizes, limit: context.limit) { output in
        inputs[0].withPointer { condition in
          inputs[1].withPointer { first in
            inputs[2].withPointer { second in
              for place in 0..<sizes.product {
                let at = places.places
                output[place] = math.pick(
                  if: condition[at[0]], first[at[1]], else: second[at[2]])
                places.advance()
              }
            }
          }
        }
      }
    ]
  }
}
