import ConvArithmetic
import Escaping
import LayerGraph

extension Translator {
  static let movingHandlers: [String: Handler] = [
    "Slice": { try $0.slice($1) },
    "Split": { try $0.split($1) },
    "Pad": { try $0.pad($1) },
    "Gather": { try $0.gather($1) },
    "Expand": { translator, call in
      guard let target = try call.dims(1) else { throw ImportProblem.inputMissing(1) }
      return try translator.apply(.expand(Expand(shape: target)), to: try call.input(0))
    },
    "Tile": { translator, call in
      guard let repeats = try call.dims(1) else { throw ImportProblem.inputMissing(1) }
      let counts = repeats.compactMap(\.constant)
      if counts.count == repeats.count {
        return try translator.apply(.tile(Tile(repeats: counts)), to: try call.input(0))
      }
      // As often as open sizes say, only how much there is can be said.
      let dims = try call.shape(0).dims
      guard dims.count == repeats.count else {
        throw ImportProblem.listsDiffer("repeats", repeats.count, "dimensions", dims.count)
      }
      return try translator.known(
        call, [Shape(try zip(dims, repeats).map { try $0 * $1 })], settings: [1])
    },
  ]

  /// One node for each axis that is cut.
  private func slice(_ call: Call) throws -> MadeValues {
    var value = try call.input(0)
    let settings = try SliceSettings.read(call, rank: 0)
    for (index, cut) in settings.enumerated() {
      if let empty = try emptySlice(cut, of: value) {
        value = empty
        continue
      }
      value = try one(
        .slice(Slice(dimension: cut.axis, start: cut.start, end: cut.end, step: cut.step)), [value],
        step: index == settings.count - 1 ? nil : .axis(cut.axis))
    }
    return [value]
  }

  private func split(_ call: Call) throws -> MadeValues {
    let sizes = try call.attributes.ints("split") ?? call.integers(1)
    let parts: Split.Parts
    if let sizes, !sizes.isEmpty {
      parts = .sizes(sizes)
      if sizes.count != call.outputCount {
        throw ImportProblem.listsDiffer("split", sizes.count, "outputs", call.outputCount)
      }
      if let made = try splitWithEmpty(
        sizes, along: try call.attributes.int("axis"), try call.input(0))
      {
        return made
      }
    } else {
      let count = try call.attributes.int("num_outputs", default: call.outputCount)
      parts = .count(count)
      if count != call.outputCount {
        throw ImportProblem.attribute(
          "num_outputs", "\(count) is not the number of outputs, \(call.outputCount)")
      }
    }
    return try apply(
      .split(Split(dimension: try call.attributes.int("axis"), parts: parts)), to: try call.input(0)
    )
  }

  private func pad(_ call: Call) throws -> MadeValues {
    let amounts = try call.attributes.ints("pads").map { $0.map { Dim($0) } } ?? call.dims(1)
    guard let amounts else { throw ImportProblem.inputMissing(1) }
    let axes = try call.version >= 18 ? call.integers(3) : nil
    let count = amounts.count / 2
    let dimensions = axes ?? Array(0..<count)
    guard amounts.count == 2 * dimensions.count else {
      throw ImportProblem.listsDiffer("pads", amounts.count, "axes (twice)", 2 * dimensions.count)
    }
    // Axes that stay as they are say nothing.
    let used = dimensions.indices.filter { amounts[$0] != 0 || amounts[$0 + count] != 0 }
    if used.isEmpty { return try apply(.identity(Identity()), to: try call.input(0)) }
    return try apply(
      .pad(
        Pad(
          before: PerAxis(used.map { amounts[$0] }),
          after: PerAxis(used.map { amounts[$0 + count] }),
          dimensions: used.map { dimensions[$0] }, mode: try mode(call))),
      to: try call.input(0))
  }

  private func mode(_ call: Call) throws -> PaddingMode {
    switch try call.attributes.string("mode") ?? "constant" {
    case "constant": .zeros
    case "reflect": .reflect
    case "edge": .replicate
    case "wrap": .circular
    case let other: throw ImportProblem.attribute("mode", "'\(other)' is no way to pad")
    }
  }

  private func emptyGather(
    _ data: TensorValue, _ axis: Int, _ sizes: [Int]
  ) throws -> MadeValues {
    let shape = try shape(of: data)
    guard let place = Folding.place(axis, shape.rank) else {
      throw ImportProblem.invalid(.dimensionOutOfRange(axis, shape: shape))
    }
    let dims = shape.dims[..<place] + sizes.map { Dim($0) } + shape.dims[(place + 1)...]
    return [empty(Shape(Array(dims)), type: .float)]
  }

  /// Known places become slices where they can: one place, or places at even distances.
  private func gather(_ call: Call) throws -> MadeValues {
    let (data, places) = (try call.input(0), try call.input(1))
    let axis = try call.attributes.int("axis")
    let array = try call.array(1)
    if array?.elements.isEmpty == true, data.isData, let array {
      return try emptyGather(data, axis, array.sizes)
    }
    guard let indices = array?.integers, let array else {
      let gather = Gather(
        dimension: axis, indices: nil, indexShape: try shape(of: places), unread: unread)
      return try apply(.gather(gather), [data, places])
    }
    if array.rank == 0, let index = indices.first {
      let end = index == -1 ? nil : Dim(try index.plus(1))
      let cut = try one(
        .slice(Slice(dimension: axis, start: .constant(index), end: end)), [data], step: .slice)
      return try apply(.squeeze(Squeeze([axis])), [cut])
    }
    return try apply(
      .gather(Gather(dimension: axis, indices: indices, indexShape: Shape(sizes: array.sizes))),
      [data])
  }
}
