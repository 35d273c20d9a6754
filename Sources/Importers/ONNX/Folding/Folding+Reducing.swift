import ConvArithmetic

extension Folding {
  /// Operators that make one number of many.
  static let reducingRules: [String: Rule] = {
    var rules: [String: Rule] = [:]
    for (operation, reduction) in reductions {
      rules[operation] = ofFirst { call, first, inputs in
        try reduce(first, try axes(of: call, inputs), call, reduction)
      }
    }
    for operation in ["ArgMax", "ArgMin"] {
      rules[operation] = ofFirst { call, first, _ in
        try place(of: first, isGreatest: operation == "ArgMax", call)
      }
    }
    return rules
  }()

  /// How lines become numbers: what each element becomes first, how two are joined, what comes of them all.
  private struct Reduction: Sendable {
    /// That of no elements; nil where there is none.
    var empty: Int?
    var before: (@Sendable (Scalar) -> Scalar)?
    var join: @Sendable (Scalar, Scalar, SizeJudge) -> Scalar
    var after: (@Sendable (Scalar, _ count: Int) -> Scalar)?
  }

  private static let reductions: [String: Reduction] = [
    "ReduceSum": Reduction(empty: 0, join: add),
    "ReduceProd": Reduction(empty: 1, join: { a, b, _ in ScalarArithmetic.multiply(a, b) }),
    "ReduceMax": Reduction(join: { ScalarArithmetic.maximum($0, $1, $2) }),
    "ReduceMin": Reduction(join: { ScalarArithmetic.minimum($0, $1, $2) }),
    "ReduceMean": Reduction(
      join: add, after: { ScalarArithmetic.divide($0, .integer(Dim($1)), isReal: true) }),
    "ReduceSumSquare": Reduction(empty: 0, before: square, join: add),
    "ReduceL1": Reduction(empty: 0, before: magnitude, join: add),
    "ReduceL2": Reduction(
      empty: 0, before: square, join: add,
      after: { sum, _ in sum.number.map { .real($0.squareRoot()) } ?? .unknown }),
  ]

  private static let add: @Sendable (Scalar, Scalar, SizeJudge) -> Scalar = { a, b, _ in
    ScalarArithmetic.add(a, b)
  }

  private static let square: @Sendable (Scalar) -> Scalar = { ScalarArithmetic.multiply($0, $0) }

  private static let magnitude: @Sendable (Scalar) -> Scalar = { value in
    guard let number = value.number, !number.isNaN else { return .unknown }
    return number < 0 ? ScalarArithmetic.subtract(.integer(0), value) : value
  }

  private static func reduce(
    _ array: KnownArray, _ axes: [Int]?, _ call: Call, _ reduction: Reduction
  ) throws -> KnownArray? {
    let all = axes ?? []
    if all.isEmpty, try call.attributes.flag("noop_with_empty_axes") {
      return reduction.before == nil ? array : nil
    }
    let dropped =
      all.isEmpty ? Array(array.sizes.indices) : all.compactMap { place($0, array.rank) }
    // Quotients and roots of whole numbers are cut as nobody says.
    guard array.type.isReal || reduction.after == nil else { return nil }
    guard Set(dropped).count == dropped.count, all.isEmpty || dropped.count == all.count else {
      return nil
    }
    var (result, count): (KnownArray?, Int) = (reduction.before.map { array.map($0) } ?? array, 1)
    let (type, judge) = (array.type, call.translator.judge)
    for axis in dropped {
      if array.sizes[axis] == 0, reduction.empty == nil { return nil }
      count = count.multipliedReportingOverflow(by: array.sizes[axis]).partialValue
      result = result?.mapLines(along: axis, length: 1) { line in
        let start = reduction.empty.map { Scalar.integer(.constant($0)) } ?? line[0]
        let rest = reduction.empty == nil ? line.dropFirst() : line[...]
        return [rest.reduce(start) { type.rounded(reduction.join($0, $1, judge)) }]
      }
    }
    if let after = reduction.after { result = result?.map { after($0, count) } }
    return try kept(result, dropping: dropped, call)
  }

  /// The dimensions of length 1 that were reduced go, unless they are to stay.
  private static func kept(
    _ array: KnownArray?, dropping dropped: [Int], _ call: Call
  ) throws -> KnownArray? {
    guard var array, try call.attributes.int("keepdims", default: 1) == 0 else { return array }
    array.sizes = array.sizes.indices.filter { !dropped.contains($0) }.map { array.sizes[$0] }
    return array
  }

  /// Where the greatest (or least) number of each line is: the first of several, or the last.
  private static func place(
    of array: KnownArray, isGreatest: Bool, _ call: Call
  ) throws -> KnownArray? {
    let isLast = try call.attributes.flag("select_last_index")
    guard let axis = try axis(of: call, rank: array.rank), array.sizes[axis] > 0,
      array.areNumbers
    else { return nil }
    let judge = call.translator.judge
    let places = array.mapLines(along: axis, length: 1, as: .int64) { line in
      var best = 0
      for place in line.indices.dropFirst() {
        let (low, high) = isGreatest ? (line[best], line[place]) : (line[place], line[best])
        let isBetter = ScalarArithmetic.isLess(low, high, judge) == true
        if isBetter || isLast && ScalarArithmetic.isEqual(low, high, judge) == true {
          best = place
        }
      }
      return [.integer(.constant(best))]
    }
    return try kept(places, dropping: [axis], call)
  }
}
