import Foundation
import RFKit
import TestSupport
import Testing

@Suite struct LayerTableTests {
  /// Names, order, kinds, settings, shapes, own parameters, buffers and MACs equal the measured rows;
  /// what stands between them learns and multiplies just what the totals leave over.
  @Test func rowsEqualTheMeasuredLayers() throws {
    for reference in Reference.all {
      let models = try reference.modelsWithLayers()
      #expect(models.count >= 8)
      for model in models {
        let table: LayerTable = try reference.table("layers/\(model).json")
        let input = Shape(table.inputShape.map { Dim($0) })
        let graph = try Zoo.graph(model, input: input, hasBatch: true)
        try compare(try graph.report(), with: table, model)
      }
    }
  }

  private func compare(_ report: Report, with table: LayerTable, _ model: String) throws {
    var calls: [String: Int] = [:]
    var next = 0
    var others = Others()
    for row in table.layers {
      let call = calls[row.name, default: 0]
      calls[row.name] = call + 1
      let name = call == 0 ? row.name : "\(row.name)_\(call)"
      guard let index = report.layers[next...].firstIndex(where: { $0.name == name }) else {
        Issue.record("\(model): no \(name) after \(report.layers[max(next - 1, 0)].name)")
        return
      }
      for between in report.layers[next..<index] { try others.add(between) }
      next = index + 1
      try compare(report.layers[index], report.graph.nodes[index].operation, with: row, model)
      if row.type == "MultiheadAttention" { try others.addWork(report.layers[index]) }
    }
    for rest in report.layers[next...] { try others.add(rest) }
    #expect(others.parameters == table.parametersBesides, "\(model)")
    #expect(others.multiplyAccumulates == table.macsBesides, "\(model)")
  }

  /// What layers without a row have: free parameters, and products of attention.
  private struct Others {
    var parameters = 0
    var multiplyAccumulates = 0

    mutating func add(_ layer: LayerReport) throws {
      let counts = try #require(layer.parameters.value, "\(layer.name)")
      parameters += try #require(counts.total().constant, "\(layer.name)")
      try addWork(layer)
    }

    mutating func addWork(_ layer: LayerReport) throws {
      let work = try #require(layer.work.value, "\(layer.name)")
      multiplyAccumulates += try #require(work.multiplyAccumulates.constant, "\(layer.name)")
    }
  }

  private func compare(
    _ layer: LayerReport, _ operation: Operator, with row: LayerTable.Row, _ model: String
  ) throws {
    let place = Comment(rawValue: "\(model) \(layer.name)")
    let counts = layer.parameters.value
    #expect(layer.shape == .known(row.outputShape.shape), place)
    #expect(try counts?.total() == Dim(row.params), place)
    #expect(counts?.runningStatistics == Dim(row.buffers), place)
    if row.type != "MultiheadAttention" {
      #expect(layer.work.value?.multiplyAccumulates == Dim(row.macs), place)
    }
    #expect(LayerAgreement.agree(operation, row), place)
  }

  /// Parameters, buffers, outputs and MACs of the models that torchvision and the zoo share.
  @Test(
    "Totals of torchvision's networks",
    .enabled(if: WideRun.folder != nil, "\(WideRun.folderIsMissing)"))
  func totalsEqualTorchvision() throws {
    let reference = try #require(Reference.whole)
    let table: ModelTable = try reference.table("torchvision_models.json")
    var compared = 0
    for entry in Zoo.entries {
      guard let model = table.models.first(where: { $0.name == entry.name }) else { continue }
      // Some are counted with heads that are not run: auxiliary ones, and those of detectors.
      let heads =
        entry.variants.contains("heads") ? "heads" : model.name == "inception_v3" ? "aux" : nil
      for run in model.runs {
        let shape = run.inputShape.shapes[0]
        let isAux = run.tag.hasSuffix("with_aux")
        let graph = try Zoo.graph(
          model.name, variant: isAux ? "aux" : nil, input: shape, hasBatch: true)
        let report = try graph.report()
        let place = Comment(rawValue: "\(model.name) at \(shape)")
        // Counted at the first size; transformers have more for a larger one.
        if run.tag == model.runs[0].tag {
          let whole =
            try heads.map { try Zoo.graph(model.name, variant: $0).report() } ?? report
          let counts = whole.total.parameterCounts.value
          #expect(try counts?.total() == Dim(model.paramsTotal), place)
          // Tables of relative positions are stored, not learned.
          let tables = entry.family.contains("Swin") || entry.family == "MaxViT"
          #expect(tables || counts?.runningStatistics == Dim(model.buffersElements), place)
        }
        let macs = report.total.multiplyAccumulates
        #expect(macs == .known(Dim(run.macsFlopcounter)), place)
        let outputs = graph.outputs.map { report.layers[$0.value.node].shape }
        #expect(outputs == run.outputShape.shapes.map { .known($0) }, place)
        compared += 1
      }
    }
    #expect(compared >= 16)
  }
}
