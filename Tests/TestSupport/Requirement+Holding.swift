import ConvArithmetic
package import LayerGraph

extension Requirement {
  /// Whether it holds for these sizes.
  /// - Throws: `SizeMissing` where one that it is about has no number.
  package func holds(for values: [String: Int]) throws -> Bool {
    func number(_ dim: Dim) throws -> Int {
      guard let number = try dim.value(values) else { throw SizeMissing(requirement: self) }
      return number
    }
    switch self {
    case .atLeast(let dim, let bound): return try number(dim) >= bound
    case .equal(let first, let second): return try number(first) == number(second)
    case .bound(let symbol, let least): return try number(.symbol(symbol)) >= least
    case .limit(let symbol, let greatest): return try number(.symbol(symbol)) <= greatest
    case .remainder(let symbol, let residues):
      return residues.contains(try number(.symbol(symbol)))
    }
  }

  package struct SizeMissing: Error {
    package let requirement: Requirement
  }
}
