import Foundation
import RFKit
import Testing

/// The table of google-research/receptive_field for TF-slim's networks.
@Suite struct SlimTableTests {
  /// VGG is the same network there: field, stride, padding, and the work up to each end-point.
  @Test func vggEqualsTheTable() throws {
    var compared = 0
    for row in try Reference.fixtures.rows("receptive_field_table.tsv") {
      guard let name = ["vgg_a": "vgg11", "vgg_16": "vgg16"][row[0]] else { continue }
      let side = Int(row[1])
      let report = try ModelZoo.graph(name)
        .withInputs([Shape([1, 3, Dim(side ?? 224), Dim(side ?? 224)])], hasBatch: true).report()
      let index = try #require(Self.position(of: row[2], in: report))
      let field = try #require(report.layers[index].field.axes[0].local?.value)
      let size = try #require(Int(row[4]))
      #expect(field.size == .known(size...size), "\(row)")
      let stride = try #require(Int(row[5]))
      #expect(field.jump == .known(Rational(stride)), "\(row)")
      let padding = try #require(Int(row[6]))
      #expect(field.paddingBefore == .known(padding), "\(row)")
      if side != nil { #expect(try Self.gigaOperations(report, upTo: index) == row[3], "\(row)") }
      compared += 1
    }
    #expect(compared == 78)
  }

  /// "vgg_16/conv3/conv3_2" is the second convolution after the second pool.
  private static func position(of endPoint: String, in report: Report) -> Int? {
    let last = endPoint.split(separator: "/").last ?? ""
    let numbers = last.filter { $0.isNumber || $0 == "_" }.split(separator: "_").compactMap {
      Int($0)
    }
    guard let block = numbers.first else { return nil }
    let pools = report.layers.indices.filter { report.layers[$0].kind == "max pool" }
    if last.hasPrefix("pool") { return pools[block - 1] }
    let start = block == 1 ? 0 : pools[block - 2]
    return report.layers.indices[start...].filter { report.layers[$0].kind == "conv" }[
      numbers[1] - 1]
  }

  /// As TensorFlow's profiler counts: two for each multiply-add, one for each bias, k² for each element
  /// of a pool, nothing for ReLU; in thousands of millions with three digits.
  private static func gigaOperations(_ report: Report, upTo index: Int) throws -> String {
    var operations = 0
    for (layer, node) in zip(report.layers, report.graph.nodes).prefix(index + 1) {
      let elements = try #require(layer.output.value?.elements().constant)
      switch node.operation {
      case .convolution:
        operations += 2 * (try #require(layer.work.value?.multiplyAccumulates.constant)) + elements
      case .pool(let pool): operations += pool.window.kernel[0] * pool.window.kernel[1] * elements
      default: break
      }
    }
    return String(format: "%.3f", Double(operations) / 1e9)
  }

  /// Slim's AlexNet v2 does not pad its first layer, where torchvision pads by 2.
  @Test func alexNetDiffersByTheFirstPadding() throws {
    let report = try ModelZoo.alexnet.report()
    let layers = [
      "conv1": "features.0", "pool1": "features.2", "conv2": "features.3", "conv3": "features.6",
      "conv4": "features.8", "conv5": "features.10", "pool5": "features.12",
    ]
    var compared = 0
    for row in try Reference.fixtures.rows("receptive_field_table.tsv") where row[0] == "alexnet_v2"
    {
      let end = row[2].split(separator: "/").last.map(String.init) ?? ""
      let layer = try #require(layers[end].flatMap { report[$0] })
      let field = try #require(layer.field.axes[0].local?.value)
      let size = try #require(Int(row[4]))
      #expect(field.size == .known(size...size), "\(row)")
      let stride = try #require(Int(row[5]))
      #expect(field.jump == .known(Rational(stride)), "\(row)")
      let padding = try #require(Int(row[6]))
      #expect(field.paddingBefore == .known(padding + 2), "\(row)")
      compared += 1
    }
    #expect(compared == 21)
  }

  /// Slim's ResNet v1 strides at the end of a block and v1 proper in its first 1×1; the fields of the
  /// four blocks agree all the same.
  @Test(arguments: [
    ("resnet50-v1", [35, 99, 291, 483]), ("resnet101-v1", [35, 99, 835, 1027]),
    ("resnet152-v1", [35, 163, 1315, 1507]),
  ])
  func resNetV1HasSlimsFields(name: String, sizes: [Int]) throws {
    let report = try ModelZoo.graph(name).report()
    for (stage, size) in sizes.enumerated() {
      let field = report["layer\(stage + 1)"]?.field.axes[0].local?.value
      #expect(field?.size == .known(size...size), "\(name) layer\(stage + 1)")
    }
  }
}
