/// Numbers in a row-major block: the last dimension is contiguous. A tensor of rank 0 has one element.
public struct Tensor<Element: Sendable & BitwiseCopyable>: Sendable {
  /// The size of each dimension: batch, channels, then space.
  public internal(set) var sizes: [Int]
  /// As many as the product of the sizes.
  public internal(set) var elements: [Element]

  /// - Throws: `ExecutionProblem.elementCount` when there are more or fewer elements than the sizes say.
  public init(sizes: [Int], elements: [Element]) throws(ExecutionProblem) {
    let count = try sizes.elementCount(limit: .max)
    if count != elements.count {
      throw .elementCount(sizes: sizes, given: elements.count)
    }
    self.init(trusted: sizes, elements)
  }

  /// The same element everywhere.
  public init(sizes: [Int], repeating element: Element) throws(ExecutionProblem) {
    let count = try sizes.elementCount(limit: .max)
    self.init(trusted: sizes, Array(repeating: element, count: count))
  }

  /// For sizes whose product is known to be the number of elements.
  init(trusted sizes: [Int], _ elements: [Element]) {
    self.sizes = sizes
    self.elements = elements
  }

  /// A tensor whose elements `fill` initialises, all of them, in any order.
  /// - Throws: `ExecutionProblem.tooLarge` past `limit` elements.
  init(
    sizes: [Int], limit: Int, fill: (UnsafeMutablePointer<Element>) -> Void
  ) throws(ExecutionProblem) {
    let count = try sizes.elementCount(limit: limit)
    let elements = [Element](unsafeUninitializedCapacity: count) { buffer, initialized in
      if let base = buffer.baseAddress { fill(base) }
      initialized = count
    }
    self.init(trusted: sizes, elements)
  }

  public var rank: Int { sizes.count }

  /// The same elements in the same order under other sizes.
  func reshaped(_ sizes: [Int]) throws(ExecutionProblem) -> Tensor {
    guard try sizes.elementCount(limit: .max) == elements.count else {
      throw .elementsDiffer(from: self.sizes, to: sizes)
    }
    return Tensor(trusted: sizes, elements)
  }

  /// Lends the elements as a pointer. An empty tensor lends a pointer to nothing, which nobody reads.
  func withPointer<Result>(_ body: (UnsafePointer<Element>) -> Result) -> Result {
    elements.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else {
        let none = UnsafeMutablePointer<Element>.allocate(capacity: 1)
        defer { none.deallocate() }
        return body(UnsafePointer(none))
      }
      return body(base)
    }
  }
}

extension Tensor: Equatable where Element: Equatable {}

extension [Int] {
  /// The product of the sizes.
  /// - Throws: `ExecutionProblem.tooLarge` past `limit` or past 64 bits, `outputEmpty` for a size below 1.
  func elementCount(limit: Int) throws(ExecutionProblem) -> Int {
    var count = 1
    for (dimension, size) in enumerated() {
      if size < 1 { throw .sizeNotPositive(dimension: dimension, sizes: self) }
      let (product, overflow) = count.multipliedReportingOverflow(by: size)
      if overflow || product > limit { throw .tooLarge(sizes: self, limit: limit) }
      count = product
    }
    return count
  }

  /// How far apart neighbours along each dimension lie.
  var strides: [Int] {
    var strides = [Int](repeating: 1, count: count)
    var stride = 1
    for dimension in indices.reversed() {
      strides[dimension] = stride
      stride &*= self[dimension]
    }
    return strides
  }

  /// The product, for sizes that are those of a tensor.
  var product: Int { reduce(1, &*) }
}
