import RFKit

/// Reads a model in the ONNX format for the options of a command line.
struct ONNXReader {
  let arguments: Arguments
  /// What to call the network where the file doesn't say.
  let title: String
  /// What to call the file.
  let name: String

  /// - Parameter cut: applied as far as the file has its names, so that what is cut off can't be wrong.
  func network(
    _ bytes: UnsafeRawBufferPointer, _ inputs: InputShapes, _ cut: Cut
  ) throws(Failure) -> Network {
    let file: ONNXFile
    do throws(ONNXError) { file = try ONNXFile(bytes) } catch { throw failure(error) }
    let given = inputs.isEmpty ? [:] : try inputs.byName(file.inputNames).mapValues(\.written)
    if cut.isEmpty { return network(try model(file, given), inputs) }
    if cut.names.allSatisfy(file.knows) {
      let model = try model(file, given, cut: cut.names)
      return try network(model, inputs).cut(to: model.graph.outputs)
    }
    // Names that layers have here and nothing has in the file.
    let whole = try model(file, given, listsValues: true)
    let outputs: [Graph.Output]
    do throws(Diagnostic) { outputs = try cut.outputs(in: whole.graph) } catch {
      throw .diagnostic(error)
    }
    guard let names = whole.names(of: outputs) else {
      return try network(whole, inputs).cut(to: outputs)
    }
    let model = try model(file, given, cut: names)
    let results = zip(outputs, model.graph.outputs).map {
      Graph.Output(name: $0.name, value: $1.value)
    }
    return try network(model, inputs).cut(to: results)
  }

  private func model(
    _ file: ONNXFile, _ given: [String: Shape], cut: [String] = [], listsValues: Bool = false
  ) throws(Failure) -> ONNXModel {
    let promised = try Assumptions(arguments)
    do throws(ONNXError) {
      return try ONNXModel(
        file, inputs: given, assuming: promised, name: title, cut: cut,
        listsValues: listsValues || arguments.has(.at) || arguments.has(.on))
    } catch {
      throw failure(error)
    }
  }

  private func network(_ model: ONNXModel, _ inputs: InputShapes) -> Network {
    var network = Network(graph: model.graph, file: name)
    if inputs.isEmpty { network.declared = model.outputs }
    for (name, value) in model.values {
      if case .constant(let shape) = value { network.constants[name] = shape }
    }
    return network
  }

  private func failure(_ error: ONNXError) -> Failure { .onnx(error, in: name) }
}
