import RFKit

/// A network that was asked for, and how to point at its layers in the text that describes it.
struct Network {
  var graph: Graph
  /// The text that describes it and what to call the place where that stands.
  var source: (text: SourceText, name: String)?
  /// The file that it was read from, where mistakes can't be shown in its text.
  var file: String?
  /// The values of the file that depend on no input, where a name was given that may be one of them.
  var constants: [String: Shape] = [:]
  /// What the file says of its outputs, where they are those of the inputs that it says.
  var declared: [DeclaredOutput] = []
  /// The input, if it was given as a single number.
  var vector: InputShape?
  /// Whether its inputs are N×C×… by definition.
  var isChannelsFirst = false

  /// Analyses it; a mistake is shown in the text where there is one.
  func report(_ options: Report.Options) throws(Failure) -> Report {
    do throws(Diagnostic) { return try graph.report(options) } catch {
      let failure = failure(error)
      guard case .rankTooSmall = error.problem, let vector else { throw failure }
      throw .other(
        "\(failure.message)\n'--input \(vector.typed)' was read as \(vector.reading); write all sizes, as in "
          + "'3x\(vector.typed)x\(vector.typed)' for images or '3x\(vector.typed)' for sequences.",
        failure.code)
    }
  }

  func failure(_ diagnostic: Diagnostic) -> Failure {
    source.flatMap { $0.text.locate(diagnostic, in: $0.name) } ?? .diagnostic(diagnostic, in: file)
  }

  /// Says of a name that leads to no layer but to a constant that it is one.
  func requireNoConstant(_ name: String, in report: Report) throws(Failure) {
    guard report.index(of: name) == nil, let shape = constants[name] else { return }
    throw .other(
      "'\(name)' is a constant of shape \(shape): it depends on no input of the network.",
      .usage)
  }
}

/// A text in which layers can be found again.
enum SourceText {
  case layerString(LayerString)
  case graph(JSONGraph)

  func locate(_ diagnostic: Diagnostic, in name: String) -> Failure? {
    switch self {
    case .layerString(let string): string.locate(diagnostic).map { .layerString($0, in: name) }
    case .graph(let graph): graph.locate(diagnostic).map { .graph($0, in: name) }
    }
  }
}

extension Failure {
  /// `net.rf:2:5: …` with the line and a caret below it.
  static func layerString(_ error: LayerStringError, in name: String) -> Failure {
    .placed(error.reason.message, error.place, in: name)
  }

  /// `net.json:2:5: …` likewise.
  static func graph(_ error: GraphJSONError, in name: String) -> Failure {
    .placed(error.reason.message, error.place, in: name)
  }

  private static func placed(_ message: Message, _ place: TextPlace, in name: String) -> Failure {
    .other(place.message(message, in: name), .badInput)
  }

  /// `model.onnx: node 3 'conv1' (Conv): …`
  static func onnx(_ error: ONNXError, in path: String) -> Failure {
    .other("\(path): \(error)", .badInput)
  }

  /// Names and numbers that were typed are mistakes of the command line; all else is of the
  /// network, and named with the file that it was read from.
  static func diagnostic(_ diagnostic: Diagnostic, in file: String? = nil) -> Failure {
    let code: ExitCode =
      switch diagnostic.problem {
      case .unknownNode, .unitOutOfRange, .unitCount, .pixelOutOfRange, .inputShapesGiven: .usage
      default: .badInput
      }
    let text = diagnostic.message
    if let file, code == .badInput { return .other("\(file): \(text)", code) }
    return .other(diagnostic.location == .graph ? text.sentence : text, code)
  }
}

extension Network {
  /// The first of the outputs that the file declares otherwise than its nodes make them.
  func declaredOtherwise(in report: Report) -> Warning? {
    let made = Dictionary(
      graph.outputs.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    var clashes: [(output: DeclaredOutput, made: Shape)] = []
    for output in declared {
      guard let value = made[output.name],
        let shape = report.layers[value.node].outputs[value.output].shape.value,
        output.contradicts(shape)
      else { continue }
      clashes.append((output, shape))
    }
    return clashes.first.map {
      .declaredOtherwise($0.output, made: $0.made, others: clashes.count - 1)
    }
  }
}
