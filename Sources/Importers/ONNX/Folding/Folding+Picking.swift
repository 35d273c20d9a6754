import ConvArithmetic

extension Folding {
  /// Operators that pick elements, by places or by a mask.
  static let pickingRules: [String: Rule] = [
    "Gather": ofTwo { call, data, places in
      gather(data, places, axis: try call.attributes.int("axis"))
    },
    "GatherElements": ofTwo { call, data, places in
      guard let axis = try axis(of: call, rank: data.rank), places.rank == data.rank,
        let indices = indices(places, in: data.sizes[axis])
      else { return nil }
      return data.picked(places.sizes) { offset, position in
        var position = position
        position[axis] = indices[offset]
        return position
      }
    },
    "GatherND": ofTwo { call, data, places in
      try gatherND(data, places, batch: try call.attributes.int("batch_dims"))
    },
    "Slice": ofFirst { call, first, _ in
      try SliceSettings.known(call, rank: first.rank).flatMap { slice(first, $0) }
    },
    "Split": { call, inputs in
      guard let first = inputs.first ?? nil else { return [] }
      return try split(first, inputs, call)
    },
    "Compress": ofTwo { call, data, mask in
      let marks = mask.elements.map(\.number)
      guard mask.rank == 1, !marks.contains(nil) else { return nil }
      let isFlat = !call.attributes.has("axis")
      let data = isFlat ? data.flat : data
      guard let axis = try axis(of: call, rank: data.rank) else { return nil }
      let kept = marks.indices.filter { marks[$0] != 0 }
      guard (kept.last ?? -1) < data.sizes[axis] else { return nil }
      return data.mapLines(along: axis, length: kept.count) { line in kept.map { line[$0] } }
    },
    "NonZero": ofAll { _, known in nonZero(known[0]) },
  ]

  static func gather(_ data: KnownArray, _ indices: KnownArray, axis: Int) -> KnownArray? {
    guard let axis = place(axis, data.rank),
      let places = Self.indices(indices, in: data.sizes[axis])
    else { return nil }
    let steps = indices.steps
    return data.gathered(data.sizes[..<axis] + indices.sizes + data.sizes[(axis + 1)...]) {
      position in
      let inner = position[axis..<axis + indices.rank]
      let index = zip(inner, steps).reduce(0) { $0 + $1.0 * $1.1 }
      return position[..<axis] + [places[index]] + position[(axis + indices.rank)...]
    }
  }

  /// Places along a dimension, those from the end counted from the start; nil where one isn't there.
  static func indices(_ array: KnownArray, in size: Int) -> [Int]? {
    let places = array.integers?.map { $0 < 0 ? $0 &+ size : $0 }
    return places?.allSatisfy { (0..<size).contains($0) } == true ? places : nil
  }

  /// Tuples of places, after `batch` dimensions that both share.
  private static func gatherND(
    _ data: KnownArray, _ places: KnownArray, batch: Int
  ) throws -> KnownArray? {
    guard let length = places.sizes.last, batch >= 0, batch < places.rank,
      length <= data.rank, batch <= data.rank - length, let numbers = places.integers,
      data.sizes[..<batch] == places.sizes[..<batch]
    else { return nil }
    let outer = places.sizes.dropLast()
    let steps = places.steps
    let sizes = Array(outer) + data.sizes[(batch + length)...]
    return data.picked(sizes) { _, position in
      let tuple = zip(position[..<outer.count], steps).reduce(0) { $0 + $1.0 * $1.1 }
      let picked = (0..<length).map { index in
        let number = numbers[tuple + index]
        return number < 0 ? number &+ data.sizes[batch + index] : number
      }
      return position[..<batch] + picked + position[outer.count...]
    }
  }

  private static func slice(_ array: KnownArray, _ settings: [SliceSettings]) -> KnownArray? {
    var starts = Array(repeating: 0, count: array.rank)
    var steps = Array(repeating: 1, count: array.rank)
    var sizes = array.sizes
    for setting in settings {
      guard let axis = place(setting.axis, array.rank),
        let (start, count) = setting.positions(in: array.sizes[axis])
      else { return nil }
      (starts[axis], steps[axis], sizes[axis]) = (start, setting.step, count)
    }
    let distances = array.steps
    return array.gathered(
      sizes, from: zip(starts, distances).reduce(0) { $0 &+ $1.0 &* $1.1 },
      strides: zip(steps, distances).map { $0 &* $1 })
  }

  /// Parts of given lengths, or of equal ones, of which the last may be shorter.
  private static func split(
    _ array: KnownArray, _ inputs: [KnownArray?], _ call: Call
  ) throws -> [KnownArray?] {
    guard let axis = try axis(of: call, rank: array.rank) else { return [] }
    let size = array.sizes[axis]
    let given = try call.attributes.ints("split") ?? (inputs.count > 1 ? inputs[1]?.integers : nil)
    if given == nil, call.optional(1) != nil { return [] }
    let count = call.outputCount
    var lengths = given ?? []
    if lengths.isEmpty, count > 0 {
      let length = size / count + (size % count == 0 ? 0 : 1)
      lengths = (0..<count).map { min(length, max(0, size - $0 * length)) }
    }
    guard lengths.count == count, lengths.allSatisfy({ (0...size).contains($0) }),
      lengths.reduce(0, &+) == size
    else { return [] }
    var start = 0
    return lengths.map { length in
      defer { start += length }
      return array.mapLines(along: axis, length: length) { Array($0[start..<start + length]) }
    }
  }

  /// The positions of what is not 0, row by row: one list for each dimension.
  private static func nonZero(_ array: KnownArray) -> KnownArray? {
    let numbers = array.elements.map(\.number)
    guard array.rank > 0, !numbers.contains(nil) else { return nil }
    let found = numbers.indices.filter { numbers[$0] != 0 }
    let (steps, sizes) = (array.steps, array.sizes)
    guard KnownArray.small([array.rank, found.count]) != nil else { return nil }
    let elements = sizes.indices.flatMap { axis in
      found.map { Scalar.integer(.constant($0 / steps[axis] % sizes[axis])) }
    }
    return KnownArray(sizes: [array.rank, found.count], elements: elements, type: .int64)
  }
}
