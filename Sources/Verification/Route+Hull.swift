import ConvArithmetic
import LayerGraph

extension Route {
  /// The hull of what units in a box read, before the border rule; nil where that can't be told.
  /// - Parameter units: for each dimension of the value, all where there is none.
  func hull(of units: [Int: Interval], in made: Shape, extent: Int) -> Interval? {
    func asked(_ dimension: Int) -> Interval? {
      if let units = units[dimension] { return units }
      guard made.dims.indices.contains(dimension) else { return nil }
      return made[dimension].constant.map { Interval(0, $0 - 1) }
    }
    switch self {
    case .all: return Interval(0, extent - 1)
    case .along(let output, let map): return asked(output).flatMap { map.hull(of: $0) }
    case .digits(let digits):
      var (low, high) = (0, 0)
      for digit in digits {
        guard let size = digit.size, let units = asked(digit.output),
          let values = AxisMap(.digit(inner: digit.inner, size: size)).hull(of: units)
        else { return nil }
        low += digit.weight * values.lower
        high += digit.weight * values.upper
      }
      return Interval(low, high)
    default: return nil
    }
  }
}

extension AxisMap {
  /// The hull of what a run of units reads, before the border rule. Units next to each other read further
  /// and further on, so that those at both ends decide: of a transposed window, one for each place
  /// between two of its inputs.
  fileprivate func hull(of units: Interval) -> Interval? {
    let ends: Int
    switch kind {
    case .window, .span, .block, .mirrored: ends = 1
    case .transposed(let taps): ends = max(1, abs(taps.stride))
    case .digit, .listed: ends = .max
    }
    guard let count = try? units.count() else { return nil }
    let first = units.lower...(count <= ends ? units.upper : units.lower + ends - 1)
    let last =
      count <= ends ? nil : max(first.upperBound + 1, units.upper - (ends - 1))...units.upper
    return hull(of: first).flatMap { hull in
      guard let last, last.lowerBound <= last.upperBound else { return hull }
      return self.hull(of: last).map { hull.hull(with: $0) }
    }
  }

  private func hull(of units: ClosedRange<Int>) -> Interval? {
    var hull = Interval.empty
    for unit in units {
      guard let read = try? positions(readBy: unit), let ends = try? read.hull() else { return nil }
      hull = hull.hull(with: ends)
    }
    return hull
  }
}
