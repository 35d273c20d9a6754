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
      // Every learned number is somewhere: at a weight position, or as a constant that data meets.
      let learned = measured.floatInitializers - measured.runningStatistics
      if !Self.otherwiseHeld.contains(where: measured.name.hasPrefix) {
        #expect(report.total.parameters == .known(Dim(learned)), "\(measured.name): in total")
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

  /// Where the initializers aren't the learned numbers: files of the onnx package make most weights with
  /// ConstantOfShape, and one file of PyTorch's newer exporter holds the scales of a Resize.
  private static let otherwiseHeld = ["light_", "unet_bilinear.dynamo"]

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
