import RFKit
import Testing

/// What the papers, torchvision's documentation and the authors' files say.
@Suite struct PublishedTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let name: String
    var variant: String? = nil
    var input: Shape? = nil
    let parameters: Int
    /// 10⁹ multiply-adds to three digits, at the default input.
    var gigaMACs: Double? = nil
    var output: Shape = [1, 1000]
    /// The last layer or module before the image is pooled away, and its field.
    var last: (layer: String, field: Int)? = nil

    var testDescription: String {
      ([name, variant, input?.description] as [String?]).compactMap(\.self).joined(separator: " ")
    }
  }

  static let rows = papers + torchvision + slim + others

  private static let papers = [
    Row(name: "lenet5", parameters: 61_706, output: [1, 10], last: ("c5", 32)),
    // "340,908 connections, but only 60,000 trainable free parameters"
    Row(name: "lenet5-paper", parameters: 60_000, output: [1, 10], last: ("c5", 32)),
    Row(name: "alexnet", parameters: 61_100_840, gigaMACs: 0.714, last: ("features", 195)),
    Row(name: "alexnet-paper", parameters: 60_965_224, gigaMACs: 0.724, last: ("pool5", 195)),
    Row(name: "zfnet", parameters: 62_357_608, last: ("pool5", 171)),
    Row(name: "vgg11", parameters: 132_863_336, gigaMACs: 7.609, last: ("features", 150)),
    Row(name: "vgg11_bn", parameters: 132_868_840, gigaMACs: 7.609, last: ("features", 150)),
    Row(name: "vgg13", parameters: 133_047_848, gigaMACs: 11.308, last: ("features", 156)),
    Row(name: "vgg13_bn", parameters: 133_053_736, gigaMACs: 11.308, last: ("features", 156)),
    Row(name: "vgg16", parameters: 138_357_544, gigaMACs: 15.470, last: ("features", 212)),
    Row(name: "vgg16_bn", parameters: 138_365_992, gigaMACs: 15.470, last: ("features", 212)),
    Row(name: "vgg19", parameters: 143_667_240, gigaMACs: 19.632, last: ("features", 268)),
    Row(name: "vgg19_bn", parameters: 143_678_248, gigaMACs: 19.632, last: ("features", 268)),
    Row(name: "googlenet", parameters: 6_624_904, gigaMACs: 1.498, last: ("inception5b", 379)),
    Row(
      name: "googlenet", variant: "aux", parameters: 13_004_888, last: ("inception5b", 379)),
    Row(name: "googlenet-paper", parameters: 6_998_552, last: ("inception5b", 715)),
    Row(
      name: "googlenet-paper", variant: "aux", parameters: 13_378_280, last: ("inception5b", 715)),
    Row(name: "unet", parameters: 31_030_658, output: [1, 2, 388, 388], last: ("bottom", 140)),
    Row(
      name: "unet-padded", parameters: 31_030_658, output: [1, 2, 512, 512], last: ("bottom", 140)),
    Row(name: "resnet18", parameters: 11_689_512, gigaMACs: 1.814, last: ("layer4", 435)),
    Row(name: "resnet34", parameters: 21_797_672, gigaMACs: 3.664, last: ("layer4", 899)),
    Row(name: "resnet50", parameters: 25_557_032, gigaMACs: 4.089, last: ("layer4", 427)),
    Row(name: "resnet50-v1", parameters: 25_557_032, gigaMACs: 3.858, last: ("layer4", 483)),
    Row(name: "resnet101", parameters: 44_549_160, gigaMACs: 7.801, last: ("layer4", 971)),
    Row(name: "resnet101-v1", parameters: 44_549_160, last: ("layer4", 1027)),
    Row(name: "resnet152", parameters: 60_192_808, gigaMACs: 11.514, last: ("layer4", 1451)),
    Row(name: "resnet152-v1", parameters: 60_192_808, last: ("layer4", 1507)),
    Row(name: "resnext50_32x4d", parameters: 25_028_904, gigaMACs: 4.230, last: ("layer4", 427)),
    Row(name: "resnext101_32x8d", parameters: 88_791_336, gigaMACs: 16.414, last: ("layer4", 971)),
    Row(name: "resnext101_64x4d", parameters: 83_455_272, gigaMACs: 15.460, last: ("layer4", 971)),
    Row(name: "wide_resnet50_2", parameters: 68_883_240, gigaMACs: 11.398, last: ("layer4", 427)),
    Row(name: "wide_resnet101_2", parameters: 126_886_696, gigaMACs: 22.753, last: ("layer4", 971)),
    Row(
      name: "preact-cifar10", parameters: 2_086_032, output: [1, 10], last: ("unit9", 46)),
    Row(name: "squeezenet1_0", parameters: 1_248_424, gigaMACs: 0.819, last: ("features", 155)),
    Row(name: "squeezenet1_1", parameters: 1_235_496, gigaMACs: 0.349, last: ("features", 207)),
    Row(name: "densenet121", parameters: 7_978_856, gigaMACs: 2.834, last: ("features", 2071)),
    Row(name: "densenet161", parameters: 28_681_000, gigaMACs: 7.728, last: ("features", 2967)),
    Row(name: "densenet169", parameters: 14_149_480, gigaMACs: 3.360, last: ("features", 3351)),
    Row(name: "densenet201", parameters: 20_013_928, gigaMACs: 4.291, last: ("features", 3863)),
    Row(name: "se-resnet50", parameters: 28_088_024),
    Row(name: "se-resnet50-v1", parameters: 28_088_024),
    Row(name: "mobilenet_v2", parameters: 3_504_872, gigaMACs: 0.301, last: ("features", 491)),
  ]

  @Test(arguments: rows) func numbersEqualThePublished(row: Row) throws {
    let graph = try Zoo.graph(
      row.name, variant: row.variant, input: row.input, hasBatch: row.input != nil)
    let report = try graph.report()
    #expect(report.total.parameters == .known(Dim(row.parameters)))
    let output = report.layers[graph.outputs[0].value.node].shape
    #expect(output == .known(row.output))
    if let gigaMACs = row.gigaMACs {
      let macs = try #require(report.total.multiplyAccumulates.value?.constant)
      #expect((Double(macs) / 1e6).rounded() / 1e3 == gigaMACs)
    }
    if let last = row.last {
      let axes = try #require(report[last.layer]).field.axes
      #expect(
        axes.map { $0.local?.value?.size }
          == Array(repeating: .known(last.field...last.field), count: 2))
    }
  }

  @Test func everyModelHasItsRow() {
    let named = Self.rows.filter { $0.variant == nil && $0.input == nil }.map(\.name)
    #expect(named.sorted() == Zoo.entries.map(\.name).sorted())
    for entry in Zoo.entries {
      #expect(Self.rows.filter { $0.name == entry.name }.compactMap(\.variant) == entry.variants)
    }
  }

  /// A gate by a global mean leaves the local field of the network under it.
  @Test(arguments: [("se-resnet50", 427), ("se-resnet50-v1", 483)])
  func squeezeAndExciteKeepsTheLocalField(name: String, size: Int) throws {
    let axes = try #require(Zoo.graph(name).report()["layer4"]).field.axes
    #expect(axes.allSatisfy { $0.isGlobal && $0.local?.value?.size == .known(size...size) })
  }

  /// U-Net's upsampling makes 16 phases; a walk over its taps finds sizes 188 and 204, and that the
  /// first and the last unit end exactly at the edges of the 572×572 image.
  @Test func uNetSeesItsTile() throws {
    let report = try Zoo.unet.report()
    let field = try #require(report["output"]?.field.axes[0].local?.value)
    #expect(field.size == .known(188...204))
    #expect(field.jump == .known(1))
    // 2×2 pools and the 2×2 kernels that bring maps up lean to either side by turns.
    let bottom = try #require(report["up4.concat"]?.field.axes[0].local?.value)
    #expect(bottom.apart == .known(4...4))
    #expect(try field.map.hull(of: 0) == Interval(0, 187))
    #expect(try field.map.hull(of: 387).upper == 571)
    let sizes = try (0..<17).map { try field.map.hull(of: $0).count() }
    #expect(sizes == Array(repeating: 188, count: 4) + Array(repeating: 204, count: 12) + [188])
  }

  /// With open sizes the parameters are the same number, or a formula that gives it.
  @Test func openSizesKeepTheParameters() throws {
    for entry in Zoo.entries {
      var open = entry.defaultInput
      let sizes = try open.dims.suffix(2).map { try #require($0.constant) }
      open.dims.replaceSubrange((open.rank - 2)..., with: [.symbol("H"), .symbol("W")])
      let report = try Zoo.graph(entry.name, input: open).report()
      let formula = try #require(report.total.parameters.value, "\(entry.name)")
      let closed = try Zoo.graph(entry.name).report().total.parameters.value
      #expect(
        try formula.value(["H": sizes[0], "W": sizes[1]]) == closed?.constant, "\(entry.name)")
    }
  }

  /// The sizes that the papers print.
  @Test(arguments: [
    ("zfnet", ["conv1": 110, "pool1": 55, "conv2": 26, "pool2": 13, "conv5": 13, "pool5": 6]),
    ("alexnet-paper", ["conv1": 55, "conv2": 27, "conv3": 13, "pool5": 6]),
    ("lenet5-paper", ["c1": 28, "s2": 14, "c3": 10, "s4": 5, "c5": 1]),
    (
      "googlenet-paper",
      [
        "conv1": 112, "maxpool1": 56, "maxpool2": 28, "maxpool3": 14, "maxpool4": 7,
        "inception5b": 7,
      ]
    ),
    (
      "unet",
      [
        "down1": 568, "down2": 280, "down3": 136, "down4": 64, "bottom": 28, "up4": 52, "up3": 100,
        "up2": 196, "up1": 388,
      ]
    ),
  ])
  func mapsHaveThePapersSizes(name: String, sizes: [String: Int]) throws {
    let report = try Zoo.graph(name).report()
    for (layer, size) in sizes {
      let dims = report[layer]?.shape.value?.dims.suffix(2)
      #expect(dims == [Dim(size), Dim(size)][...], "\(name) \(layer)")
    }
  }

  /// The heads hang on modules 4a and 4d and end in a classifier of their own.
  @Test(arguments: ["googlenet", "googlenet-paper"]) func auxiliaryHeads(name: String) throws {
    let graph = try Zoo.graph(name, variant: "aux")
    #expect(graph.name == name + "-aux")
    #expect(graph.outputs.map(\.name) == ["output", "aux1", "aux2"])
    let report = try graph.report()
    for output in graph.outputs {
      #expect(report.layers[output.value.node].shape == .known([1, 1000]))
    }
    #expect(report["aux1.avgpool"]?.shape == .known([1, 512, 4, 4]))
    #expect(report["aux2.avgpool"]?.shape == .known([1, 528, 4, 4]))
  }
}
