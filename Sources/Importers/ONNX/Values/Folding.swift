import ConvArithmetic

/// Computes what shape computations compute, on the elements: the operators that exporters put between
/// `Shape` and `Reshape`. Sizes stay formulas. Nil: nothing is known of the elements.
enum Folding {
  /// The result of an operator with one output whose inputs are all known.
  static func fold(_ call: Call, _ inputs: [KnownArray?]) throws -> KnownArray? {
    if let function = unary[call.operation], let only = inputs.first ?? nil, inputs.count == 1 {
      return only.map(function)
    }
    if let function = comparisons[call.operation], let pair = pair(inputs) {
      return KnownArray.combine(pair, type: .bool) { truth(function($0[0], $0[1])) }
    }
    if let result = arithmetic(call, inputs) { return result }
    return try moving(call, inputs)
  }

  private static let unary: [String: @Sendable (Scalar) -> Scalar] = [
    "Neg": { ScalarArithmetic.subtract(.integer(0), $0) },
    "Floor": { ScalarArithmetic.floor($0) },
    "Ceil": { ScalarArithmetic.ceil($0) },
    "Not": { $0 == .unknown ? .unknown : .integer($0.number == 0 ? 1 : 0) },
    "Abs": { absolute($0) },
    "Sqrt": { $0.number.map { .real($0.squareRoot()) } ?? .unknown },
    "Reciprocal": { ScalarArithmetic.divide(.integer(1), $0, isReal: true) },
    "Round": { $0.number.map { .real($0.rounded(.toNearestOrEven)) } ?? .unknown },
  ]

  private static func absolute(_ value: Scalar) -> Scalar {
    switch ScalarArithmetic.isLess(value, .integer(0)) {
    case true?: ScalarArithmetic.subtract(.integer(0), value)
    case false?: value
    case nil: .unknown
    }
  }

  private static let comparisons: [String: @Sendable (Scalar, Scalar) -> Bool?] = [
    "Equal": { ScalarArithmetic.isEqual($0, $1) },
    "Less": { ScalarArithmetic.isLess($0, $1) },
    "Greater": { ScalarArithmetic.isLess($1, $0) },
    "LessOrEqual": { ScalarArithmetic.isLess($1, $0).map { !$0 } },
    "GreaterOrEqual": { ScalarArithmetic.isLess($0, $1).map { !$0 } },
    "And": { both($0, $1).map { $0 && $1 } },
    "Or": { both($0, $1).map { $0 || $1 } },
    "Xor": { both($0, $1).map { $0 != $1 } },
  ]

  private static func both(_ a: Scalar, _ b: Scalar) -> (Bool, Bool)? {
    guard let x = a.number, let y = b.number else { return nil }
    return (x != 0, y != 0)
  }

  private static func truth(_ value: Bool?) -> Scalar {
    value.map { .integer($0 ? 1 : 0) } ?? .unknown
  }

  private static func pair(_ inputs: [KnownArray?]) -> [KnownArray]? {
    let known = inputs.compactMap { $0 }
    return known.count == 2 && inputs.count == 2 ? known : nil
  }

  private static func arithmetic(_ call: Call, _ inputs: [KnownArray?]) -> KnownArray? {
    let known = inputs.compactMap { $0 }
    guard known.count == inputs.count, let type = known.first?.type else { return nil }
    func folded(_ function: @escaping ScalarArithmetic.Binary) -> KnownArray? {
      KnownArray.combine(known, type: type) { values in
        values.dropFirst().reduce(values[0], function)
      }
    }
    switch call.operation {
    case "Add", "Sum": return folded(ScalarArithmetic.add)
    case "Sub": return folded(ScalarArithmetic.subtract)
    case "Mul": return folded(ScalarArithmetic.multiply)
    case "Min": return folded(ScalarArithmetic.minimum)
    case "Max": return folded(ScalarArithmetic.maximum)
    case "Pow": return folded(ScalarArithmetic.power)
    case "Div":
      return folded { ScalarArithmetic.divide($0, $1, isReal: type.isReal) }
    case "Mod":
      let likeC = call.attributes.flag("fmod")
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
}
