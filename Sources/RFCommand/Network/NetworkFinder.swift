import RFKit

/// Finds the network that a command line names: in the zoo, on the line itself, in a file, or on
/// standard input.
struct NetworkFinder {
  let arguments: Arguments
  let context: Context

  func source() throws(Failure) -> NetworkSource {
    let source = try named()
    if case .zoo = source { return source }
    try refuseSettings()
    return source
  }

  private func named() throws(Failure) -> NetworkSource {
    if arguments.operands.count > 1 { throw .usage(severalOperands) }
    if let chain = arguments[.layers] {
      if let name = arguments.operands.first { throw .usage(.bothNetworkAndLayers(name)) }
      return .layerString(chain, .commandLine)
    }
    guard let name = arguments.operands.first else {
      throw .usage(.missingOperand(arguments.subcommand))
    }
    return try named(name)
  }

  /// What stands before a network and is none was meant to be a subcommand.
  private var severalOperands: UsageError {
    let first = arguments.operands[0]
    let isNetwork =
      first.isPath || (try? Zoo.model(first)) != nil || first == "-"
      || (try? context.kind(of: first)) != nil
    return isNetwork || arguments.subcommand != .network
      ? .unexpectedOperands(Array(arguments.operands.dropFirst())) : .unknownSubcommand(first)
  }

  /// A name of the zoo wins over a file; a path is always a file.
  private func named(_ name: String) throws(Failure) -> NetworkSource {
    if name == "-" { return try standardInput() }
    if name.isPath { return try file(name, []) }
    let settings = try ModelSettings(arguments)
    do throws(ZooError) { return .zoo(try Zoo.model(name, settings)) } catch {
      if case .unknownModel(_, let suggestions) = error { return try file(name, suggestions) }
      throw .zoo(error)
    }
  }

  /// - Parameter suggestions: the networks that may have been meant instead.
  private func file(
    _ path: String, _ suggestions: [String]
  ) throws(Failure) -> NetworkSource {
    let format = InputFormat(path: path)
    guard let kind = try context.kind(of: path) else {
      let isPath = path.contains("/") && suggestions.isEmpty
      if isPath || format != nil { throw .file(.missing(path)) }
      let meant: Message = NearestName.list(suggestions).map { " Did you mean \($0)?" } ?? ""
      throw .other(
        "There is no network '\(path)', and no such file.\(meant)"
          + " 'rfcalc models' lists the networks of the zoo.", .noInput)
    }
    if kind == .folder { throw try folder(path) }
    try requireOtherOutput(than: path)
    switch format {
    case .layerString:
      let bytes = try context.read(path, within: .layerString)
      return .layerString(try utf8(bytes, of: path), .file(path))
    case .graph: return .graph(try context.read(path, within: .graph), .file(path))
    case .onnx: return .onnx(path)
    case nil:
      if let foreign = ForeignFormat(path: path) { throw .other(foreign.message(path), .badInput) }
      throw .other(
        "'\(path)' is not in a format that rfcalc reads; it reads ONNX models (.onnx), "
          + "graphs (.json) and layer strings (.rf).", .badInput)
    }
  }

  /// TensorFlow saves networks as folders.
  private func folder(_ path: String) throws(Failure) -> Failure {
    guard try context.kind(of: path + "/saved_model.pb") != nil else {
      return .file(.isFolder(path))
    }
    return .other(
      "'\(path)' is a network that TensorFlow saved; export it with tf2onnx: "
        + ForeignFormat.savedModel(path), .badInput)
  }

  /// What is written takes the place of the file, and the network would be gone.
  private func requireOtherOutput(than input: String) throws(Failure) {
    guard let output = arguments.outputFile, context.isSameFile(input, as: output) else { return }
    throw .usage(.outputIsInput(output))
  }

  private func standardInput() throws(Failure) -> NetworkSource {
    if context.isDocument {
      throw .other("A document can't have standard input ('-') in it; name a file.", .usage)
    }
    try requireOtherOutput(than: "/dev/stdin")
    let bytes = try context.readStandardInput(within: .standardInput)
    // No layer string begins with a brace.
    if bytes.first(where: { !Self.blanks.contains($0) }) == UInt8(ascii: "{") {
      return .graph(bytes, .standardInput)
    }
    if Self.isBinary(bytes) { return .onnxBytes(bytes, .standardInput) }
    return .layerString(
      try utf8(bytes, of: NetworkSource.Place.standardInput.name), .standardInput)
  }

  /// Whether the beginning can't be a layer string: it has control characters, as every model has.
  private static func isBinary(_ bytes: [UInt8]) -> Bool {
    bytes.prefix(1 << 12).contains { $0 < 0x20 && !(0x09...0x0D).contains($0) }
  }

  /// White space, and the bytes of a byte order mark.
  private static let blanks: [UInt8] = [0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF]

  /// A file is as it is.
  private func refuseSettings() throws(Failure) {
    if arguments.has(.variant) {
      throw .usage(.notWith(.variant, "only networks of the zoo have variants"))
    }
    for option in [Option.classes, .width, .depthMultiplier] where arguments.has(option) {
      throw .usage(.notWith(option, "only networks of the zoo are made to measure"))
    }
  }

  private func utf8(_ bytes: [UInt8], of path: String) throws(Failure) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    let offset =
      zip(bytes, String(decoding: bytes, as: UTF8.self).utf8).enumerated()
      .first { $1.0 != $1.1 }?.offset ?? bytes.count
    throw .other("\(path) is not UTF-8 text: see byte offset \(offset).", .badInput)
  }
}
