import LayerGraph

/// What a kernel is given: the values it reads, numbers to compute with, and its parameters.
struct KernelContext<A: Arithmetic> {
  typealias Element = A.Element
  typealias TensorType = Tensor<A.Element>

  private(set) var inputs: [TensorType]
  /// Whether nobody else reads input i any more, so that its memory may hold the result.
  let isLastReader: [Bool]
  var math: A
  var parameters: ParameterReader
  /// The most elements that a tensor may have.
  let limit: Int
  let customKernels: [String: CustomKernel]

  init(
    inputs: [TensorType], isLastReader: [Bool], math: A, parameters: ParameterReader,
    options: ExecutorOptions
  ) {
    self.inputs = inputs
    self.isLastReader = isLastReader
    self.math = math
    self.parameters = parameters
    limit = options.maximumElements
    customKernels = options.customKernels
  }

  /// The only input, or the first of several. Its number was checked when the graph was made.
  var input: TensorType { inputs[0] }

  /// Parameters for the node at work.
  mutating func learned(
    _ name: String, _ sizes: [Int], _ role: ParameterRequest.Role
  ) throws(ExecutionProblem) -> Learned<Element> {
    if let values = try parameters.read(name, sizes, role, for: math) { return Learned(values) }
    return Learned(neutral: math.constant(0))
  }

  /// `learned`, if there is such a parameter.
  mutating func learned(
    _ name: String, _ sizes: [Int], _ role: ParameterRequest.Role, if exists: Bool
  ) throws(ExecutionProblem) -> Learned<Element>? {
    exists ? try learned(name, sizes, role) : nil
  }

  /// The weight of a convolution: learned, or the second input.
  mutating func weight(
    _ sizes: [Int], fanIn: Int, isRead: Bool
  ) throws(ExecutionProblem) -> Learned<Element> {
    guard isRead else { return try learned("weight", sizes, .weight(fanIn: fanIn)) }
    if inputs[1].sizes != sizes { throw .weightDiffers(needed: sizes, sizes: inputs[1].sizes) }
    return Learned(inputs[1])
  }

  /// Parameters of the node at work as a tensor.
  mutating func stored(
    _ name: String, _ sizes: [Int], _ role: ParameterRequest.Role
  ) throws(ExecutionProblem) -> TensorType {
    let count = try sizes.elementCount(limit: limit)
    let values = try parameters.read(name, sizes, role, for: math)
    return Tensor(
      trusted: sizes, values ?? Array(repeating: math.constant(0), count: count))
  }

  /// Gives up the first input, so that its memory has one owner.
  mutating func takeInput() -> TensorType {
    let tensor = inputs[0]
    inputs[0] = Tensor(trusted: [0], [])
    return tensor
  }
}

extension Tensor {
  /// The place of a dimension that may be counted from the end.
  func dimension(_ number: Int) throws(ExecutionProblem) -> Int {
    let index = number < 0 ? rank + number : number
    guard sizes.indices.contains(index) else { throw .dimensionOutOfRange(number, sizes: sizes) }
    return index
  }

  /// The dimensions that an operator works on: those that are named, or the spatial axes.
  func chosen(_ dimensions: [Int]?) throws(ExecutionProblem) -> [Int] {
    guard let dimensions else {
      try requireRank(atLeast: 3)
      return Array(Shape.firstSpatialDimension..<rank)
    }
    var chosen: [Int] = []
    for number in dimensions { chosen.append(try dimension(number)) }
    if Set(chosen).count < chosen.count { throw .notAPermutation(dimensions) }
    return chosen
  }

  func requireRank(atLeast least: Int) throws(ExecutionProblem) {
    if rank < least { throw .rankTooSmall(sizes: sizes, least: least) }
  }

  /// The sizes after batch and channels.
  var spatial: [Int] { Array(sizes.dropFirst(Shape.firstSpatialDimension)) }

  /// The number of values of each channel of each sample.
  var planeSize: Int { spatial.product }
}

extension PerAxis {
  /// One value for each of `rank` axes.
  func expanded(_ setting: String, rank: Int) throws(ExecutionProblem) -> [Value] {
    guard fits(rank: rank) else {
      throw .axisCount(setting, given: values.count, spatialRank: rank)
    }
    return (0..<rank).map { self[$0] }
  }
}

extension Int {
  /// The exact sum; no network that can be run needs one that overflows.
  func plus(_ other: Int, _ setting: String) throws(ExecutionProblem) -> Int {
    let (sum, overflow) = addingReportingOverflow(other)
    if overflow { throw .settingTooLarge(setting) }
    return sum
  }

  func times(_ other: Int, _ setting: String) throws(ExecutionProblem) -> Int {
    let (product, overflow) = multipliedReportingOverflow(by: other)
    if overflow { throw .settingTooLarge(setting) }
    return product
  }

  func power(_ exponent: Int) throws(ExecutionProblem) -> Int {
    var result = 1
    for _ in 0..<exponent { result = try result.times(self, "factor") }
    return result
  }
}
