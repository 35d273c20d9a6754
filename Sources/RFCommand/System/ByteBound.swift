/// How many bytes of what are read: the one home of these bounds. What is read whole takes memory in
/// proportion, and a device or a pipe need not end.
public enum ByteBound: Hashable, Sendable, CaseIterable {
  case layerString, document, graph, model, standardInput

  /// The most bytes of a regular file. A model is looked at where it lies and has none.
  var ofFile: Int {
    switch self {
    case .layerString: 16 << 20
    case .document: 64 << 20
    case .graph, .standardInput: 512 << 20
    case .model: .max
    }
  }

  /// The most bytes of what is no regular file and may never end.
  var ofStream: Int {
    switch self {
    case .layerString: 16 << 20
    case .document, .graph: 64 << 20
    case .model, .standardInput: 256 << 20
    }
  }

  func limit(isRegular: Bool) -> Int { isRegular ? ofFile : ofStream }

  /// What is read.
  var name: String {
    switch self {
    case .layerString: "a layer string"
    case .document: "a document"
    case .graph: "a graph"
    case .model: "an ONNX model"
    case .standardInput: "standard input"
    }
  }

  /// The bounds of what names a network, for its help.
  static var filesSummary: String {
    let files = [layerString, graph].map { "\($0.ofFile >> 20) MiB of \($0.name)" }
    return "At most \(files.joined(separator: " and ")) are read; a model has no bound."
  }

  static var streamsSummary: String {
    let streams = [layerString, graph, model].map { "\($0.ofStream >> 20) MiB of \($0.name)" }
    return "At most \(streams.joined(separator: ", ")) are read, and "
      + "\(standardInput.ofStream >> 20) MiB of standard input."
  }
}
