import LayerGraph
import Testing

@testable import ReferenceExecutor

/// Values worked out by hand or by NumPy.
enum HandValues {
  typealias Given = (sizes: [Int], elements: [Float])

  static func run(_ operation: Operator, _ inputs: [Given]) throws -> Tensor<Float> {
    let builder = GraphBuilder("one")
    let values = inputs.indices.map {
      builder.input(Shape(sizes: inputs[$0].sizes), named: "x\($0)")
    }
    let graph = try builder.build(output: builder.add(operation, to: values, named: "layer"))
    let tensors = try inputs.map { try Tensor(sizes: $0.sizes, elements: $0.elements) }
    return try Executor(graph).run(tensors, with: FloatArithmetic()).outputs[0]
  }

  static func expect(
    _ operation: Operator, _ inputs: Given..., gives sizes: [Int], _ elements: [Float],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let found = try run(operation, inputs)
    #expect(found.sizes == sizes, "\(operation.kind)", sourceLocation: sourceLocation)
    let isEqual = zip(found.elements, elements).allSatisfy {
      $0 == $1 || ($0.isNaN && $1.isNaN) || abs($0 - $1) < 1e-6 * max(1, abs($1))
    }
    #expect(
      isEqual && found.elements.count == elements.count, "\(operation) \(found.elements)",
      sourceLocation: sourceLocation)
  }
}
