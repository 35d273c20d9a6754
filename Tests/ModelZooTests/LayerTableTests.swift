import Foundation
import RFKit
import Testing

@Suite struct LayerTableTests {
  /// Names, order, kinds, settings, shapes, own parameters, buffers and MACs equal the measured rows;
  /// what stands between them learns nothing and multiplies nothing.
  @Test func rowsEqualTheMeasuredLayers() throws {
    for reference in Reference.all("LayerTableTests") {
      let models = try reference.modelsWithLayers()
      #expect(models.count >= 8)
      for model in models {
        let table: LayerTable = try reference.table("layers/\(model).json")
        let report = try ModelZoo.graph(model).report()
        #expect(report.total.parameters == .known(Dim(table.totalParams)), "\(model)")
        #expect(report.total.multiplyAccumulates == .known(Dim(table.totalMacsHooks)), "\(model)")
        try compare(report, with: table, model)
      }
    }
  }

  private func compare(_ report: Report, with table: LayerTable, _ model: String) throws {
    var calls: [String: Int] = [:]
    var next = 0
    for row in table.layers {
      let call = calls[row.name, default: 0]
      calls[row.name] = call + 1
      let name = call == 0 ? row.name : "\(row.name)_\(call)"
      guard let index = report.layers[next...].firstIndex(where: { $0.name == name }) else {
        Issue.record("\(model): no \(name) after \(report.layers[max(next - 1, 0)].name)")
        return
      }
      for between in report.layers[next..<index] { expectFree(between, model) }
      next = index + 1
      try compare(report.layers[index], report.graph.nodes[index].operation, with: row, model)
    }
    for rest in report.layers[next...] { expectFree(rest, model) }
  }

  private func expectFree(_ layer: LayerReport, _ model: String) {
    #expect(layer.parameters == .known(.zero), "\(model) \(layer.name)")
    #expect(layer.work.value?.multiplyAccumulates == 0, "\(model) \(layer.name)")
  }

  private func compare(
    _ layer: LayerReport, _ operation: Operator, with row: LayerTable.Row, _ model: String
  ) throws {
    let place = Comment(rawValue: "\(model) \(layer.name)")
    let counts = layer.parameters.value
    #expect(layer.output == .known(Shape(row.outputShape.map { Dim($0) })), place)
    #expect(try counts?.total() == Dim(row.params), place)
    #expect(counts?.runningStatistics == Dim(row.buffers), place)
    #expect(layer.work.value?.multiplyAccumulates == Dim(row.macs), place)
    #expect(agree(operation, row), place)
  }

  /// Whether the operator is the module of the row, with its settings.
  private func agree(_ operation: Operator, _ row: LayerTable.Row) -> Bool {
    switch (operation, row.type) {
    case (.convolution(let conv), "Conv2d"):
      let isGroups =
        switch conv.groups {
        case .count(let count): count == row.hyper.groups
        case .depthwise: row.hyper.groups ?? 1 > 1
        }
      return isGroups && conv.hasBias == row.hyper.bias && agree(conv.window, row.hyper)
    case (.pool(let pool), "MaxPool2d"):
      return pool.function == .maximum && pool.ceilMode == row.hyper.ceilMode
        && agree(pool.window, row.hyper)
    case (.pool(let pool), "AvgPool2d"):
      return pool.function == .average(countIncludePad: true) && agree(pool.window, row.hyper)
    case (.adaptivePool, "AdaptiveAvgPool2d"), (.batchNorm, "BatchNorm2d"), (.linear, "Linear"),
      (.dropout, "Dropout"):
      return true
    case (.activation(let activation), let type):
      return activation.kind == type.lowercased()
    default:
      return false
    }
  }

  private func agree(_ window: WindowSettings, _ row: LayerTable.Settings) -> Bool {
    guard let kernel = row.kernelSize, let stride = row.stride, let padding = row.padding,
      case .explicit(let before, let after) = window.padding
    else { return false }
    return kernel == window.kernel && stride == window.stride && padding == before
      && padding == after && row.dilation.map { $0 == window.dilation } ?? true
  }

  /// Parameters, buffers, output and MACs of the models that torchvision and the zoo share.
  @Test func totalsEqualTorchvision() throws {
    guard let reference = Reference.whole else { return }
    let table: ModelTable = try reference.table("torchvision_models.json")
    let names = Set(ModelZoo.entries.map(\.name))
    var compared = 0
    for model in table.models where names.contains(model.name) {
      for run in model.runs {
        let shape = try #require(run.inputShape?.shape)
        let output = try #require(run.outputShape?.shape)
        let graph = try ModelZoo.graph(model.name).withInputs([shape], hasBatch: true)
        let report = try graph.report()
        let place = Comment(rawValue: "\(model.name) at \(shape)")
        let counts = report.total.parameterCounts.value
        #expect(try counts?.total() == Dim(model.paramsTotal), place)
        #expect(counts?.runningStatistics == Dim(model.buffersElements), place)
        #expect(report.total.multiplyAccumulates == .known(Dim(run.macsHooks)), place)
        #expect(report.layers.last?.output == .known(output), place)
        compared += 1
      }
    }
    #expect(compared >= 16)
  }
}
