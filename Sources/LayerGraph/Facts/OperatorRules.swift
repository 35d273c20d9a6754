/// What an operator means, in facts about one application of it. Every pass is built from these and
/// from nothing else. No rule has a default: an operator that forgot one would report a wrong number.
///
/// Rules may throw `Problem` (the graph is wrong), `ArithmeticError` (the number is too large) and
/// `UnknownReason` (the fact can't be had).
public protocol OperatorRules: Sendable {
  /// The shapes of the outputs, from shapes that are known.
  func outputShapes(of inputs: [Shape], requirements: inout Requirements) throws -> [Shape]

  /// How output `output` reads each input: one route for each dimension of the input.
  func routes(output: Int, _ site: Site) throws -> [[Route]]

  /// The numbers that are learned or stored.
  func parameters(_ site: Site) throws -> ParameterCounts

  /// The arithmetic of one forward pass.
  func work(_ site: Site) throws -> Work
}
