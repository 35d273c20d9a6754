/// A tensor stretched over larger sizes, as rows: stretches of the result along which the tensor either
/// advances with it or stands still.
struct StretchedRows {
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

  /// Writes the tensor as it is stretched.
  func copy<Element>(_ input: UnsafePointer<Element>, into output: UnsafeMutablePointer<Element>) {
    var places = StridedOdometer(outer, strides: [strides])
    for row in 0..<count {
      let (start, source) = (output + row &* length, input + places.places[0])
      if step == 1 {
        start.update(from: source, count: length)
      } else {
        start.update(repeating: source.pointee, count: length)
      }
      places.advance()
    }
  }
}

extension Tensor {
  /// The tensor repeated along the dimensions in which it has size 1 and the result has not.
  func stretched(to result: [Int], limit: Int) throws(ExecutionProblem) -> Tensor {
    if sizes == result { return self }
    let rows = StretchedRows(of: sizes, in: result)
    return try Tensor(sizes: result, limit: limit) { output in
      withPointer { rows.copy($0, into: output) }
    }
  }
}
