import Foundation
import LayerGraph
import TestSupport
import Testing

@testable import ReferenceExecutor

/// What the ONNX operator suite recorded.
struct OnnxNodeTests {
  @Test(
    "Kernels against the numbers of the onnx package's operator tests",
    .enabled(if: WideRun.folder != nil, "\(WideRun.folderIsMissing)"))
  func recordedOutputs() throws {
    let folder = try #require(WideRun.folder).appending(path: "onnx_node")
    var checked: [String: Int] = [:]
    var worst = Deviation()
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path()).sorted()
    for name in names {
      guard let one = try OnnxCase(folder.appending(path: name)),
        one.inputs.allSatisfy({ $0?.isReadable ?? true }), one.outputs[0].isReadable
      else { continue }
      let translations = try OnnxTranslation.all(one).filter {
        // No layer makes a map without elements.
        one.inputs.prefix($0.dataInputs).allSatisfy { !($0?.sizes.contains(0) ?? true) }
      }
      if translations.isEmpty { continue }
      checked[one.operation, default: 0] += 1
      for translation in translations {
        let outputs: [Tensor<Float>]
        do { outputs = try run(one, translation) } catch {
          Issue.record("\(name): \(error)")
          continue
        }
        // Some record what is no output of ours besides: indices, masks, statistics.
        for (output, recorded) in zip(outputs, one.outputs) where recorded.isReadable {
          #expect(output.sizes == recorded.sizes, "\(name)")
          var deviation = Deviation()
          deviation.compare(output.elements, with: recorded.floats, at: name)
          #expect(deviation.worst <= 1e-5, "\(deviation)")
          worst.compare(output.elements, with: recorded.floats, at: name)
        }
      }
    }
    let counts = checked.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    print(
      "Kernels against the onnx package's operator tests: \(checked.values.reduce(0, +)) cases of "
        + "\(checked.count) operators agree, \(worst): \(counts.joined(separator: ", "))")
    #expect(checked.count >= 90)
  }

  private func run(_ one: OnnxCase, _ translation: OnnxTranslation) throws -> [Tensor<Float>] {
    let builder = GraphBuilder(one.name)
    let data = one.inputs.prefix(translation.dataInputs).compactMap { $0 }
    let values = data.indices.map {
      builder.input(Shape(sizes: data[$0].sizes), named: "input\($0)")
    }
    var result = values[0]
    for (index, operation) in translation.chain.enumerated() {
      result = result.then(
        operation, with: index == 0 ? Array(values.dropFirst()) : [],
        named: index == 0 ? "layer" : nil)
    }
    let count = translation.chain.last?.payload.outputCount ?? 1
    let graph = try builder.build(
      outputs: (0..<count).map { ("output\($0)", result.output($0)) })
    let executor = Executor(graph, parameters: GivenParameters(translation.parameters))
    let inputs = try data.map { try Tensor<Float>(sizes: $0.sizes, elements: $0.floats) }
    return try executor.run(inputs, with: FloatArithmetic()).outputs
  }
}
