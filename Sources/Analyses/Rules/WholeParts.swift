import ConvArithmetic
import LayerGraph

/// Sizes that a reshape cuts into parts of several positions each, in shape computations that round: where H becomes
/// ⌊H/2⌋ × 2, H is 2·⌊H/2⌋, or what it has is not what it becomes.
struct WholeParts {
  /// The input's, with such sizes as products.
  private(set) var shape: Shape
  /// Those sizes, each with its product.
  private var products: [(size: Dim, product: Dim)] = []

  /// - Complexity: O(rank³) divisions.
  init(of input: Shape, in target: [Dim]) {
    shape = input
    let numbers = Set(target.compactMap(\.constant)).filter { $0 > 1 }.sorted()
    let counts = target.filter { $0.constant == nil }
    for (dimension, size) in input.dims.enumerated() where size.constant == nil {
      guard let product = Self.product(of: size, counts, numbers) else { continue }
      shape[dimension] = product
      products.append((size, product))
    }
  }

  /// The number of parts times the positions of each, which is the size where nothing is left over.
  private static func product(of size: Dim, _ counts: [Dim], _ numbers: [Int]) -> Dim? {
    for number in numbers {
      guard let count = try? size.floorDivided(by: number), counts.contains(count),
        let product = try? count * Dim(number), product != size
      else { continue }
      return product
    }
    return nil
  }

  /// Demands that nothing is left over.
  func require(
    _ requirements: inout Requirements, orElse problem: @autoclosure () -> Problem
  ) throws(Problem) {
    for (size, product) in products {
      try requirements.require(product, equals: size, orElse: problem())
    }
  }
}
