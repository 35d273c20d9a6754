public import Escaping

/// Why a network can't be run, with the evidence. The text is made in `ExecutionProblem+Text.swift`.
public enum ExecutionProblem: Error, Hashable, Sendable {
  // Tensors
  case elementCount(sizes: [Int], given: Int)
  case sizeNotPositive(dimension: Int, sizes: [Int])
  case tooLarge(sizes: [Int], limit: Int)
  case settingTooLarge(String)

  // Inputs and parameters
  case inputCount(given: Int, needed: Int)
  case inputSizes(given: [Int], needed: [Int])
  case inputRank(given: [Int], needed: Int)
  case sizeOpen(String)
  case parameterMissing(String)
  case parameterShape(String, needed: [Int], given: [Int])
  case sharedDiffers(String, earlier: [Int], now: [Int])

  // Sizes that can't meet
  case rankTooSmall(sizes: [Int], least: Int)
  case rankDiffers(sizes: [Int], needed: Int)
  case dimensionOutOfRange(Int, sizes: [Int])
  case axisCount(String, given: Int, spatialRank: Int)
  case channelsDiffer(needed: Int, sizes: [Int])
  case featuresDiffer(needed: Int, sizes: [Int])
  case notDivisible(String, Int, by: Int)
  case noWindow(axis: Int, sizes: [Int])
  case paddingNotBelowWindow(padding: Int, extent: Int)
  case paddingTooWide(padding: Int, length: Int)
  case outputEmpty(dimension: Int, size: Int, sizes: [Int])
  case notBroadcast([Int], [Int])
  case weightDiffers(needed: [Int], sizes: [Int])
  case notJoined([Int], [Int], dimension: Int)
  case partsDiffer(total: Int, size: Int)
  case elementsDiffer(from: [Int], to: [Int])
  case notInferred(from: [Int])
  case squeezeNotOne(dimension: Int, sizes: [Int])
  case notAPermutation([Int])
  case cropTooLarge(from: [Int], to: [Int])
  case innerSizesDiffer([Int], [Int])
  case labelsDontFit(String, [[Int]])
  case labelSizesDiffer(String, Int, Int)
  case indexOutOfRange(Int, dimension: Int, sizes: [Int])
  case indexNotWhole(String)

  // Operators without a kernel
  case opaque(String)
  case customWithoutKernel(String)
  case customNeedsFloat(String)
  case customFailed(String, message: String)
  case customOutputs(String, given: Int, needed: Int)
  case missingValue(node: Int, output: Int)
}

/// A problem and the node that has it; no node for a problem of the run as a whole.
public struct ExecutionError: Error, Hashable, Sendable, MessageConvertible {
  /// The node's name.
  public let node: String?
  /// What it is, as tables show it: "conv".
  public let kind: String?
  public let problem: ExecutionProblem

  init(_ problem: ExecutionProblem, node: String? = nil, kind: String? = nil) {
    self.node = node
    self.kind = kind
    self.problem = problem
  }

  public var message: Message {
    guard let node, let kind else { return problem.message }
    return "\(node) (\(kind)): \(problem)"
  }
}
