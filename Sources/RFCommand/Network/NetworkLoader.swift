import RFKit

/// Reads the network that a command line names, for the inputs that it gives.
struct NetworkLoader {
  let arguments: Arguments
  let context: Context
  /// In place of those of the command line.
  var inputs: InputShapes?

  func load() throws(Failure) -> Network {
    let source = try NetworkFinder(arguments: arguments, context: context).source()
    let inputs = if let inputs { inputs } else { try InputShapes(arguments) }
    let cut = try Cut(arguments)
    let network: Network
    switch source {
    case .zoo(let model): network = try zoo(model, inputs)
    case .layerString(let text, let place): network = try layerString(text, place, inputs)
    case .graph(let bytes, let place): network = try graph(bytes, place, inputs)
    case .onnx(let path): return try onnx(path, inputs, cut)
    case .onnxBytes(let bytes, let place): return try onnx(bytes, place, inputs, cut)
    }
    return try network.cut(by: cut)
  }

  /// A model of the zoo is made for the input that is given: some have weights for each position.
  private func zoo(_ model: ZooModel, _ inputs: InputShapes) throws(Failure) -> Network {
    let input = inputs.isEmpty ? nil : try inputs.common(for: model)
    context.warnings.add(input.flatMap { Warning(channelsOf: $0, for: model) })
    do throws(ZooError) {
      let graph = try model.graph(input: input?.shape, hasBatch: input?.hasBatch ?? false)
      if input != nil, self.inputs == nil {
        context.warnings.add(SizeDependence(model: model, given: graph).warning)
      }
      return Network(graph: graph, isChannelsFirst: true)
    } catch {
      throw .zoo(error)
    }
  }

  private func layerString(
    _ text: String, _ place: NetworkSource.Place, _ inputs: InputShapes
  ) throws(Failure) -> Network {
    let shape = try inputs.single()
    context.warnings.add(shape.flatMap(Warning.init(readingOf:)))
    do throws(LayerStringError) {
      let string = try LayerString(text, input: shape, name: place.title)
      return Network(
        graph: string.graph, source: (.layerString(string), place.name),
        vector: shape.flatMap { $0.written.rank == 1 ? $0 : nil }, isChannelsFirst: true)
    } catch {
      throw .layerString(error, in: place.name)
    }
  }

  private func graph(
    _ bytes: [UInt8], _ place: NetworkSource.Place, _ inputs: InputShapes
  ) throws(Failure) -> Network {
    let read: JSONGraph
    do throws(GraphJSONError) { read = try JSONGraph(bytes, name: place.title) } catch {
      throw .graph(error, in: place.name)
    }
    return Network(graph: try inputs.put(into: read.graph), source: (.graph(read), place.name))
  }

  /// The file is looked at where it lies: the weights are never read.
  private func onnx(
    _ path: String, _ inputs: InputShapes, _ cut: Cut
  ) throws(Failure) -> Network {
    let result = try context.withContents(of: path, within: .model) {
      bytes -> Result<Network, Failure> in
      do throws(Failure) {
        let reader = ONNXReader(arguments: arguments, title: path.stem, name: path)
        return .success(try reader.network(bytes, inputs, cut))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  private func onnx(
    _ bytes: [UInt8], _ place: NetworkSource.Place, _ inputs: InputShapes, _ cut: Cut
  ) throws(Failure) -> Network {
    let result = bytes.withUnsafeBytes { bytes -> Result<Network, Failure> in
      do throws(Failure) {
        let reader = ONNXReader(arguments: arguments, title: place.title, name: place.name)
        return .success(try reader.network(bytes, inputs, cut))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }
}

extension Failure {
  static func zoo(_ error: ZooError) -> Failure {
    switch error {
    case .unknownModel, .unknownFamily, .unknownVariant, .noSetting, .classesElsewhere,
      .settingOutOfRange:
      .other(error.message, .usage)
    case .input(_, let diagnostic): .diagnostic(diagnostic)
    case .defect: .other(error.message, .defect)
    }
  }
}
