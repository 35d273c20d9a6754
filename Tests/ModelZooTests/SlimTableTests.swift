import Foundation
import RFKit
import Testing

/// The table that google-research/receptive_field publishes for TF-slim's networks.
@Suite struct SlimTableTests {
  /// Field, effective stride and effective padding of every end point, and the work up to it, at open
  /// sizes, at 224×224 and at 321×321.
  @Test func everyRowOfTheTable() throws {
    for reference in Reference.all {
      let rows = try reference.rows("receptive_field_table.tsv")
      let groups = Dictionary(grouping: rows) { $0[0] + " " + $0[1] }
      for (_, rows) in groups.sorted(by: { $0.key < $1.key }) {
        let report = try Self.report("slim/" + rows[0][0], side: Int(rows[0][1]))
        for row in rows { try compare(report, row) }
      }
      #expect(rows.count >= 336)
    }
  }

  private static func report(_ name: String, side: Int?) throws -> Report {
    let (height, width) =
      side.map { (Dim($0), Dim($0)) } ?? (Dim.symbol("H"), Dim.symbol("W"))
    return try Zoo.graph(name, input: [1, 3, height, width]).report()
  }

  private func compare(_ report: Report, _ row: [String]) throws {
    let place = Comment(rawValue: row.joined(separator: " "))
    let index = try report.requireIndex(of: row[2])
    let (size, stride) = (try #require(Int(row[4])), try #require(Int(row[5])))
    for axis in 0..<2 {
      let field = try #require(report.layers[index].field.axes[axis].local?.value, place)
      #expect(field.size == .known(size...size), place)
      #expect(field.jump == .known(Rational(stride)), place)
      // "None" where TensorFlow's SAME splits its padding by a size that is not known.
      #expect((field.paddingBefore.value ?? nil) == Int(row[6]), place)
    }
    if row[3] != "None" {
      let found = try Self.gigaOperations(
        report, upTo: index, normsAreBiases: Self.wasBuiltWithoutNorms(row[0]))
      #expect(found == row[3], place)
    }
  }

  /// The table is not of one mind: its Inceptions and MobileNet were built without the settings that
  /// give them batch norm, so they are counted with biases that the networks do not have; its ResNets
  /// have their norms.
  private static func wasBuiltWithoutNorms(_ network: String) -> Bool {
    !network.hasPrefix("resnet")
  }

  /// As TensorFlow's profiler counts: two for each multiply-add, one for each bias, k² for each element
  /// of a pool, one for each product of elements; nothing for ReLU, sums and fused batch norms; in
  /// thousands of millions with three digits.
  private static func gigaOperations(
    _ report: Report, upTo index: Int, normsAreBiases: Bool
  ) throws -> String {
    var operations = 0
    for (layer, node) in zip(report.layers, report.graph.nodes).prefix(index + 1) {
      let elements = try #require(layer.shape.value?.elements().constant)
      switch node.operation {
      case .convolution(let convolution):
        operations += 2 * (try #require(layer.work.value?.multiplyAccumulates.constant))
        if convolution.hasBias { operations += elements }
      case .batchNorm: operations += normsAreBiases ? elements : 0
      case .pool(let pool): operations += pool.window.kernel[0] * pool.window.kernel[1] * elements
      case .elementwise(let merge): operations += merge.function == .multiply ? elements : 0
      default: break
      }
    }
    return String(format: "%.3f", Double(operations) / 1e9)
  }

  /// With norms counted alike everywhere, one half of the table or the other can't be had. What is true
  /// is told by a forward pass: it reads no bias in a convolution that a norm follows.
  @Test func noSingleCountGivesTheTable() throws {
    let rows = try Reference.fixtures.rows("receptive_field_table.tsv")
    for (network, end) in [
      ("inception_v2", "Conv2d_1a_7x7"), ("inception_resnet_v2", "Conv2d_7b_1x1"),
      ("mobilenet_v1", "Conv2d_13_pointwise"), ("resnet_v1_50", "resnet_v1_50/block4"),
      ("resnet_v2_50", "resnet_v2_50/block4"),
    ] {
      let row = try #require(rows.first { $0.starts(with: [network, "224", end]) })
      let report = try Self.report("slim/" + network, side: 224)
      let index = try report.requireIndex(of: end)
      let counts = try [true, false].map {
        try Self.gigaOperations(report, upTo: index, normsAreBiases: $0) == row[3]
      }
      let isWithout = Self.wasBuiltWithoutNorms(network)
      #expect(counts == [isWithout, !isWithout], "\(network)")
    }
    let small = try Zoo.graph("slim/mobilenet_v1_025", input: [1, 3, 64, 64]).report()
    #expect(small.total.parameterCounts.value?.biases == 1000)
    #expect(try small.verify(.quick).holds)
  }

  /// Slim's VGG is torchvision's; its AlexNet v2 does not pad the first layer, where torchvision pads
  /// by 2.
  @Test(arguments: [
    ("slim/vgg_a", "vgg11", 0), ("slim/vgg_16", "vgg16", 0), ("slim/vgg_19", "vgg19", 0),
    ("slim/alexnet_v2", "alexnet", 2),
  ])
  func slimAgainstTorchvision(slim: String, other: String, padding: Int) throws {
    let (ours, theirs) = (try Self.report(slim, side: nil), try Self.report(other, side: nil))
    let kinds: Set<String> = ["conv", "max pool"]
    let pairs = zip(
      ours.layers.filter { kinds.contains($0.kind) },
      theirs.layers.filter { kinds.contains($0.kind) })
    for (one, two) in pairs {
      let place = Comment(rawValue: "\(slim) \(one.name)")
      let field = try #require(one.field.axes[0].local?.value)
      let other = try #require(two.field.axes[0].local?.value)
      #expect(field.size == other.size, place)
      #expect(field.jump == other.jump, place)
      let (ours, theirs) = (field.paddingBefore.value ?? nil, other.paddingBefore.value ?? nil)
      #expect(ours.map { $0 + padding } == theirs, place)
    }
    if padding == 0 { #expect(ours.total.parameters == theirs.total.parameters) }
  }

  /// Slim's ResNet v1 strides at the end of a block and v1 proper in its first 1×1; the fields of the
  /// four blocks agree all the same.
  @Test(arguments: [50, 101, 152]) func resNetV1HasSlimsFields(depth: Int) throws {
    let ours = try Self.report("resnet\(depth)-v1", side: 224)
    let slims = try Self.report("slim/resnet_v1_\(depth)", side: 224)
    for stage in 1...4 {
      let field = ours["layer\(stage)"]?.field.axes[0].local?.value?.size
      let slim = slims["resnet_v1_\(depth)/block\(stage)"]?.field.axes[0].local?.value?.size
      #expect(field != nil && field == slim, "resnet\(depth) block \(stage)")
    }
  }
}
