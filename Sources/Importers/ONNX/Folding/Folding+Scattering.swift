import ConvArithmetic

extension Folding {
  /// The elements of the first with others put (added, …) where places say, along one dimension.
  static func scatterElements(_ inputs: [KnownArray?], _ call: Call) throws -> KnownArray? {
    guard let (data, places, updates) = triple(inputs),
      let axis = try axis(of: call, rank: data.rank), places.rank == data.rank,
      places.sizes == updates.sizes, let join = try joining(call, data.type),
      let indices = indices(places, in: data.sizes[axis])
    else { return nil }
    var result = data
    let isDone = updates.eachPlace { offset, position in
      var position = position
      position[axis] = indices[offset]
      return result.change(at: position) { join($0, updates.elements[offset]) }
    }
    return isDone ? result : nil
  }

  /// As above, by tuples of places.
  static func scatterND(_ inputs: [KnownArray?], _ call: Call) throws -> KnownArray? {
    guard let (data, places, updates) = triple(inputs), let length = places.sizes.last,
      length <= data.rank, let numbers = places.integers,
      updates.sizes == places.sizes.dropLast() + data.sizes[length...],
      let join = try joining(call, data.type)
    else { return nil }
    let outer = places.rank - 1
    let steps = places.steps
    var result = data
    let isDone = updates.eachPlace { offset, position in
      let tuple = zip(position[..<outer], steps).reduce(0) { $0 + $1.0 * $1.1 }
      let picked = (0..<length).map { index in
        let number = numbers[tuple + index]
        return number < 0 ? number &+ data.sizes[index] : number
      }
      return result.change(at: picked + position[outer...]) { join($0, updates.elements[offset]) }
    }
    return isDone ? result : nil
  }

  private static func triple(
    _ inputs: [KnownArray?]
  ) -> (KnownArray, KnownArray, KnownArray)? {
    let known = inputs.compactMap { $0 }
    return known.count == 3 && inputs.count == 3 ? (known[0], known[1], known[2]) : nil
  }

  /// What becomes of an element where another is put.
  private static func joining(
    _ call: Call, _ type: ElementType
  ) throws -> ScalarArithmetic.Binary? {
    let judge = call.translator.judge
    switch try call.attributes.string("reduction") ?? "none" {
    case "none": return { _, new in new }
    case "add": return { type.rounded(ScalarArithmetic.add($0, $1)) }
    case "mul": return { type.rounded(ScalarArithmetic.multiply($0, $1)) }
    case "max": return { ScalarArithmetic.maximum($0, $1, judge) }
    case "min": return { ScalarArithmetic.minimum($0, $1, judge) }
    default: return nil
    }
  }
}
