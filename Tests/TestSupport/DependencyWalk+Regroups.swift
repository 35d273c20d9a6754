import ConvArithmetic
import LayerGraph

/// Operators that cut dimensions up, flatten and regroup them, and products of matrices.
extension DependencyWalk.Value {
  /// An axis that lies in no single dimension: which of its places, as it last lay along one, each
  /// element comes from.
  struct Folded: Equatable {
    let units: Int
    /// For each element a bit for each place.
    var places: [UInt64]

    var all: UInt64 { units >= 64 ? .max : (1 << UInt64(units)) - 1 }
  }

  /// The same elements in the same order.
  func reshaped(_ layer: Reshape) -> Self? {
    let whole = [1] + dims
    var sizes = layer.target.enumerated().map { index, size -> Int? in
      switch size {
      case .value(let dim): dim.constant
      case .copy: index < whole.count ? whole[index] : nil
      case .infer: nil
      }
    }
    let known = sizes.compactMap { $0 }.reduce(1, *)
    guard let open = sizes.firstIndex(of: nil) else {
      return known == elements && sizes[0] == 1
        ? reshaped(sizes.dropFirst().compactMap { $0 }) : nil
    }
    guard known > 0, elements % known == 0 else { return nil }
    sizes[open] = elements / known
    return sizes.contains(nil) || sizes[0] != 1
      ? nil : reshaped(sizes.dropFirst().compactMap { $0 })
  }

  func reshaped(_ sizes: [Int]) -> Self {
    var result = self
    result.axes = Array(repeating: nil, count: sizes.count)
    for (dim, axis) in axes.enumerated() {
      guard let axis else { continue }
      let inner = dims[(dim + 1)...].reduce(1, *)
      // An axis of one place may lie anywhere.
      if dims[dim] == 1 || dims[dim] > 64 {
        result.mixed.insert(axis)
      } else {
        result.folded[axis] = Folded(
          units: dims[dim],
          places: (0..<elements).map { 1 << UInt64($0 / inner % dims[dim]) })
      }
    }
    result.dims = sizes
    return result.settled()
  }

  /// Axes that have come to lie along a dimension of their own again.
  private func settled() -> Self {
    var result = self
    for (axis, folded) in folded {
      let own = dims.indices.filter { folded.lie(along: $0, of: dims) }
      guard own.count == 1, axes[own[0]] == nil,
        !self.folded.contains(where: { $0.key != axis && $0.value.vary(along: own[0], of: dims) })
      else { continue }
      result.axes[own[0]] = axis
      result.folded[axis] = nil
    }
    return result
  }

  /// Channel b of group a goes to channel b·groups + a.
  func dealt(_ groups: Int) -> Self? {
    guard dims[0] % groups == 0 else { return nil }
    let size = dims[0] / groups
    return gathered(dims, axes: axes) { index in
      [index[0] % groups * size + index[0] / groups] + index.dropFirst()
    }
  }

  /// Rows of the first with columns of the second.
  init?(multiplying first: Self, _ second: Self, transposed: Bool) {
    let rank = first.dims.count
    guard rank >= 2, second.dims.count == rank else { return nil }
    let order = Array(0..<rank - 2) + [rank - 1, rank - 2]
    let columns =
      transposed
      ? second.gathered(order.map { second.dims[$0] }, axes: order.map { second.axes[$0] }) {
        index in
        order.map { index[$0] }
      } : second
    guard first.dims[rank - 1] == columns.dims[rank - 2],
      zip(first.dims, columns.dims).dropLast(2).allSatisfy({ $0 == $1 || $0 == 1 || $1 == 1 })
    else { return nil }
    self.init(
      combining: first.reading(dim: rank - 1, asWhole: 1),
      columns.reading(dim: rank - 2, asWhole: 1))
  }
}

extension DependencyWalk.Value.Folded {
  /// Whether the places depend on the index along one dimension, and on that alone.
  func lie(along dim: Int, of dims: [Int]) -> Bool {
    let inner = dims[(dim + 1)...].reduce(1, *)
    var first = [UInt64?](repeating: nil, count: dims[dim])
    for (index, places) in places.enumerated() {
      let unit = index / inner % dims[dim]
      if let known = first[unit], known != places { return false }
      first[unit] = places
    }
    return Set(first).count > 1
  }

  /// Whether they depend on the index along a dimension.
  func vary(along dim: Int, of dims: [Int]) -> Bool {
    let inner = dims[(dim + 1)...].reduce(1, *)
    return places.indices.contains { index in
      let unit = index / inner % dims[dim]
      return unit > 0 && places[index] != places[index - inner]
    }
  }
}
