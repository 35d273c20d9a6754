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

  /// How its numbers are worked out, in formulas that people read.
  func workings(_ site: Site) throws -> Workings

  /// What it does to numbers that are added all over the map, one for each place along a dimension, as a bias is.
  func shift(_ site: Site) throws -> LearnedShift

  /// Whether numbers may be learned or stored here. What holds none adds none where its shapes are unknown.
  var mayHoldNumbers: Bool { get }

  /// What its work is at least known to leave out where shapes are unknown.
  var mayCompute: PossibleWork { get }
}

/// What an operator may do, whatever its shapes.
public enum PossibleWork: Hashable, Sendable {
  /// It only moves numbers.
  case nothing
  /// It has no multiply-accumulates.
  case others
  case anything
}

/// Whoever says nothing of it leaves totals unknown where shapes are, which is never wrong.
///
/// Numbers of which no formula is told are told without one, which is never wrong either.
extension OperatorRules {
  public func workings(_ site: Site) throws -> Workings { .untold }
  public var mayHoldNumbers: Bool { true }
  public var mayCompute: PossibleWork { .anything }
}
