import ConvArithmetic
import LayerGraph

extension Folding {
  /// Operators that move elements, reduce them or make new ones.
  static func moving(_ call: Call, _ inputs: [KnownArray?]) throws -> KnownArray? {
    guard let first = inputs.first ?? nil else { return nil }
    let second = inputs.count > 1 ? inputs[1] : nil
    switch call.operation {
    case "Cast":
      return cast(first, to: try call.type("to").number, call.translator.judge)
    case "CastLike":
      guard let other = call.optional(1) else { return nil }
      return cast(first, to: call.translator.type(of: other).rawValue, call.translator.judge)
    case "Concat": return try concat(inputs.compactMap { $0 }, of: inputs.count, call)
    case "Gather":
      let axis = try call.attributes.int("axis")
      return second.flatMap { gather(first, $0, axis: axis) }
    case "Squeeze": return squeeze(first, try call.axes(or: second))
    case "Unsqueeze": return unsqueeze(first, try call.axes(or: second))
    case "Reshape": return try second.flatMap { try reshape(first, $0, call) }
    case "Flatten":
      return KnownArray(
        sizes: flattened(first.sizes, try call.attributes.int("axis", default: 1)),
        elements: first.elements, type: first.type)
    case "Transpose":
      let order =
        try call.attributes.ints("perm") ?? Array(first.sizes.indices.reversed())
      return transpose(first, order)
    case "Expand": return second?.integers.flatMap { first.broadcast(to: $0) }
    case "Tile": return second?.integers.flatMap { tile(first, $0) }
    case "Range": return range(inputs.compactMap { $0 }, of: inputs.count)
    case "Slice":
      return try SliceSettings.known(call, rank: first.rank).flatMap { slice(first, $0) }
    case "ReduceProd":
      return try reduce(first, try call.axes(or: second), call, 1, ScalarArithmetic.multiply)
    case "ReduceSum":
      return try reduce(first, try call.axes(or: second), call, 0, ScalarArithmetic.add)
    case "ReduceMax":
      return try reduce(first, try call.axes(or: second), call, nil) {
        ScalarArithmetic.maximum($0, $1, call.translator.judge)
      }
    case "ReduceMin":
      return try reduce(first, try call.axes(or: second), call, nil) {
        ScalarArithmetic.minimum($0, $1, call.translator.judge)
      }
    default: return nil
    }
  }

  private static func cast(
    _ array: KnownArray, to number: Int, _ judge: SizeJudge
  ) -> KnownArray? {
    guard let type = ElementType(rawValue: number) else { return nil }
    if type == .bool {
      return array.map(as: type) {
        ScalarArithmetic.isEqual($0, .integer(0), judge).map { .integer($0 ? 0 : 1) } ?? .unknown
      }
    }
    return array.map(as: type) { type.isReal ? $0 : ScalarArithmetic.truncate($0) }
  }

  private static func concat(
    _ arrays: [KnownArray], of count: Int, _ call: Call
  ) throws -> KnownArray? {
    guard arrays.count == count, let first = arrays.first,
      let axis = place(try call.attributes.int("axis"), first.rank),
      arrays.allSatisfy({ $0.rank == first.rank })
    else { return nil }
    var sizes = first.sizes
    for array in arrays.dropFirst() {
      for index in sizes.indices where index != axis {
        guard array.sizes[index] == sizes[index] else { return nil }
      }
      let (sum, overflow) = sizes[axis].addingReportingOverflow(array.sizes[axis])
      if overflow { return nil }
      sizes[axis] = sum
    }
    guard KnownArray.small(sizes) != nil else { return nil }
    // Rows: what lies before the axis; each takes a run from every array.
    let rows = sizes[..<axis].reduce(1, *)
    let elements = (0..<rows).flatMap { row in
      arrays.flatMap { array in
        let run = array.elements.count / max(rows, 1)
        return array.elements[row * run..<(row + 1) * run]
      }
    }
    return KnownArray(sizes: sizes, elements: elements, type: first.type)
  }

  static func gather(_ data: KnownArray, _ indices: KnownArray, axis: Int) -> KnownArray? {
    guard let axis = place(axis, data.rank), let integers = indices.integers else { return nil }
    let size = data.sizes[axis]
    let places = integers.map { $0 < 0 ? $0 &+ size : $0 }
    guard places.allSatisfy({ (0..<size).contains($0) }) else { return nil }
    let steps = indices.steps
    return data.gathered(data.sizes[..<axis] + indices.sizes + data.sizes[(axis + 1)...]) {
      position in
      let inner = position[axis..<axis + indices.rank]
      let index = zip(inner, steps).reduce(0) { $0 + $1.0 * $1.1 }
      return position[..<axis] + [places[index]] + position[(axis + indices.rank)...]
    }
  }

  private static func squeeze(_ array: KnownArray, _ axes: [Int]?) -> KnownArray? {
    let dropped =
      axes.map { $0.compactMap { place($0, array.rank) } }
      ?? array.sizes.indices.filter { array.sizes[$0] == 1 }
    if let axes, axes.count != dropped.count { return nil }
    guard dropped.allSatisfy({ array.sizes[$0] == 1 }) else { return nil }
    let sizes = array.sizes.indices.filter { !dropped.contains($0) }.map { array.sizes[$0] }
    return KnownArray(sizes: sizes, elements: array.elements, type: array.type)
  }

