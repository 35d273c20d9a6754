public import ConvArithmetic

/// Arithmetic of one forward pass. MACs and FLOPs are different counts and never mixed.
public struct Work: Hashable, Sendable {
  /// Multiply-accumulates of convolutions, linear layers and matrix products; padding taps count.
  public var multiplyAccumulates: Dim
  /// Every multiply, add, divide, comparison and transcendental that the reference kernels do. They can
  /// be unknown on open sizes where the MACs are not (windows of adaptive pools).
  public var floatingPointOperations: Known<Dim>

  public static let none = Work(multiplyAccumulates: 0, floatingPointOperations: 0)

  public init(multiplyAccumulates: Dim = 0, floatingPointOperations: Known<Dim>) {
    self.multiplyAccumulates = multiplyAccumulates
    self.floatingPointOperations = floatingPointOperations
  }

  /// No MACs.
  public init(operations: Dim) {
    self.init(multiplyAccumulates: 0, floatingPointOperations: .known(operations))
  }

  public func adding(_ other: Work) throws(ArithmeticError) -> Work {
    Work(
      multiplyAccumulates: try multiplyAccumulates + other.multiplyAccumulates,
      floatingPointOperations: floatingPointOperations.adding(other.floatingPointOperations))
  }
}
