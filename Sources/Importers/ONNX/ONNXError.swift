import ConvArithmetic
import LayerGraph

/// Why a file can't be read as an ONNX model: what, where, both values that clash, what to do.
public struct ONNXError: Error, Hashable, Sendable, CustomStringConvertible {
  public let place: Place
  /// What is wrong and what to do.
  public let message: String

  public enum Place: Hashable, Sendable {
    case file
    /// A byte of the file, counted from 0.
    case offset(Int)
    /// A node of the graph, counted from 0.
    case node(name: String, operation: String, index: Int)
    /// An input, output or initializer.
    case value(String)
  }

  public var description: String {
    switch place {
    case .file: message
    case .offset(let offset): "byte \(offset): \(message)"
    case .node(let name, let operation, let index):
      name.isEmpty
        ? "node \(index) (\(operation)): \(message)"
        : "node \(index) '\(name)' (\(operation)): \(message)"
    case .value(let name): "'\(name)': \(message)"
    }
  }

  init(_ place: Place, _ reason: Reason) {
    self.place = place
    message = reason.text
  }

  init(_ error: WireError) {
    self.init(.offset(error.offset), .wire(error))
  }

  init(_ place: Place, _ problem: ImportProblem) {
    self.place = place
    message = problem.text
  }
}

extension ONNXError {
  enum Reason {
    case wire(WireError)
    case noGraph
    case noOperator
    case notFromONNX
    case operatorSet(Int)
    case noOperatorSet
    case undefined(String)
    case defined(String)
    case cycle(String)
    case tooManyNodes(Int)
    case functionsTooDeep(Int)
    case arithmetic(ArithmeticError)
    case problem(Problem)
    case tensorSize([Int])
    case notTensor
    case noShape
    case sizeNegative(Int)
    case noOutput
    case inputUnknown(String, [String])
    case inputRank(given: Shape, declared: Int)
    case inputSize(given: Dim, declared: Int, dimension: Int)

    var text: String {
      switch self {
      case .wire(let error): error.description
      case .noGraph: "there is no graph in this file; is it an ONNX model?"
      case .noOperator: "the node names no operator"
      case .notFromONNX: "this is no ONNX model; the file begins otherwise"
      case .operatorSet(let version):
        "the model uses operator set \(version), but sets before 7 mean other things by the same "
          + "names; convert it with onnx.version_converter to 7 or later"
      case .noOperatorSet: "the model doesn't say which operator set it uses (opset_import)"
      case .undefined(let name):
        "it reads '\(name)', which no node makes and which is neither an input nor an initializer"
      case .defined(let name): "it makes '\(name)', which is made already; names must differ"
      case .cycle(let name): "the value '\(name)' depends on itself"
      case .tooManyNodes(let limit): "functions unfold to more than \(limit) nodes"
      case .functionsTooDeep(let limit): "functions call each other more than \(limit) deep"
      case .arithmetic(.tooLarge): "a number gets too large for 64 bits"
      case .arithmetic(let error): "\(error)"
      case .problem(let problem): problem.description
      case .tensorSize(let dims):
        "dimensions \(dims.map(String.init).joined(separator: "×")) are not those of a tensor"
      case .notTensor: "it is no tensor; sequences, maps and optionals aren't analysed"
      case .noShape: "its shape is not declared; give it with --input NAME=SHAPE"
      case .sizeNegative(let size): "a size is \(size), but every size must be at least 1"
      case .noOutput: "the graph has no output"
      case .inputUnknown(let name, let inputs):
        "there is no input '\(name)'; the inputs are "
          + inputs.map { "'\($0)'" }.joined(separator: ", ")
      case .inputRank(let given, let declared):
        "\(given) has \(given.rank) \(given.rank == 1 ? "dimension" : "dimensions"), but the file "
          + "declares \(declared)"
      case .inputSize(let given, let declared, let dimension):
        "dimension \(dimension) is \(given), but the file fixes it at \(declared)"
      }
    }
  }
}

extension ImportProblem {
  var text: String {
    switch self {
    case .inputMissing(let index): "input \(index) is missing"
    case .attribute(let name, let problem): "attribute '\(name)': \(problem)"
    case .attributeMissing(let name): "attribute '\(name)' is missing"
    case .listsDiffer(let first, let count, let second, let other):
      "'\(first)' has \(count) entries, but '\(second)' \(other)"
    case .invalid(let problem): problem.description
    case .notPerChannel(let what, let shape, let channels):
      "the \(what) is \(shape), but must be \(channels), a number for each channel; give it that many"
    case .notSpread(let what, let shape, let input):
      "the \(what) is \(shape), which can't be spread over \(input); give it sizes that are 1 or the "
        + "input's, counted from the last"
    case .dataDependent(let index): "input \(index) is computed from the network's data"
    case .shapeUnknown: "the shape of an input is unknown"
    case .unsupported: "the operator is unknown"
    }
  }
}
