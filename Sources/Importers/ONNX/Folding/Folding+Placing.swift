import ConvArithmetic

extension Folding {
  /// Operators that put elements somewhere: beside others, again and again, into others.
  static let placingRules: [String: Rule] = [
    "Concat": ofAll { call, known in try concat(known, call) },
    "Expand": ofTwo { _, first, target in target.integers.flatMap { first.broadcast(to: $0) } },
    "Tile": ofTwo { _, first, repeats in repeats.integers.flatMap { tile(first, $0) } },
    "Pad": ofFirst { call, first, inputs in try pad(first, inputs, call) },
    "Trilu": ofFirst { call, first, inputs in
      let diagonal = inputs.count > 1 ? inputs[1]?.integers?.first : nil
      if call.optional(1) != nil, diagonal == nil { return nil }
      return triangle(
        first, isUpper: try call.attributes.int("upper", default: 1) != 0, from: diagonal ?? 0)
    },
    "ScatterElements": { call, inputs in [try scatterElements(inputs, call)] },
    "Scatter": { call, inputs in [try scatterElements(inputs, call)] },
    "ScatterND": { call, inputs in [try scatterND(inputs, call)] },
    "OneHot": ofAll { call, known in try oneHot(known, call) },
    "Range": ofAll { _, known in range(known) },
  ]

  private static func concat(_ arrays: [KnownArray], _ call: Call) throws -> KnownArray? {
    guard let axis = try axis(of: call, rank: arrays[0].rank),
      arrays.allSatisfy({ $0.rank == arrays[0].rank })
    else { return nil }
    var sizes = arrays[0].sizes
    for array in arrays.dropFirst() {
      for index in sizes.indices where index != axis {
        guard array.sizes[index] == sizes[index] else { return nil }
      }
      let (sum, overflow) = sizes[axis].addingReportingOverflow(array.sizes[axis])
      if overflow { return nil }
      sizes[axis] = sum
    }
    guard let count = KnownArray.small(sizes) else { return nil }
    // Rows: what lies before the axis; each takes a run from every array.
    let rows = count == 0 ? 0 : sizes[..<axis].reduce(1, *)
    let elements = (0..<rows).flatMap { row in
      arrays.flatMap { array in
        let run = array.elements.count / max(rows, 1)
        return array.elements[row * run..<(row + 1) * run]
      }
    }
    return KnownArray(sizes: sizes, elements: elements, type: arrays[0].type)
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

  /// What lies outside the triangle above (or below) a diagonal of the last two dimensions becomes 0.
  private static func triangle(
    _ array: KnownArray, isUpper: Bool, from diagonal: Int
  ) -> KnownArray? {
    guard array.rank >= 2 else { return nil }
    return array.mapPlaced { element, position in
      let (row, column) = (position[array.rank - 2], position[array.rank - 1])
      let (distance, isFar) = (column - row).subtractingReportingOverflow(diagonal)
      let isAbove = isFar ? diagonal < 0 : distance >= 0
      return isUpper == isAbove || !isFar && distance == 0 ? element : .integer(0)
    }
  }

  /// A place for each number along a dimension: `on` there, `off` elsewhere.
  private static func oneHot(_ known: [KnownArray], _ call: Call) throws -> KnownArray? {
    guard known.count == 3, let depth = known[1].integers?.first, known[2].elements.count == 2,
      let numbers = known[0].integers,
      let axis = try axis(of: call, rank: known[0].rank + 1, default: -1), depth >= 0
    else { return nil }
    var sizes = known[0].sizes
    sizes.insert(depth, at: axis)
    guard let count = KnownArray.small(sizes) else { return nil }
    let empty = KnownArray(
      sizes: sizes, elements: Array(repeating: .unknown, count: count), type: known[2].type)
    let steps = known[0].steps
    return empty.mapPlaced { _, position in
      var rest = position
      let place = rest.remove(at: axis)
      let number = numbers[zip(rest, steps).reduce(0) { $0 + $1.0 * $1.1 }]
      return known[2].elements[(number < 0 ? number &+ depth : number) == place ? 1 : 0]
    }
  }

  private static func range(_ inputs: [KnownArray]) -> KnownArray? {
    guard inputs.count == 3, inputs.allSatisfy({ $0.elements.count == 1 }) else { return nil }
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
}
