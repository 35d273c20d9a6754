import LayerGraph

extension Elementwise: Kernel {
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] {
    switch function {
    case .add: [try context.fold { math, x, y in math.add(x, y) }]
    case .subtract: [try context.fold { math, x, y in math.subtract(x, y) }]
    case .multiply: [try context.fold { math, x, y in math.multiply(x, y) }]
    case .divide: [try context.fold { math, x, y in math.divide(x, y) }]
    case .minimum: [try context.fold { math, x, y in math.minimum(x, y) }]
    case .maximum: [try context.fold { math, x, y in math.maximum(x, y) }]
    case .power: [try context.fold { math, x, y in math.power(x, y) }]
    case .mean: [try mean(&context)]
    case .modulo: [try context.fold { math, x, y in math.remainder(x, y, roundsDown: true) }]
    case .remainder: [try context.fold { math, x, y in math.remainder(x, y, roundsDown: false) }]
    case .and: [try context.fold { math, x, y in math.minimum(x, y) }]
    case .or: [try context.fold { math, x, y in math.maximum(x, y) }]
    case .xor: [try context.fold { math, x, y in math.compare(x, .notEqual, y) }]
    case .equal: [try context.fold { math, x, y in math.compare(x, .equal, y) }]
    case .less: [try context.fold { math, x, y in math.compare(x, .less, y) }]
    case .lessOrEqual: [try context.fold { math, x, y in math.compare(x, .lessOrEqual, y) }]
    case .greater: [try context.fold { math, x, y in math.compare(x, .greater, y) }]
    case .greaterOrEqual: [try context.fold { math, x, y in math.compare(x, .greaterOrEqual, y) }]
    }
  }

  /// The sum of all, divided by their number.
  private func mean<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> Tensor<A.Element> {
    let count = context.math.constant(Double(context.inputs.count))
    var result = try context.fold { math, x, y in math.add(x, y) }
    for place in result.elements.indices {
      result.elements[place] = context.math.divide(result.elements[place], count)
    }
    return result
  }
}

extension KernelContext {
  /// The first value stretched to the output's sizes, then one operation for each element and each
  /// further value.
  @inline(__always)
  fileprivate mutating func fold(
    _ function: (inout A, Element, Element) -> Element
  ) throws(ExecutionProblem) -> TensorType {
    let sizes = try Broadcasting.sizes(inputs.map(\.sizes))
    _ = try sizes.elementCount(limit: limit)
    let others = Array(inputs.dropFirst())
    var isOwned = isLastReader[0] || inputs[0].sizes != sizes
    var result = try takeInput().stretched(to: sizes, limit: limit)
    var math = self.math
    defer { self.math = math }
    for other in others {
      let rows = StretchedRows(of: other.sizes, in: sizes)
      if isOwned {
        result.elements.withUnsafeMutableBufferPointer { buffer in
          guard let place = buffer.baseAddress else { return }
          other.withPointer { rows.fold(place, $0, into: place, &math, function) }
        }
      } else {
        result = try Tensor(sizes: sizes, limit: limit) { output in
          result.withPointer { first in
            other.withPointer { rows.fold(first, $0, into: output, &math, function) }
          }
        }
        isOwned = true
      }
    }
    return result
  }
}

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
