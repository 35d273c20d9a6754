import ConvArithmetic

/// Computes what shape computations compute, on the elements: the operators that exporters put between
/// `Shape` and `Reshape`. Sizes stay formulas. Nil: nothing is known of the elements.
enum Folding {
  /// The result of an operator with one output whose inputs are all known, as its type holds it.
  static func fold(_ call: Call, _ inputs: [KnownArray?]) throws -> KnownArray? {
    try exactly(call, inputs)?.rounded()
  }

  /// Of several steps all but the last are rounded.
  private static func exactly(_ call: Call, _ inputs: [KnownArray?]) throws -> KnownArray? {
    let judge = call.translator.judge
    if let function = unary[call.operation], let only = inputs.first ?? nil, inputs.count == 1 {
      return only.map { function($0, judge) }
    }
    if let function = comparisons[call.operation], let pair = pair(inputs) {
      return KnownArray.combine(pair, type: .bool) { truth(function($0[0], $0[1], judge)) }
    }
    if let result = try arithmetic(call, inputs) { return result }
    return try moving(call, inputs)
  }

  private static let unary: [String: @Sendable (Scalar, SizeJudge) -> Scalar] = [
    "Neg": { value, _ in ScalarArithmetic.subtract(.integer(0), value) },
    "Floor": { value, _ in ScalarArithmetic.floor(value) },
    "Ceil": { value, _ in ScalarArithmetic.ceil(value) },
    "Not": { value, _ in
      value == .unknown ? .unknown : .integer(value.number == 0 ? 1 : 0)
    },
    "Abs": { absolute($0, $1) },
    "Relu": { ScalarArithmetic.maximum($0, .integer(0), $1) },
    "Sqrt": { value, _ in value.number.map { .real($0.squareRoot()) } ?? .unknown },
    "Reciprocal": { value, _ in ScalarArithmetic.divide(.integer(1), value, isReal: true) },
    "Round": { value, _ in
      value.number.map { .real($0.rounded(.toNearestOrEven)) } ?? .unknown
    },
  ]

  private static func absolute(_ value: Scalar, _ judge: SizeJudge) -> Scalar {
    switch ScalarArithmetic.isLess(value, .integer(0), judge) {
    case true?: ScalarArithmetic.subtract(.integer(0), value)
    case false?: value
    case nil: .unknown
    }
  }

  private static let comparisons: [String: @Sendable (Scalar, Scalar, SizeJudge) -> Bool?] = [
    "Equal": { ScalarArithmetic.isEqual($0, $1, $2) },
    "Less": { ScalarArithmetic.isLess($0, $1, $2) },
    "Greater": { ScalarArithmetic.isLess($1, $0, $2) },
    "LessOrEqual": { ScalarArithmetic.isLess($1, $0, $2).map { !$0 } },
    "GreaterOrEqual": { ScalarArithmetic.isLess($0, $1, $2).map { !$0 } },
    "And": { a, b, _ in both(a, b).map { $0 && $1 } },
    "Or": { a, b, _ in both(a, b).map { $0 || $1 } },
    "Xor": { a, b, _ in both(a, b).map { $0 != $1 } },
  ]

  private static func both(_ a: Scalar, _ b: Scalar) -> (Bool, Bool)? {
    guard let x = a.number, let y = b.number else { return nil }
    return (x != 0, y != 0)
  }

  private static func truth(_ value: Bool?) -> Scalar {
    value.map { .integer($0 ? 1 : 0) } ?? .unknown
  }

  /// Whether it computes elements of several values with each other.
  static func combines(_ operation: String) -> Bool {
    switch operation {
    case "Add", "Sum", "Sub", "Mul", "Min", "Max", "Pow", "Div", "Mod", "Where": true
    default: false
    }
  }

  private static func pair(_ inputs: [KnownArray?]) -> [KnownArray]? {
    let known = inputs.compactMap { $0 }
    return known.count == 2 && inputs.count == 2 ? known : nil
  }

  private static func arithmetic(_ call: Call, _ inputs: [KnownArray?]) throws -> KnownArray? {
    let judge = call.translator.judge
    if call.operation == "Clip" { return try clip(call, inputs) }
    let known = inputs.compactMap { $0 }
    guard known.count == inputs.count, let type = known.first?.type else { return nil }
    func folded(_ function: @escaping ScalarArithmetic.Binary) -> KnownArray? {
      KnownArray.combine(known, type: type) { values in
        values.dropFirst().reduce(values[0]) { type.rounded(function($0, $1)) }
      }
    }
    switch call.operation {
    case "Add", "Sum": return folded(ScalarArithmetic.add)
    case "Sub": return folded(ScalarArithmetic.subtract)
    case "Mul": return folded(ScalarArithmetic.multiply)
    case "Min": return folded { ScalarArithmetic.minimum($0, $1, judge) }
    case "Max": return folded { ScalarArithmetic.maximum($0, $1, judge) }
    case "Pow": return folded(ScalarArithmetic.power)
    case "Div":
      return folded { ScalarArithmetic.divide($0, $1, isReal: type.isReal) }
    case "Mod":
      let likeC = try call.attributes.flag("fmod")
      return folded { ScalarArithmetic.remainder($0, $1, likeC: likeC) }
    case "Where" where known.count == 3:
      return KnownArray.combine(known, type: known[1].type) { values in
        switch values[0].number {
        case nil: values[1] == values[2] ? values[1] : .unknown
        case 0?: values[2]
        default: values[1]
        }
      }
    default: return nil
    }
  }

  /// max(x, least), then min(…, greatest); either may be left out.
  private static func clip(_ call: Call, _ inputs: [KnownArray?]) throws -> KnownArray? {
    guard let value = inputs.first ?? nil else { return nil }
    let judge = call.translator.judge
    func bound(_ place: Int, _ name: StaticString) throws -> Scalar?? {
      if call.version < 11 {
        return call.attributes.has(name)
          ? .real(try call.attributes.float(name, default: 0)) : .some(nil)
      }
      guard call.optional(place) != nil else { return .some(nil) }
      guard place < inputs.count, let array = inputs[place], array.elements.count == 1 else {
        return nil
      }
      return array.elements[0]
    }
    guard let least = try bound(1, "min"), let greatest = try bound(2, "max") else { return nil }
    return value.map { element in
      let raised = least.map { ScalarArithmetic.maximum(element, $0, judge) } ?? element
      return greatest.map { ScalarArithmetic.minimum(raised, $0, judge) } ?? raised
    }
  }
}
