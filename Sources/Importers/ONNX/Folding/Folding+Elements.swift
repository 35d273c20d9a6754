import ConvArithmetic

extension Folding {
  /// Element by element.
  static let elementRules: [String: Rule] = {
    var rules: [String: Rule] = unary.mapValues { function in
      ofAll { call, known in
        known.count == 1 ? known[0].map { function($0, call.translator.judge) } : nil
      }
    }
    for (operation, function) in truths {
      rules[operation] = ofTwo { call, a, b in
        KnownArray.combine([a, b], type: .bool) {
          truth(function($0[0], $0[1], call.translator.judge))
        }
      }
    }
    for (operation, function) in binary {
      rules[operation] = ofAll { call, known in
        combine(known) { function($0, $1, call.translator.judge) }
      }
    }
    rules["Div"] = ofTwo { _, a, b in
      combine([a, b]) { ScalarArithmetic.divide($0, $1, isReal: a.type.isReal) }
    }
    rules["Mod"] = ofTwo { call, a, b in
      let likeC = try call.attributes.flag("fmod")
      return combine([a, b]) {
        if let size = $1.integer, size.constant == nil {
          return ScalarArithmetic.remainder(
            $0, byOpen: size, likeC: likeC, call.translator.judge)
        }
        return ScalarArithmetic.remainder($0, $1, likeC: likeC)
      }
    }
    rules["Mean"] = ofAll { _, known in
      combine(known, ScalarArithmetic.add)?.map {
        ScalarArithmetic.divide($0, .integer(Dim(known.count)), isReal: true)
      }
    }
    rules["BitShift"] = ofTwo { call, a, b in
      let isLeft = try call.attributes.string("direction") == "LEFT"
      return combine([a, b]) { ScalarArithmetic.shift($0, $1, left: isLeft) }
    }
    rules["IsInf"] = ofAll { call, known in
      let (low, high) = (
        try call.attributes.int("detect_negative", default: 1) != 0,
        try call.attributes.int("detect_positive", default: 1) != 0
      )
      return known[0].map(as: .bool) {
        truth($0.number.map { $0.isInfinite && ($0 < 0 ? low : high) })
      }
    }
    rules["IsNaN"] = ofAll { _, known in
      known[0].map(as: .bool) { truth($0.number.map(\.isNaN)) }
    }
    rules["Where"] = ofAll { _, known in known.count == 3 ? select(known) : nil }
    rules["Clip"] = ofFirst { call, value, inputs in try clip(call, value, inputs) }
    return rules
  }()

  private static let unary: [String: @Sendable (Scalar, SizeJudge) -> Scalar] = [
    "Neg": { value, _ in ScalarArithmetic.subtract(.integer(0), value) },
    "Floor": { value, _ in ScalarArithmetic.floor(value) },
    "Ceil": { value, _ in ScalarArithmetic.ceil(value) },
    "Round": { value, _ in ScalarArithmetic.round(value) },
    "Not": { value, _ in truth(value.number.map { $0 == 0 }) },
    "Abs": { absolute($0, $1) },
    "Sign": { sign($0, $1) },
    "Relu": { ScalarArithmetic.maximum($0, .integer(0), $1) },
    "Sqrt": { value, _ in value.number.map { .real($0.squareRoot()) } ?? .unknown },
    "Reciprocal": { value, _ in ScalarArithmetic.divide(.integer(1), value, isReal: true) },
    "BitwiseNot": { value, _ in
      value.integer?.constant.map { .integer(.constant(~$0)) } ?? .unknown
    },
  ]

  private static func absolute(_ value: Scalar, _ judge: SizeJudge) -> Scalar {
    switch ScalarArithmetic.isLess(value, .integer(0), judge) {
    case true?: ScalarArithmetic.subtract(.integer(0), value)
    case false?: value
    case nil: .unknown
    }
  }

  private static func sign(_ value: Scalar, _ judge: SizeJudge) -> Scalar {
    guard value.number?.isNaN != true,
      let isNegative = ScalarArithmetic.isLess(value, .integer(0), judge)
    else { return .unknown }
    if isNegative { return .integer(-1) }
    return truth(ScalarArithmetic.isLess(.integer(0), value, judge))
  }

  private static let binary: [String: @Sendable (Scalar, Scalar, SizeJudge) -> Scalar] = [
    "Add": { a, b, _ in ScalarArithmetic.add(a, b) },
    "Sum": { a, b, _ in ScalarArithmetic.add(a, b) },
    "Sub": { a, b, _ in ScalarArithmetic.subtract(a, b) },
    "Mul": { a, b, _ in ScalarArithmetic.multiply(a, b) },
    "Pow": { a, b, _ in ScalarArithmetic.power(a, b) },
    "Min": { ScalarArithmetic.minimum($0, $1, $2) },
    "Max": { ScalarArithmetic.maximum($0, $1, $2) },
    "BitwiseAnd": { a, b, _ in ScalarArithmetic.bits(a, b, &) },
    "BitwiseOr": { a, b, _ in ScalarArithmetic.bits(a, b, |) },
    "BitwiseXor": { a, b, _ in ScalarArithmetic.bits(a, b, ^) },
  ]

  private static let truths: [String: @Sendable (Scalar, Scalar, SizeJudge) -> Bool?] = [
    "Equal": { ScalarArithmetic.isEqual($0, $1, $2) },
    "Less": { ScalarArithmetic.isLess($0, $1, $2) },
    "Greater": { ScalarArithmetic.isLess($1, $0, $2) },
    "LessOrEqual": { isAtMost($0, $1, $2) },
    "GreaterOrEqual": { isAtMost($1, $0, $2) },
    "And": { a, b, _ in both(a, b).map { $0 && $1 } },
    "Or": { a, b, _ in both(a, b).map { $0 || $1 } },
    "Xor": { a, b, _ in both(a, b).map { $0 != $1 } },
  ]

  /// Of what is no number nothing is true.
  private static func isAtMost(_ a: Scalar, _ b: Scalar, _ judge: SizeJudge) -> Bool? {
    if a.number?.isNaN == true || b.number?.isNaN == true { return false }
    return ScalarArithmetic.isLess(b, a, judge).map { !$0 }
  }

  private static func both(_ a: Scalar, _ b: Scalar) -> (Bool, Bool)? {
    guard let x = a.number, let y = b.number else { return nil }
    return (x != 0, y != 0)
  }

  static func truth(_ value: Bool?) -> Scalar {
    value.map { .integer($0 ? 1 : 0) } ?? .unknown
  }

  /// One after the other, each result as the type of the first holds it.
  private static func combine(
    _ arrays: [KnownArray], _ function: @escaping ScalarArithmetic.Binary
  ) -> KnownArray? {
    let type = arrays[0].type
    return KnownArray.combine(arrays, type: type) { values in
      values.dropFirst().reduce(values[0]) { type.rounded(function($0, $1)) }
    }
  }

  private static func select(_ known: [KnownArray]) -> KnownArray? {
    KnownArray.combine(known, type: known[1].type) { values in
      switch values[0].number {
      case nil: values[1] == values[2] ? values[1] : .unknown
      case 0?: values[2]
      default: values[1]
      }
    }
  }

  /// max(x, least), then min(…, greatest); either may be left out.
  private static func clip(
    _ call: Call, _ value: KnownArray, _ inputs: [KnownArray?]
  ) throws -> KnownArray? {
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
