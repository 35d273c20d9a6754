import RFKit
import Testing

/// Real exports against what running them showed.
@Suite struct ModelFilesTests {
  @Test func everyValueHasTheMeasuredShape() throws {
    var compared = 0
    for measured in try ONNXReference.models() {
      let model = try read(measured)
      let report = try model.graph.report()
      for run in measured.runs {
        let sizes = self.sizes(of: model, in: run)
        for (name, shape) in run.shapes {
          let found: Shape? =
            switch model.values[name] {
            case .constant(let shape): shape
            case .data(let value): report.layers[value.node].outputs[value.output].shape.value
            case nil: nil
            }
          let numbers = try found?.dims.map { try $0.value(sizes) }
          compared += 1
          #expect(numbers == shape, "\(measured.name) \(run.key): \(name)")
        }
      }
    }
    print("Exported ONNX models: \(compared) values have the shapes that were measured")
    #expect(compared > 0)
  }

  @Test func parametersAndWork() throws {
    for measured in try ONNXReference.models() {
      let model = try read(measured)
      let report = try model.graph.report()
      #expect(model.floatInitializerElements == measured.floatInitializers, "\(measured.name)")
      // Every number that is stored is somewhere: learned, kept by a norm, or constant.
      if !measured.name.hasPrefix(Self.weightsAreMade) {
        let known = measured.runningStatistics + Self.constants[measured.name, default: 0]
        #expect(
          report.total.parameters == .known(Dim(measured.floatInitializers - known)),
          "\(measured.name): in total")
        let counts = try #require(report.total.parameterCounts.value)
        #expect(
          try counts.total() + counts.runningStatistics + counts.constants
            == Dim(model.floatInitializerElements + model.floatConstantElements),
          "\(measured.name): all numbers")
      }
      #expect(weights(of: report) == .known(Dim(measured.weights)), "\(measured.name): weights")
      let statistics = report.total.parameterCounts.value?.runningStatistics
      #expect(
        statistics == Dim(measured.runningStatistics), "\(measured.name): running statistics")
      for run in measured.runs {
        let macs = report.total.multiplyAccumulates.value
        #expect(
          try macs?.value(sizes(of: model, in: run)) == run.macs,
          "\(measured.name) \(run.key): MACs")
      }
    }
  }

  /// Files of the onnx package make most weights with ConstantOfShape.
  private static let weightsAreMade = "light_"

  /// Initializers that nobody learns: the scales of a Resize, single numbers of attention, and tables of
  /// relative positions that the exporter gathered beforehand (the network has 23,322 of these numbers, of
  /// which the file has no trace).
  private static let constants = [
    "unet_bilinear.dynamo": 4, "convnext_tiny.dynamo": 3, "swin_t": 331_338,
  ]

  private func read(_ measured: MeasuredModel) throws -> ONNXModel {
    do { return try ONNXModel(measured.bytes, listsValues: true) } catch {
      Issue.record("\(measured.name): \(error)")
      throw error
    }
  }

  /// What layers hold at weight positions: everything but constants that are added or multiplied.
  private func weights(of report: Report) -> Known<Dim> {
    var total = Known<Dim>.known(0)
    var products: Set<Int> = []
    for node in report.graph.nodes {
      if case .matMul = node.operation { products.formUnion(node.inputs.map(\.node)) }
    }
    for (index, layer) in report.layers.enumerated() {
      if case .constant = report.graph.nodes[index].operation, !products.contains(index) {
        continue
      }
      guard case .known(let counts) = layer.parameters, let own = try? counts.total() else {
        return .unknown(.tooLarge)
      }
      total = total.adding(.known(own))
    }
    return total
  }

  /// The values that the file's open sizes had in a run.
  private func sizes(of model: ONNXModel, in run: MeasuredModel.Run) -> [String: Int] {
    var sizes: [String: Int] = [:]
    for input in model.inputs {
      for (dim, size) in zip(input.shape.dims, run.shapes[input.name] ?? []) {
        if let symbol = dim.symbols.first { sizes[symbol] = size }
      }
    }
    return sizes
  }
}
