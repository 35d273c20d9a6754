import ConvArithmetic
public import Escaping
import LayerGraph

/// Why a file can't be read as an ONNX model: what, where, both values that clash, what to do.
public struct ONNXError: Error, Hashable, Sendable, MessageConvertible {
  public let place: Place
  /// What is wrong and what to do.
  public let fault: Message
  /// Whether a layer doesn't fit what it reads.
  let isMisfit: Bool

  public enum Place: Hashable, Sendable {
    case file
    /// A byte of the file, counted from 0.
    case offset(Int)
    /// A node of the graph, counted from 0.
    case node(name: String, operation: String, index: Int)
    /// An input, output or initializer.
    case value(String)
  }

  public var message: Message { place.text.map { "\($0): \(fault)" } ?? fault }

  init(_ place: Place, _ reason: Reason) {
    self.place = place
    fault = reason.text
    isMisfit = if case .problem(let problem) = reason { problem.isMisfit } else { false }
  }

  init(_ error: WireError) {
    self.init(.offset(error.offset), .wire(error))
  }

  init(_ place: Place, _ problem: ImportProblem) {
    self.place = place
    fault = problem.text
    isMisfit = if case .invalid(let problem) = problem { problem.isMisfit } else { false }
  }
}

extension Problem {
  /// Whether shapes contradict each other, whatever the open sizes are, and not our bounds.
  var isMisfit: Bool {
    switch self {
    case .rankTooSmall, .rankDiffers, .channelsDiffer, .featuresDiffer, .shapesDontBroadcast,
      .concatDiffers, .partsDontAddUp, .elementsDiffer, .cannotInfer, .sizesDiffer, .squeezeNotOne,
      .innerSizesDiffer:
      true
    default: false
    }
  }
}

extension ONNXError.Place {
  /// Nil for the file as a whole.
  var text: Message? {
    switch self {
    case .file: nil
    case .offset(let offset): "byte \(offset)"
    case .node(let name, let operation, let index):
      name.isEmpty ? "node \(index) (\(operation))" : "node \(index) '\(name)' (\(operation))"
    case .value(let name): "'\(name)'"
    }
  }
}

extension ONNXError {
  enum Reason {
    case wire(WireError)
    /// What it is instead, or why it can't be one.
    case noModel(Message)
    case noGraph
    case noOperator
    case format(Int)
    case operatorSet(Int)
    case noSuchSet(Int)
    case noOperatorSet
    case undefined(String)
    /// The name, and what has it already.
    case defined(String, by: Message)
    case initializerTwice(String, at: Int)
    case inputTwice
    /// Of how many.
    case inputWithoutShape(name: String, isOnly: Bool)
    case cycle(String)
    case functionTwice(String, at: Int)
    case functionCallsItself(String)
    /// Nil past 64 bits.
    case tooManyNodes(Int?, greatest: Int)
    case functionsTooDeep(Int)
    case tooManyFunctionBytes(Int)
    case tooManyParts(Int)
    case tooManySequenceValues(Int)
    case arithmetic(ArithmeticError)
    case problem(Problem)
    case tensorSize([Int])
    case elementType(Int)
    case sizeZero(Int, String)
    case noOutput
    case noSuchValue(String)
    case inputUnknown(String, [String])
    case inputRank(given: Shape, declared: Int)

