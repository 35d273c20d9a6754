import ConvArithmetic
import Escaping
import LayerGraph

extension Translator {
  static let scatteringHandlers: [String: Handler] = ["ScatterND": { try $0.scatterND($1) }]

  /// Part of a tensor replaced at known places, as exporters write `x[:, :, 2:4] = y`: a block of neighbours is cut
  /// out dimension by dimension, and the new piece set between what was before and what comes after.
  ///
  ///     x[2:4, 5:7] = y      rows    0, 1 │ 2, 3 │ 4 …
  ///                                       columns of rows 2, 3:    0 … 4 │ y │ 7 …
  private func scatterND(_ call: Call) throws -> MadeValues {
    let (data, indices) = (try call.shape(0), try call.shape(1))
    guard try call.attributes.string("reduction") ?? "none" == "none",
      let length = indices.dims.last?.constant, 1...data.rank ~= length,
      let places = try call.array(1)?.integers,
      let picks = GridPicks(places, sizes: indices.dims.compactMap(\.constant)),
      let block = Block(picks, of: data)
    else { return try known(call, [data]) }
    let updates = try call.input(2)
    guard try shape(of: updates) == Shape(indices.dims.dropLast() + data.dims[length...]) else {
      throw ImportProblem.shapeUnknown
    }
    if block.firstCut(from: 0) == nil {
      return try apply(.identity(Identity()), to: try turned(updates, picks))
    }
    return [try replace(block, of: try call.input(0), from: 0, by: try turned(updates, picks))]
  }

  /// What is put in, in the order of the tensor's own dimensions.
  private func turned(_ updates: TensorValue, _ picks: GridPicks) throws -> TensorValue {
    var value = updates
    if !picks.single.isEmpty {
      value = try one(.squeeze(Squeeze(picks.single)), [value], step: .axis(picks.single[0]))
    }
    let changing = picks.order.count
    let rank = try shape(of: value).rank
    if picks.order != Array(0..<changing) {
      let order = (0..<changing).map { picks.order.firstIndex(of: $0) ?? $0 }
      value = try one(
        .permute(Permute(order + Array(changing..<rank))), [value], step: .transpose)
    }
    let same = picks.coordinates.indices.filter { picks.coordinates[$0].index == nil }
    if same.isEmpty { return value }
    return try one(.unsqueeze(Unsqueeze(same)), [value], step: .axis(same[0]))
  }

  private func replace(
    _ block: Block, of data: TensorValue, from first: Int, by piece: TensorValue
  ) throws -> TensorValue {
    guard let axis = block.firstCut(from: first) else { return piece }
    let range = block.ranges[axis]
    func cut(_ start: Int, _ end: Int?) throws -> TensorValue {
      try one(
        .slice(Slice(dimension: axis, start: .constant(start), end: end.map { .constant($0) })),
        [data], step: .axis(axis))
    }
    var pieces: [TensorValue] = []
    if range.lowerBound > 0 { pieces.append(try cut(0, range.lowerBound)) }
    let isLast = block.firstCut(from: axis + 1) == nil
    let inner = isLast ? data : try cut(range.lowerBound, range.upperBound)
    pieces.append(try replace(block, of: inner, from: axis + 1, by: piece))
    if block.sizes[axis].constant != range.upperBound {
      pieces.append(try cut(range.upperBound, nil))
    }
    return try one(.concat(Concat(dimension: axis)), pieces, step: first == 0 ? nil : .axis(axis))
  }
}

/// Neighbouring places along the first dimensions of a tensor, all of them along the others.
private struct Block {
  /// Places start ..< end along each of the first dimensions.
  let ranges: [Range<Int>]
  let sizes: [Dim]

  /// Nil where the places are no neighbours in ascending order.
  init?(_ picks: GridPicks, of shape: Shape) {
    var ranges: [Range<Int>] = []
    for (coordinate, size) in zip(picks.coordinates, shape.dims) {
      let first = coordinate.places[0]
      guard let start = first < 0 ? size.constant.flatMap({ try? $0.plus(first) }) : first,
        start >= 0, let end = try? start.plus(coordinate.places.count),
        size.constant.map({ end <= $0 }) ?? true,
        zip(coordinate.places, coordinate.places.dropFirst()).allSatisfy({ $1 - 1 == $0 })
      else { return nil }
      ranges.append(start..<end)
    }
    (self.ranges, sizes) = (ranges, shape.dims)
  }

  /// The next dimension along which something stays.
  func firstCut(from axis: Int) -> Int? {
    ranges.indices.dropFirst(axis).first {
      ranges[$0].lowerBound > 0 || sizes[$0].constant != ranges[$0].upperBound
    }
  }
}
