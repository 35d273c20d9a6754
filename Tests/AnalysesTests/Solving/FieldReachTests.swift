import Analyses
import ConvArithmetic
import LayerGraph
import ModelZoo
import Testing

/// The first layers whose fields reach a size.
@Suite struct FieldReachTests {
  @Test(arguments: [
    ("vgg16", 44, ["features.16"]), ("vgg16", 212, ["features.30"]),
    ("vgg16", 213, ["classifier.0"]),
    ("resnet50", 300, ["layer4.1.conv2"]), ("resnet50", 1, []), ("alexnet", 195, ["features.12"]),
    ("googlenet", 60, []),
  ])
  func layers(name: String, size: Int, expected: [String]) throws {
    let report = try Zoo.graph(name).report()
    let (found, unknown) = report.firstLayers(reaching: [size, size])
    #expect(unknown == nil)
    if !expected.isEmpty { #expect(found.map { report.layers[$0.layer].name } == expected) }
    func reaches(_ index: Int) -> Bool {
      report.layers[index].field.axes.allSatisfy {
        $0.isGlobal || ($0.sizes?.value?.lowerBound ?? 0) >= size
      }
    }
    // No layer on the way reaches it, and each that does has one of these before it or is one.
    for reach in found {
      #expect(reaches(reach.layer))
      for input in report.layers[reach.layer].inputs { #expect(!reaches(input.node)) }
    }
    var isBehind = [Bool](repeating: false, count: report.layers.count)
    for index in report.layers.indices {
      isBehind[index] =
        found.contains { $0.layer == index }
        || report.layers[index].inputs.contains { isBehind[$0.node] }
      if reaches(index) { #expect(isBehind[index], "\(report.layers[index].name)") }
    }
  }

  @Test func nothingReachesMoreThanThereIs() throws {
    let image = GraphBuilder("network").input([1, 3, 32, 32])
    let report = try image.builder.build(output: image.conv(4, 3, padding: 1)).report()
    let (found, unknown) = report.firstLayers(reaching: [4, 4])
    #expect(found.isEmpty)
    #expect(unknown == nil)
    #expect(report.firstLayers(reaching: [3, 3]).layers.map(\.layer) == [1])
  }
}
