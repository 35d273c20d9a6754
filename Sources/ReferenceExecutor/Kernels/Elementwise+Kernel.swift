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

/// A tensor stretched over larger sizes, as rows: stretches of the result along which the tensor either
/// advances with it or stands still.
private struct StretchedRows {
  let length: Int
  /// 1 when the tensor advances along a row, 0 when it stands still.
  let step: Int
  let count: Int
  private let outer: [Int]
  private let strides: [Int]

  init(of sizes: [Int], in result: [Int]) {
    let strides = Broadcasting.strides(of: sizes, in: result)
    let dense = result.strides
    var first = result.count
    var isDense = true
    var isStill = true
    while first > 0 {
      let dimension = first - 1
      let (size, stride) = (result[dimension], strides[dimension])
      let staysDense = isDense && (size == 1 || stride == dense[dimension])
      let staysStill = isStill && (size == 1 || stride == 0)
      guard staysDense || staysStill else { break }
      (isDense, isStill, first) = (staysDense, staysStill, dimension)
    }
    length = Array(result[first...]).product
    step = isDense ? 1 : 0
    outer = Array(result[..<first])
    count = outer.product
    self.strides = Array(strides[..<first])
  }

  @inline(__always)
  func fold<A: Arithmetic>(
    _ first: UnsafePointer<A.Element>, _ second: UnsafePointer<A.Element>,
    into output: UnsafeMutablePointer<A.Element>, _ math: inout A,
    _ function: (inout A, A.Element, A.Element) -> A.Element
  ) {
    var places = StridedOdometer(outer, strides: [strides])
    for row in 0..<count {
      let (start, other) = (row &* length, second + places.places[0])
      if step == 1 {
        for index in 0..<length {
          output[start &+ index] = function(&math, first[start &+ index], other[index])
        }
      } else {
        let still = other.pointee
        for index in 0..<length {
          output[start &+ index] = function(&math, first[start &+ index], still)
        }
      }
      places.advance()
    }
  }
}

extension Tensor {
  /// The tensor repeated along the dimensions in which it has size 1 and the result has not.
  func stretched(to result: [Int], limit: Int) throws(ExecutionProblem) -> Tensor {
    if sizes == result { return self }
    var places = StridedOdometer(
      result, strides: [Broadcasting.strides(of: sizes, in: result)])
    return try Tensor(sizes: result, limit: limit) { output in
      withPointer { input in
        for place in 0..<result.product {
          output[place] = input[places.places[0]]
          places.advance()
        }
      }
    }
  }
}
