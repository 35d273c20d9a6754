import RFKit

/// Finds the network that a command line names: in the zoo, on the line itself, in a file, or on
/// standard input.
struct NetworkLoader {
  let arguments: Arguments
  let context: Context

  func load() throws(Failure) -> Network {
    if arguments.operands.count > 1 { throw .usage(severalOperands) }
    if let chain = arguments[.layers] {
      if let name = arguments.operands.first { throw .usage(.bothNetworkAndLayers(name)) }
      return try layerString(chain, title: "network", place: "--layers")
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
      first.isPath || (try? Zoo.graph(first)) != nil || first == "-"
      || (try? context.kind(of: first)) != nil
    return isNetwork || arguments.subcommand != .network
      ? .unexpectedOperands(Array(arguments.operands.dropFirst())) : .unknownSubcommand(first)
  }

  /// A name of the zoo wins over a file; a path is always a file.
  private func named(_ name: String) throws(Failure) -> Network {
    if name == "-" { return try standardInput() }
    if name.isPath { return try file(name, []) }
    let settings = try ModelSettings(arguments)
    let graph: Graph
    do throws(ZooError) {
      graph = try Zoo.graph(name, settings: settings)
    } catch {
      if case .unknownModel(_, let suggestions) = error {
        return try file(name, suggestions)
      }
      throw failure(error)
    }
    return try zoo(graph, name, settings)
  }

  /// A model of the zoo is made for the input that is given: some have weights for each position.
  private func zoo(
    _ graph: Graph, _ name: String, _ settings: ModelSettings
  ) throws(Failure) -> Network {
    let shapes = try InputShapes.parse(arguments)
    if shapes.isEmpty { return Network(graph: graph) }
    guard var shape = try shapes.common(for: graph) else { return Network(graph: graph) }
    var hasBatch = shapes.shapes.contains(where: \.shape.hasBatch)
    // Four numbers are a batch of images, but for a network of clips one clip.
    if hasBatch, let rank = graph.inputShape?.rank, shape.rank == rank - 1 {
      (shape, hasBatch) = (Shape([1] + shape.dims), false)
    }
    let input = InputShape(shape, hasBatch: hasBatch)
    if let own = graph.inputShape {
      if shape.rank != own.rank { throw shapes.otherKind(input, own, network: graph.name) }
      if let channels = own[Shape.channelDimension].constant {
        context.warnings.add(
          input.channelsLast(madeFor: channels).map {
            .channelsLast(
              input, meant: $0, madeFor: .init(network: graph.name, count: channels))
          })
      }
    }
    do throws(ZooError) {
      let sized = try Zoo.graph(
        name, settings: settings, input: shape, hasBatch: hasBatch)
      let dependence = SizeDependence(name: name, settings: settings, own: graph, given: sized)
      context.warnings.add(dependence.warning)
      return Network(graph: sized, hasInputs: true)
    } catch { throw failure(error) }
  }

  private func failure(_ error: ZooError) -> Failure {
    switch error {
    case .unknownModel, .unknownFamily, .unknownVariant, .noSetting, .classesElsewhere,
      .settingOutOfRange:
      .other(error.message, .usage)
    case .input(_, let diagnostic): .diagnostic(diagnostic)
    case .defect: .other(error.message, .defect)
    }
  }

  /// - Parameter suggestions: the networks that may have been meant instead.
  private func file(_ path: String, _ suggestions: [String]) throws(Failure) -> Network {
    let format = InputFormat(path: path)
    guard let kind = try context.kind(of: path) else {
      let isPath = path.contains("/") && suggestions.isEmpty
      if isPath || format != nil { throw .file(.missing(path)) }
      let meant: Message = NearestName.list(suggestions).map { " Did you mean \($0)?" } ?? ""
      throw .other(
        "There is no network '\(path)', and no such file.\(meant)"
          + " 'rfcalc models' lists the networks of the zoo.", .noInput)
    }
    if kind == .folder { throw .file(.isFolder(path)) }
    try requireOtherOutput(than: path)
    switch format {
    case .layerString:
      let text = try utf8(try context.read(path, within: .layerString), of: path)
      return try layerString(text, title: path.stem, place: path)
    case .graph:
      let bytes = try context.read(path, within: .graph)
      return try graph(bytes, title: path.stem, place: path)
    case .onnx: return try onnx(path)
    case nil:
      throw .other(
        "'\(path)' is not in a format that rfcalc reads; it reads ONNX models (.onnx), "
          + "graphs (.json) and layer strings (.rf).", .badInput)
    }
  }

  /// What is written takes the place of the file, and the network would be gone.
  private func requireOtherOutput(than input: String) throws(Failure) {
    guard let output = arguments.outputFile, context.isSameFile(input, as: output) else { return }
    throw .usage(.outputIsInput(output))
  }

  private func standardInput() throws(Failure) -> Network {
    if context.isDocument {
      throw .other("A document can't have standard input ('-') in it; name a file.", .usage)
    }
    try requireOtherOutput(than: "/dev/stdin")
    let bytes = try context.readStandardInput(within: .standardInput)
    // No layer string begins with a brace.
    if bytes.first(where: { !Self.blanks.contains($0) }) == UInt8(ascii: "{") {
      return try graph(bytes, title: "network", place: "<stdin>")
    }
    return try layerString(try utf8(bytes, of: "<stdin>"), title: "network", place: "<stdin>")
  }

  /// White space, and the bytes of a byte order mark.
  private static let blanks: [UInt8] = [0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF]

  private func graph(
    _ bytes: [UInt8], title: String, place: String
  ) throws(Failure) -> Network {
    try refuseSettings()
    do throws(GraphJSONError) {
      let graph = try JSONGraph(bytes, name: title)
      return Network(graph: graph.graph, source: (.graph(graph), place))
    } catch {
      throw .graph(error, in: place)
    }
  }

  /// The file is looked at where it lies: the weights are never read.
  private func onnx(_ path: String) throws(Failure) -> Network {
    try refuseSettings()
    let shapes = try InputShapes.parse(arguments)
    let result = try context.withContents(of: path, within: .model) {
      bytes -> Result<ONNXModel, Failure> in
      do throws(Failure) { return .success(try onnx(bytes, path, shapes)) } catch {
        return .failure(error)
      }
    }
    let model = try result.get()
    var network = Network(graph: model.graph, hasInputs: true, file: path)
    if shapes.isEmpty { network.declared = model.outputs }
    for (name, value) in model.values {
      if case .constant(let shape) = value { network.constants[name] = shape }
    }
    return network
  }

  private func onnx(
    _ bytes: UnsafeRawBufferPointer, _ path: String, _ shapes: InputShapes
  ) throws(Failure) -> ONNXModel {
    var given: [String: Shape] = [:]
    if !shapes.isEmpty {
      let names: [String]
      do throws(ONNXError) { names = try ONNXModel.inputNames(bytes) } catch {
        throw .onnx(error, in: path)
      }
      given = try shapes.byName(names).mapValues(\.written)
    }
    let promised = try ReportLoader(arguments: arguments, context: context).assumptions()
    do throws(ONNXError) {
      return try ONNXModel(
        bytes, inputs: given, assuming: promised, name: path.stem,
        listsValues: arguments.has(.at) || arguments.has(.on))
    } catch {
      throw .onnx(error, in: path)
    }
  }

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

  private func layerString(
    _ text: String, title: String, place: String
  ) throws(Failure) -> Network {
    try refuseSettings()
    let shape = try InputShapes.parse(arguments).single()
    if let shape {
      context.warnings.add(
        shape.channelsLast(madeFor: nil).map { .channelsLast(shape, meant: $0, madeFor: nil) }
          ?? (shape.asMaps.isEmpty ? nil : .sequence(shape, meant: shape.asMaps)))
    }
    do throws(LayerStringError) {
      let string = try LayerString(text, input: shape, name: title)
      return Network(
        graph: string.graph, source: (.layerString(string), place), hasInputs: true,
        vector: shape.flatMap { $0.written.rank == 1 ? $0 : nil })
    } catch {
      throw .layerString(error, in: place)
    }
  }
}

/// The files that can be read, by the ends of their names.
enum InputFormat: String, CaseIterable {
  case graph = "json"
  case layerString = "rf"
  case onnx

  init?(path: String) {
    guard let dot = path.lastIndex(of: ".") else { return nil }
    self.init(rawValue: path[path.index(after: dot)...].lowercased())
  }
}

extension String {
  /// Whether it can only be a path. Names of the zoo have one slash at most, after a word: slim/vgg_16.
  fileprivate var isPath: Bool {
    ["/", "./", "../", "~"].contains(where: hasPrefix) || count(where: { $0 == "/" }) > 1
  }

  /// The name of a file without its folders and its last extension.
  fileprivate var stem: String {
    let name = split(separator: "/").last.map(String.init) ?? self
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return name }
    return String(name[..<dot])
  }
}
