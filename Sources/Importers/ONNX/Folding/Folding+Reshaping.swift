import ConvArithmetic

extension Folding {
  /// Operators that only give elements other sizes, an order or a type.
  static let reshapingRules: [String: Rule] = [
    "Cast": ofFirst { call, first, _ in
      cast(first, to: try call.type("to").number, call.translator.judge)
    },
    "CastLike": ofFirst { call, first, _ in
      guard let other = call.optional(1) else { return nil }
      return cast(first, to: call.translator.type(of: other).rawValue, call.translator.judge)
    },
    "Squeeze": ofFirst { call, first, inputs in squeeze(first, try axes(of: call, inputs)) },
    "Unsqueeze": ofFirst { call, first, inputs in unsqueeze(first, try axes(of: call, inputs)) },
    "Reshape": ofTwo { call, first, target in try reshape(first, target, call) },
    "Flatten": ofFirst { call, first, _ in
      KnownArray(
        sizes: flattened(first.sizes, try call.attributes.int("axis", default: 1)),
        elements: first.elements, type: first.type)
    },
    "Transpose": ofFirst { call, first, _ in
      transpose(
        first, try call.attributes.ints("perm") ?? Array(first.sizes.indices.reversed()))
    },
    // No number is dropped where a network isn't trained.
    "Dropout": { call, inputs in
      call.wants(1) || call.optional(2) != nil ? [] : [inputs.first ?? nil]
    },
  ]

  /// The axes of operators that took them as an attribute once and as an input now.
  static func axes(of call: Call, _ inputs: [KnownArray?]) throws -> [Int]? {
    try call.axes(or: inputs.count > 1 ? inputs[1] : nil)
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
    if type.isReal { return array.map(as: type) { $0 } }
    // Whole numbers lose their upper bits; what a real number beyond the type becomes, nobody says.
    let isReal = array.type.isReal
    return array.map(as: type) {
      let whole = ScalarArithmetic.truncate($0)
      return isReal && type.rounded(whole) != whole ? .unknown : whole
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
}