  private static func unsqueeze(_ array: KnownArray, _ axes: [Int]?) -> KnownArray? {
    guard let axes, axes.count <= 64 else { return nil }
    let rank = array.rank + axes.count
    let places = Set(axes.compactMap { place($0, rank) })
    guard places.count == axes.count else { return nil }
    var old = array.sizes.makeIterator()
    let sizes = (0..<rank).map { places.contains($0) ? 1 : old.next() ?? 1 }
    return KnownArray(sizes: sizes, elements: array.elements, type: array.type)
  }

  private static func reshape(
    _ array: KnownArray, _ target: KnownArray, _ call: Call
  ) throws -> KnownArray? {
    guard var sizes = target.integers else { return nil }
    if try !call.attributes.flag("allowzero") {
      for index in sizes.indices where sizes[index] == 0 && index < array.rank {
        sizes[index] = array.sizes[index]
      }
    }
    if let open = sizes.firstIndex(of: -1) {
      sizes[open] = 1
      guard let rest = KnownArray.small(sizes), rest > 0 else { return nil }
      sizes[open] = array.elements.count / rest
    }
    guard KnownArray.small(sizes) == array.elements.count else { return nil }
    return KnownArray(sizes: sizes, elements: array.elements, type: array.type)
  }

  private static func flattened(_ sizes: [Int], _ axis: Int) -> [Int] {
    let place = min(max(axis < 0 ? axis &+ sizes.count : axis, 0), sizes.count)
    return [sizes[..<place].reduce(1, &*), sizes[place...].reduce(1, &*)]
  }

  private static func transpose(_ array: KnownArray, _ order: [Int]) -> KnownArray? {
    guard order.sorted() == Array(array.sizes.indices) else { return nil }
    let steps = array.steps
    return array.gathered(
      order.map { array.sizes[$0] }, from: 0, strides: order.map { steps[$0] })
  }

  private static func tile(_ array: KnownArray, _ repeats: [Int]) -> KnownArray? {
    guard repeats.count == array.rank else { return nil }
    var sizes: [Int] = []
    for (size, count) in zip(array.sizes, repeats) {
      let (product, overflow) = size.multipliedReportingOverflow(by: count)
      if overflow || count < 0 { return nil }
      sizes.append(product)
    }
    return array.gathered(sizes) { zip($0, array.sizes).map { $0 % max($1, 1) } }
  }

  private static func range(_ inputs: [KnownArray], of count: Int) -> KnownArray? {
    guard count == 3, inputs.count == 3, inputs.allSatisfy({ $0.elements.count == 1 }) else {
      return nil
    }
    let values = inputs.map { $0.elements[0] }
    let type = inputs[0].type
    if let numbers = [
      values[0].integer?.constant, values[1].integer?.constant,
      values[2].integer?.constant,
    ] as? [Int] {
      let (start, end, step) = (numbers[0], numbers[1], numbers[2])
      let (distance, isFar) = end.subtractingReportingOverflow(start)
      // By 0, too, this overflows.
      let (steps, isLong) = distance.dividedReportingOverflow(by: step)
      guard !isFar, !isLong, steps < ConstantTensor.limit else { return nil }
      let isForward = (distance < 0) == (step < 0)
      let count = isForward ? steps + (distance % step == 0 ? 0 : 1) : 0
      return KnownArray(
        sizes: [count], elements: (0..<count).map { .integer(.constant(start + $0 * step)) },
        type: type)
    }
    guard let start = values[0].number, let end = values[1].number, let step = values[2].number,
      step != 0, case let steps = ((end - start) / step).rounded(.up), steps.isFinite,
      steps <= Double(ConstantTensor.limit)
    else { return nil }
    let list = (0..<Int(max(0, steps))).map { Scalar.real(start + Double($0) * step) }
    return KnownArray(sizes: [list.count], elements: list, type: type)
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

  private static func reduce(
    _ array: KnownArray, _ axes: [Int]?, _ call: Call, _ empty: Int?,
    _ function: ScalarArithmetic.Binary
  ) throws -> KnownArray? {
    let all = axes ?? []
    if all.isEmpty, try call.attributes.flag("noop_with_empty_axes") { return array }
    let dropped =
      all.isEmpty ? Array(array.sizes.indices) : all.compactMap { place($0, array.rank) }
    guard Set(dropped) == Set(array.sizes.indices), dropped.count == array.rank else { return nil }
    let start = empty.map { Scalar.integer(.constant($0)) } ?? array.elements.first
    guard let start else { return nil }
    let keeps = try call.attributes.int("keepdims", default: 1) != 0
    return KnownArray(
      sizes: keeps ? Array(repeating: 1, count: array.rank) : [],
      elements: [
        (empty == nil ? array.elements.dropFirst() : array.elements[...]).reduce(start) {
          array.type.rounded(function($0, $1))
        }
      ],
      type: array.type)
  }

  /// A dimension that may count from the end; nil when there is none.
  static func place(_ axis: Int, _ rank: Int) -> Int? {
    let place = axis < 0 ? axis &+ rank : axis
    return (0..<rank).contains(place) ? place : nil
  }
}
