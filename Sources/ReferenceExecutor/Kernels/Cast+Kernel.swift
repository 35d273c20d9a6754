import LayerGraph

extension Cast: Kernel {
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] {
    let type = numberType
    return [try context.map { math, x in math.convert(x, to: type) }]
  }

  private var numberType: NumberType {
    let name = type.lowercased()
    if name == "bool" { return .truth }
    return name.hasPrefix("int") || name.hasPrefix("uint") ? .whole : .real
  }
}
