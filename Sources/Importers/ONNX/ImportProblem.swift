import ConvArithmetic
import Escaping
import LayerGraph

/// Why a node could not be read as an operator of ours; `ONNXError` says it with the place.
enum ImportProblem: Error {
  case inputMissing(Int)
  case attribute(String, Message)
  case attributeMissing(String)
  /// An attribute is not of the kind that its operator has.
  case attributeKind(String, given: String, needed: String)
  /// What an input holds can't be what the operator asks for.
  case input(Int, Message)
  case listsDiffer(String, Int, String, Int)
  case invalid(Problem)
  /// A call has more inputs or outputs than its function.
  case tooMany(String, Int, Int)
  /// A node has more outputs than its branch.
  case branchOutputs(Int, Int)
  /// Two inputs of a function are called the same.
  case inputTwice(String)
  /// A layer's own numbers aren't one for each of its channels.
  case notPerChannel(String, Shape, channels: Dim)
  /// A layer's own numbers can't be spread over what it reads.
  case notSpread(String, Shape, over: Shape)
  /// Settings or sizes are computed from the network's data: what comes out is unknown.
  case dataDependent(Int)
  /// A shape before it is unknown.
  case shapeUnknown
  /// Nobody knows this operator.
  case unsupported
}
