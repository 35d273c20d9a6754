/// An operator of an embedding program: a name and its own rules, used by every analysis like ours.
public struct Custom: OperatorPayload {
  public var kind: String
  public var arity: ClosedRange<Int>
  public var outputCount: Int
  public var rules: any OperatorRules

  /// Two custom operators are equal when their kinds are: give different rules different names.
  public init(
    kind: String, arity: ClosedRange<Int> = 1...1, outputCount: Int = 1, rules: any OperatorRules
  ) {
    self.kind = kind
    self.arity = arity
    self.outputCount = outputCount
    self.rules = rules
  }

  public var summary: String { "" }
  public func validate() throws(Problem) { try requireOutputs(outputCount) }

  public static func == (first: Custom, second: Custom) -> Bool {
    first.kind == second.kind && first.arity == second.arity
      && first.outputCount == second.outputCount
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(kind)
    hasher.combine(arity)
    hasher.combine(outputCount)
  }
}
