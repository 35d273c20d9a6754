import RFKit

/// A network that was asked for, and how to point at its layers in the text that describes it.
struct Network {
  var graph: Graph
  /// The text of a layer string and what to call the place where it stands.
  var source: (string: LayerString, name: String)?
  /// Whether `--input` was heeded while it was read.
  var hasInputs = false

  /// Analyses it; a mistake is shown in the text where there is one.
  func report(_ options: Report.Options) throws(Failure) -> Report {
    do throws(Diagnostic) { return try graph.report(options) } catch {
      throw failure(error)
    }
  }

  func failure(_ diagnostic: Diagnostic) -> Failure {
    if let source, let located = source.string.locate(diagnostic) {
      return .layerString(located, in: source.name)
    }
    return .diagnostic(diagnostic)
  }
}

extension Failure {
  /// `net.rf:2:5: …` with the line and a caret below it.
  static func layerString(_ error: LayerStringError, in name: String) -> Failure {
    let place = error.place
    return .other(
      "\(name):\(place.line):\(place.column): \(error.message)\n\(place.excerpt)", .badInput)
  }

  /// `model.onnx: node 3 'conv1' (Conv): …`
  static func onnx(_ error: ONNXError, in path: String) -> Failure {
    .other("\(path.visible): \(error.description.visible)", .badInput)
  }

  /// Names and numbers that were typed are mistakes of the command line; all else is of the
  /// network.
  static func diagnostic(_ diagnostic: Diagnostic) -> Failure {
    let code: ExitCode =
      switch diagnostic.problem {
      case .unknownNode, .unitOutOfRange, .unitCount, .pixelOutOfRange, .inputShapesGiven: .usage
      default: .badInput
      }
    let text = diagnostic.description.visible
    return .other(diagnostic.location == .graph ? text.sentence : text, code)
  }
}
