/// Parameters that depend on nothing but a seed, the owner and the name.
///
/// Elements are hashes of the tensor's name and their place, so that any tensor is made on its own. Weights
/// are uniform with variance 2/fan-in (He et al. 2015, equation 10), which keeps the mean square of
/// activations through ReLU layers; γ and variances lie near 1, β, means and biases near 0.
public struct SeededParameters: ParameterSource {
  public let seed: UInt64

  public init(seed: UInt64 = 0) { self.seed = seed }

  public func values(for request: ParameterRequest) throws(ExecutionProblem) -> [Float] {
    let count = request.sizes.product
    let (middle, spread) = Self.range(request.role)
    let start = Self.hash(of: request.path, seed: seed)
    return [Float](unsafeUninitializedCapacity: count) { buffer, initialized in
      if let base = buffer.baseAddress {
        Self.fill(base, count: count, start: start, middle: middle, spread: spread)
      }
      initialized = count
    }
  }

  /// Inputs for a network: uniform with variance 1.
  package func input(sizes: [Int], index: Int = 0, limit: Int = .max) throws(ExecutionProblem)
    -> Tensor<Float>
  {
    let start = Self.hash(of: "input \(index)", seed: seed)
    let spread = Float(3).squareRoot()
    return try Tensor(sizes: sizes, limit: limit) { output in
      Self.fill(output, count: sizes.product, start: start, middle: 0, spread: spread)
    }
  }

  /// The middle and the half-width of a role's uniform numbers. A half-width w has variance w²/3.
  private static func range(_ role: ParameterRequest.Role) -> (Float, Float) {
    switch role {
    case .weight(let fanIn): (0, (6 / Float(max(1, fanIn))).squareRoot())
    case .bias, .shift, .runningMean: (0, 0.1)
    case .scale, .runningVariance: (1, 0.1)
    case .slope: (0.25, 0)
    case .embedding: (0, 0.1)
    case .fixed: (1, 0.5)
    }
  }

  /// FNV-1a over the text, mixed with the seed.
  private static func hash(of text: String, seed: UInt64) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return mixed(hash ^ mixed(seed &+ 0x9E37_79B9_7F4A_7C15))
  }

  /// Uniform numbers in middle ± spread. Each hash gives four of them, of 16 bits.
  private static func fill(
    _ output: UnsafeMutablePointer<Float>, count: Int, start: UInt64, middle: Float, spread: Float
  ) {
    let step = spread * 0x1p-15
    // In the middle of its 1/65536, so that the mean is that of the stream.
    let origin = middle + step / 2
    var index = 0
    while index < count {
      var bits = mixed(
        start &+ UInt64(truncatingIfNeeded: index) &* 0x9E37_79B9_7F4A_7C15)
      for place in index..<min(index &+ 4, count) {
        output[place] = origin + step * Float(Int16(truncatingIfNeeded: bits))
        bits >>= 16
      }
      index &+= 4
    }
  }

  /// The finalizer of SplitMix64 (Steele, Lea and Flood 2014).
  @inline(__always)
  private static func mixed(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// Parameters that are given by path ("conv1.weight"), and others for those that are not.
public struct GivenParameters: ParameterSource {
  /// By path: "conv1.weight".
  public var tensors: [String: Tensor<Float>]
  /// Where the rest comes from; nil makes a missing tensor an error.
  public var otherwise: (any ParameterSource)?

  public init(_ tensors: [String: Tensor<Float>], otherwise: (any ParameterSource)? = nil) {
    self.tensors = tensors
    self.otherwise = otherwise
  }

  public func values(for request: ParameterRequest) throws(ExecutionProblem) -> [Float] {
    guard let tensor = tensors[request.path] else {
      guard let otherwise else { throw .parameterMissing(request.path) }
      return try otherwise.values(for: request)
    }
    if tensor.sizes != request.sizes {
      throw .parameterShape(request.path, needed: request.sizes, given: tensor.sizes)
    }
    return tensor.elements
  }
}
