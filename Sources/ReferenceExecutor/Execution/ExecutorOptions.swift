/// A kernel for a custom operator, on real numbers.
public typealias CustomKernel = @Sendable ([Tensor<Float>]) throws -> [Tensor<Float>]

/// How a network is run.
public struct ExecutorOptions: Sendable {
  /// The most elements that one tensor may have; larger ones are refused before they are made.
  public var maximumElements: Int
  /// What an element counts for in the high-water mark of memory.
  public var bytesPerElement: Int
  /// Kernels of custom operators, by kind.
  public var customKernels: [String: CustomKernel]

  public init(
    maximumElements: Int = 1 << 29, bytesPerElement: Int = 4,
    customKernels: [String: CustomKernel] = [:]
  ) {
    self.maximumElements = maximumElements
    self.bytesPerElement = bytesPerElement
    self.customKernels = customKernels
  }
}
