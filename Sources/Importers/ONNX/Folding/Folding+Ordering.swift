import ConvArithmetic

extension Folding {
  /// Operators that look along lines: sums so far, the greatest, what differs.
  static let orderingRules: [String: Rule] = [
    "CumSum": ofTwo { call, array, axis in
      guard let number = axis.integers?.first, let axis = place(number, array.rank) else {
        return nil
      }
      return sums(
        array, along: axis, isExclusive: try call.attributes.flag("exclusive"),
        isReversed: try call.attributes.flag("reverse"))
    },
    "TopK": { call, inputs in
      guard let array = inputs.first ?? nil else { return [] }
      let count =
        call.version < 10
        ? try call.attributes.int("k") : inputs.count > 1 ? inputs[1]?.integers?.first : nil
      return try count.map { try greatest($0, of: array, call) } ?? []
    },
    "Unique": { call, inputs in
      guard let array = inputs.first ?? nil else { return [] }
      return try unique(array, call)
    },
  ]

  private static func sums(
    _ array: KnownArray, along axis: Int, isExclusive: Bool, isReversed: Bool
  ) -> KnownArray? {
    array.mapLines(along: axis, length: array.sizes[axis]) { line in
      let order = isReversed ? line.reversed() : Array(line)
      var (sum, sums): (Scalar, [Scalar]) = (.integer(0), [])
      for number in order {
        let next = array.type.rounded(ScalarArithmetic.add(sum, number))
        sums.append(isExclusive ? sum : next)
        sum = next
      }
      return isReversed ? sums.reversed() : sums
    }
  }

  /// The greatest (or least) numbers of each line in order, the first of equal ones first, and their places.
  private static func greatest(
    _ count: Int, of array: KnownArray, _ call: Call
  ) throws -> [KnownArray?] {
    // Of any order, which they may have, nobody knows which.
    guard let axis = try axis(of: call, rank: array.rank, default: -1),
      try call.attributes.int("sorted", default: 1) != 0,
      (0...array.sizes[axis]).contains(count), array.areNumbers
    else { return [] }
    let isLargest = try call.attributes.int("largest", default: 1) != 0
    let judge = call.translator.judge
    func order(_ line: [Scalar]) -> [Int] {
      let sorted = line.indices.sorted { one, other in
        let (low, high) = isLargest ? (line[other], line[one]) : (line[one], line[other])
        if ScalarArithmetic.isLess(low, high, judge) == true { return true }
        return one < other && ScalarArithmetic.isEqual(low, high, judge) == true
      }
      return Array(sorted.prefix(count))
    }
    return [
      array.mapLines(along: axis, length: count) { line in order(line).map { line[$0] } },
      array.mapLines(along: axis, length: count, as: .int64) { line in
        order(line).map { .integer(.constant($0)) }
      },
    ]
  }

  /// The numbers that differ, in order or as they come, of all elements: and where each is first, which of
  /// them each element is, how many of each.
  private static func unique(_ array: KnownArray, _ call: Call) throws -> [KnownArray?] {
    guard !call.attributes.has("axis"), array.areNumbers else { return [] }
    var (groups, places): ([(value: Scalar, places: [Int])], [Double: Int]) = ([], [:])
    for (index, element) in array.elements.enumerated() {
      let number = element.number ?? 0
      if let known = places[number] {
        groups[known].places.append(index)
      } else {
        places[number] = groups.count
        groups.append((element, [index]))
      }
    }
    if try call.attributes.int("sorted", default: 1) != 0 {
      groups.sort { ($0.value.number ?? 0) < ($1.value.number ?? 0) }
    }
    var inverse = Array(repeating: 0, count: array.elements.count)
    for (number, group) in groups.enumerated() {
      for place in group.places { inverse[place] = number }
    }
    func list(_ numbers: [Int]) -> KnownArray { KnownArray(numbers.map { .constant($0) }) }
    return [
      KnownArray(sizes: [groups.count], elements: groups.map(\.value), type: array.type),
      list(groups.map { $0.places.first ?? 0 }), list(inverse), list(groups.map(\.places.count)),
    ]
  }
}
