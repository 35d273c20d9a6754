/// Computes what operators make of constants, on the elements: what exporters put between `Shape` and
/// `Reshape`, and the grids, masks and tables of places that networks keep. Sizes stay formulas.
enum Folding {
  /// The outputs of an operator from what is known of its inputs; nil, or missing, where nothing is known of
  /// an output.
  typealias Rule = @Sendable (Call, [KnownArray?]) throws -> [KnownArray?]

  /// By the operators' names.
  static let rules: [String: Rule] = [
    elementRules, reshapingRules, pickingRules, placingRules, reducingRules, orderingRules,
  ].reduce(into: [:]) { all, group in all.merge(group) { first, _ in first } }

  /// What a node makes of constants, as the types of its outputs hold it.
  static func fold(
    _ call: Call, _ inputs: [KnownArray?], by rule: Rule
  ) throws -> [KnownArray?] {
    try rule(call, inputs).map { $0?.rounded() }
  }

  /// Whether it computes elements of several values with each other.
  static func combines(_ operation: String) -> Bool {
    switch operation {
    case "Add", "Sum", "Sub", "Mul", "Min", "Max", "Pow", "Div", "Mod", "Mean", "Where": true
    default: false
    }
  }

  // MARK: Kinds of rules

  /// Of one output, from a first input that is known and others that may be.
  static func ofFirst(
    _ body: @escaping @Sendable (Call, KnownArray, [KnownArray?]) throws -> KnownArray?
  ) -> Rule {
    { call, inputs in
      guard let first = inputs.first ?? nil else { return [] }
      return [try body(call, first, inputs)]
    }
  }

  /// Of one output, from inputs that are all known and there.
  static func ofAll(
    _ body: @escaping @Sendable (Call, [KnownArray]) throws -> KnownArray?
  ) -> Rule {
    { call, inputs in
      let known = inputs.compactMap { $0 }
      return known.isEmpty || known.count != inputs.count ? [] : [try body(call, known)]
    }
  }

  /// As above, of two inputs.
  static func ofTwo(
    _ body: @escaping @Sendable (Call, KnownArray, KnownArray) throws -> KnownArray?
  ) -> Rule {
    ofAll { call, known in known.count == 2 ? try body(call, known[0], known[1]) : nil }
  }

  /// A dimension that may count from the end; nil when there is none.
  static func place(_ axis: Int, _ rank: Int) -> Int? {
    let place = axis < 0 ? axis &+ rank : axis
    return (0..<rank).contains(place) ? place : nil
  }

  /// The dimension that an attribute names.
  static func axis(
    of call: Call, rank: Int, default missing: Int = 0
  ) throws(ImportProblem) -> Int? {
    place(try call.attributes.int("axis", default: missing), rank)
  }
}
