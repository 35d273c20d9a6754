import Foundation
import Importers
import LayerGraph
import TestSupport
import Testing

@testable import ReferenceExecutor

/// What the ONNX operator suite recorded, against what the importer makes of the same files: a kernel that is
/// wrong, or a setting that is read wrongly, makes other numbers.
struct ImportedNodeTests {
  @Test(
    "Imported operators against the numbers of the onnx package's operator tests",
    .enabled(if: WideRun.folder != nil, "\(WideRun.folderIsMissing)"))
  func recordedOutputs() throws {
    let folder = try #require(WideRun.folder).appending(path: "onnx_node")
    var checked: [String: Set<String>] = [:]
    var worst = Deviation()
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path()).sorted()
    for name in names where !Self.valuesAlone.contains(where: name.contains) {
      guard let file = try ImportedNode(folder.appending(path: name)) else { continue }
      // The first inputs are data, the others are made the file's own.
      for count in 1...file.inputs.count {
        guard let (graph, outputs) = try outputs(of: file, data: count) else { continue }
        checked[file.operation, default: []].insert(name)
        for (output, recorded) in zip(zip(graph.outputs, outputs), file.outputs)
        where recorded.isReadable {
          #expect(output.1.sizes == recorded.sizes, "\(name), \(count) inputs")
          var deviation = Deviation()
          deviation.compare(output.1.elements, with: recorded.floats, at: name)
          #expect(deviation.worst <= 1e-5, "\(deviation), \(count) inputs")
          worst.compare(output.1.elements, with: recorded.floats, at: name)
        }
      }
    }
    let cases = checked.values.reduce(0) { $0 + $1.count }
    let counts = checked.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.count)" }
    print(
      "Imported operators against the onnx package's operator tests: \(cases) cases of "
        + "\(checked.count) operators agree, \(worst): \(counts.joined(separator: ", "))")
    #expect(cases >= 488)
  }

  /// Settings that change values, but nothing that is reported: a graph does not keep them.
  private static let valuesAlone = [
    "test_selu", "test_isinf_negative", "test_isinf_positive",  // other constants; one sign alone
    "test_constant_pad_axes", "test_constant_pad_negative_axes",  // another border than zeros
    "select_last_index",  // which of equal ones
    "test_training_dropout",  // drawn by chance
    // Spaced by the size before it is rounded, which onnxruntime and the text of the operator don't do.
    "test_resize_downsample_scales_cubic_align_corners",
  ]

  /// Nil where the graph can't be run: layers that aren't modelled, sizes that data decides.
  private func outputs(
    of file: ImportedNode, data count: Int
  ) throws -> (Graph, [Tensor<Float>])? {
    let bytes = file.bytes(data: count)
    guard let graph = try? Graph(onnx: bytes), graph.inputs.count == count,
      file.inputs.prefix(count).allSatisfy({ $0.tensor.isReadable && !$0.tensor.sizes.contains(0) })
    else { return nil }
    let executor = Executor(graph, parameters: file)
    let inputs = try file.inputs.prefix(count).map {
      try Tensor<Float>(sizes: $0.tensor.sizes, elements: $0.tensor.floats)
    }
    do { return (graph, try executor.run(inputs, with: FloatArithmetic()).outputs) } catch {
      return nil
    }
  }
}

/// A model of the suite with what was recorded; its inputs serve as parameters too.
private struct ImportedNode: ParameterSource {
  struct Input {
    let name: String
    let bytes: [UInt8]
    let tensor: OnnxTensor
  }

  let operation: String
  let inputs: [Input]
  let outputs: [OnnxTensor]
  private let model: [UInt8]

  /// Nil when data is not stored, or is no tensor.
  init?(_ folder: URL) throws {
    guard let data = try? Data(contentsOf: folder.appending(path: "model.onnx")) else { return nil }
    model = [UInt8](data)
    var names: [String] = []
    var operations: [String] = []
    for (number, content) in try WireReader.fields(model[...]) where number == 7 {
      for (number, content) in try WireReader.fields(content.bytes)
      where number == 1 || number == 11 {
        for (field, content) in try WireReader.fields(content.bytes) {
          if number == 11, field == 1 { names.append(content.text) }
          if number == 1, field == 4 { operations.append(content.text) }
        }
      }
    }
    operation = operations.count == 1 ? operations[0] : "(functions written out)"
    let arithmetic = ["Add", "Sub", "Mul", "Div", "Pow", "Sum", "Neg", "Mod", "BitShift"]
    var inputs: [Input] = []
    for (index, name) in names.enumerated() {
      let file = folder.appending(path: "test_data_set_0/input_\(index).pb")
      guard let bytes = try? Data(contentsOf: file),
        let tensor = try? OnnxTensor(ArraySlice([UInt8](bytes)))
      else { return nil }
      // Float does not go round.
      if tensor.goesRound, operations.contains(where: arithmetic.contains) { return nil }
      inputs.append(Input(name: name, bytes: [UInt8](bytes), tensor: tensor))
    }
    if inputs.isEmpty { return nil }
    self.inputs = inputs
    var outputs: [OnnxTensor] = []
    while let bytes = try? Data(
      contentsOf: folder.appending(path: "test_data_set_0/output_\(outputs.count).pb"))
    {
      outputs.append(try OnnxTensor(ArraySlice([UInt8](bytes))))
    }
    if outputs.isEmpty { return nil }
    self.outputs = outputs
  }

  private var isRecurrent: Bool { ["LSTM", "GRU", "RNN"].contains(operation) }

  /// The model with all inputs after the first `count` as initializers: messages that are written twice
  /// are merged.
  func bytes(data count: Int) -> [UInt8] {
    inputs.dropFirst(count).reduce(model) { model, input in
      // A name that comes again is the one that counts.
      let name = Self.field(8, [UInt8](input.name.utf8))
      return model + Self.field(7, Self.field(5, input.bytes + name))
    }
  }

  private static func field(_ number: Int, _ bytes: [UInt8]) -> [UInt8] {
    var field = [UInt8(number << 3 | 2)]
    var length = bytes.count
    while length >= 0x80 {
      field.append(UInt8(length & 0x7f | 0x80))
      length >>= 7
    }
    return field + [UInt8(length)] + bytes
  }

  func values(for request: ParameterRequest) throws(ExecutionProblem) -> [Float] {
    let place =
      switch request.role {
      case .weight where request.name == "state_weight": 2
      case .weight where request.name == "peephole": inputs.count - 1
      case .bias where isRecurrent: 3
      case .weight, .scale, .slope: 1
      case .bias, .shift: 2
      case .runningMean: 3
      case .runningVariance: 4
      // A constant is called as the initializer that it holds.
      case .embedding, .fixed: inputs.firstIndex { $0.name == request.owner } ?? inputs.count
      }
    guard place < inputs.count else { throw .parameterMissing(request.path) }
    let tensor = inputs[place].tensor
    if tensor.sizes == request.sizes { return tensor.floats }
    // A product with a matrix is a linear layer, whose weight is the other way round.
    guard tensor.sizes.count == 2, tensor.sizes.reversed() == request.sizes else {
      throw .parameterShape(request.path, needed: request.sizes, given: tensor.sizes)
    }
    let (rows, columns) = (tensor.sizes[0], tensor.sizes[1])
    return (0..<columns).flatMap { column in
      (0..<rows).map { tensor.floats[$0 * columns + column] }
    }
  }
}
