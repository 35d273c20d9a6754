import Foundation
import Importers
import LayerGraph
import TestSupport
import Testing

@testable import ReferenceExecutor

/// Quantized and fused operators, as they are imported, against what onnxruntime made of the same files.
@Suite struct RuntimeOperatorTests {
  @Test func recordedOutputs() throws {
    var names: [String] = []
    for item in try RuntimeCase.load() {
      names.append(item.name)
      let graph = try Graph(onnx: [UInt8](item.model))
      let inputs = try item.inputs.map { try Tensor<Float>(sizes: $0.sizes, elements: $0.values) }
      let outputs = try Executor(graph, parameters: item).run(inputs, with: FloatArithmetic())
        .outputs
      #expect(outputs.count == item.outputs.count, "\(item.name)")
      for (output, recorded) in zip(outputs, item.outputs) {
        #expect(output.sizes == recorded.sizes, "\(item.name)")
        var deviation = Deviation()
        deviation.compare(output.elements, with: recorded.values, at: item.name)
        #expect(deviation.worst <= 1e-5, "\(deviation)")
      }
    }
    #expect(names.count >= 60)
  }
}

/// One operator in a file, what it read and learned, and what came out.
private struct RuntimeCase: Decodable, ParameterSource {
  struct Numbers: Decodable {
    let sizes: [Int]
    let values: [Float]
  }

  let name: String
  let model: Data
  let inputs: [Numbers]
  let outputs: [Numbers]
  /// The real numbers that its weights and biases stand for, as PyTorch lays them out.
  let learned: [String: Numbers]

  static func load() throws -> [RuntimeCase] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let file = folder.appending(path: "TestSupport/Fixtures/runtime_operators.json")
    return try JSONDecoder().decode([RuntimeCase].self, from: Data(contentsOf: file))
  }

  func values(for request: ParameterRequest) throws(ExecutionProblem) -> [Float] {
    guard let numbers = learned[request.name] else { throw .parameterMissing(request.path) }
    // A norm's numbers lie along one dimension here, however many it is asked for.
    if numbers.values.count != request.sizes.product {
      throw .parameterShape(request.path, needed: request.sizes, given: numbers.sizes)
    }
    return numbers.values
  }
}