    var text: Message {
      switch self {
      case .wire(let error): error.message
      case .noModel(let reason): "this is no ONNX file: \(reason)"
      case .noGraph: "there is no graph in this file; is it an ONNX model?"
      case .noOperator: "the node names no operator"
      case .format(let version):
        "the file is of IR version \(version), but only 1 to \(ONNXModel.newestFormat) are known; "
          + "write it with an older onnx"
      case .operatorSet(let version):
        "the model uses operator set \(version), but sets before 7 mean other things by the same "
          + "names; convert it with onnx.version_converter to 7 or later"
      case .noSuchSet(let version):
        "the model uses operator set \(version), but only "
          + "\(ONNXModel.operatorSets.lowerBound) to \(ONNXModel.operatorSets.upperBound) are known; export it for one of these"
      case .noOperatorSet: "the model doesn't say which operator set it uses (opset_import)"
      case .undefined(let name):
        "it reads '\(name)', which no node makes and which is neither an input nor an initializer"
      case .defined(let name, let other): "it makes '\(name)'\(other); names must differ"
      case .initializerTwice(let name, let other):
        "the initializer '\(name)' is called as the one at byte \(other); names must differ"
      case .inputWithoutShape(let name, let isOnly):
        isOnly
          ? "it has no shape: give --input, such as --input 1x3x224x224"
          : "it has no shape: give --input, such as --input \(name)=1x3x224x224"
      case .inputTwice: "two inputs are called so; names must differ"
      case .cycle(let name): "the value '\(name)' depends on itself"
      case .functionTwice(let name, let other):
        "the function '\(name)' is called as the one at byte \(other); name, domain or overload must "
          + "differ"
      case .functionCallsItself(let name):
        "it calls '\(name)', which leads to this call again; functions can't call themselves"
      case .tooManyNodes(let count, let limit):
        "functions unfold to \(count.map { "\($0)" } ?? "more than \(Int.max)" as Message) nodes, but at most "
          + "\(limit) are read; call them less often"
      case .functionsTooDeep(let limit): "functions call each other more than \(limit) deep"
      case .tooManyFunctionBytes(let limit):
        "functions unfold to more than \(limit) bytes of names and settings; call them less often"
      case .tooManyParts(let limit):
        "constants are made of more than \(limit) others, counted for each and at each use; join fewer"
      case .tooManySequenceValues(let limit):
        "sequences hand on more than \(limit) values; use them less often"
      case .arithmetic(.tooLarge): "a number gets too large for 64 bits"
      case .arithmetic(let error): "\(error)"
      case .problem(let problem): problem.message
      case .tensorSize(let dims):
        "dimensions \(dims.map { "\($0)" }.joined(separator: "×") as Message) are not those of a tensor"
      case .elementType(let number):
        "its type (elem_type) is \(number), which isn't known; they go from 1 to \(TensorEncoding.last)"
      case .sizeZero(let dimension, let shape):
        "dimension \(dimension) of \(shape) is 0, so that it holds nothing; give the sizes that are "
          + "meant with --input NAME=SHAPE"
      case .noOutput: "the graph has no output"
      case .noSuchValue(let name): "there is no value or node '\(name)'"
      case .inputUnknown(let name, let inputs):
        "there is no input '\(name)'; the inputs are "
          + inputs.map { "'\($0)'" }.listed(atMost: Message.longestList)
      case .inputRank(let given, let declared):
        "\(given) has \(given.rank) \(given.rank == 1 ? "dimension" : "dimensions"), but the file "
          + "declares \(declared)"
      }
    }
  }
}

extension ImportProblem {
  var text: Message {
    switch self {
    case .inputMissing(let index): "input \(index) is missing"
    case .tooMany(let what, let given, let greatest):
      "it has \(given) \(what), but its function only \(greatest)"
    case .branchOutputs(let given, let greatest):
      "it has \(given) outputs, but a branch of it only \(greatest)"
    case .inputTwice(let name): "two inputs of its function are called '\(name)'; names must differ"
    case .attribute(let name, let problem): "attribute '\(name)': \(problem)"
    case .attributeMissing(let name): "attribute '\(name)' is missing"
    case .attributeKind(let name, let given, let needed):
      "attribute '\(name)' is \(given), but must be \(needed)"
    case .input(let index, let problem): "input \(index): \(problem)"
    case .listsDiffer(let first, let count, let second, let other):
      "'\(first)' has \(count) entries, but '\(second)' \(other)"
    case .invalid(let problem): problem.message
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
