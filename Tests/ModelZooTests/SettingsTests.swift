import RFKit
import Testing

/// Class counts and multipliers: parameters as torchvision counts them when it is asked the same.
@Suite struct SettingsTests {
  struct Row: Sendable {
    let name: String
    var variant: String?
    var classes: Int?
    var width: Double?
    var depth: Double?
    let parameters: Int
    var macs: Int?
  }

  static let rows: [Row] = [
    Row(name: "mobilenet_v2", width: 0.35, parameters: 1_677_128, macs: 59_285_808),
    Row(name: "mobilenet_v2", width: 0.5, parameters: 1_968_680, macs: 97_131_840),
    Row(name: "mobilenet_v2", width: 1.4, parameters: 6_108_776, macs: 582_195_824),
    Row(name: "mobilenet_v2", classes: 10, width: 0.75, parameters: 1_368_234, macs: 207_802_592),
    Row(name: "mobilenet_v3_large", width: 0.75, parameters: 3_377_576, macs: 140_033_816),
    Row(name: "mobilenet_v3_large", width: 1.25, parameters: 8_164_744, macs: 343_461_000),
    Row(name: "mobilenet_v3_small", width: 0.5, parameters: 917_264, macs: 18_970_736),
    Row(name: "mobilenet_v3_small", width: 0.75, parameters: 1_653_920, macs: 39_115_576),
    Row(name: "mnasnet1_0", width: 0.35, parameters: 1_788_232, macs: 58_878_912),
    Row(name: "mnasnet0_5", classes: 10, width: 1.4, parameters: 5_847_538, macs: 587_532_208),
    Row(name: "wide_resnet50_2", width: 4.0, parameters: 223_439_144, macs: 37_113_823_232),
    Row(
      name: "wide_resnet101_2", classes: 7, width: 0.5, parameters: 17_353_927, macs: 3_184_785_408),
    Row(
      name: "efficientnet_b0", width: 1.3, depth: 1.7, parameters: 15_505_724, macs: 1_280_611_280),
    Row(name: "efficientnet_b0", width: 0.5, depth: 0.5, parameters: 1_298_120, macs: 73_937_232),
    Row(name: "efficientnet_b0", width: 1.0, depth: 2.2, parameters: 12_728_620, macs: 966_090_976),
    Row(name: "alexnet", classes: 10, parameters: 57_044_810),
    Row(name: "vgg11", classes: 10, parameters: 128_807_306),
    Row(name: "vgg16_bn", classes: 10, parameters: 134_309_962),
    Row(name: "squeezenet1_1", classes: 10, parameters: 727_626),
    Row(name: "densenet121", classes: 10, parameters: 6_964_106),
    Row(name: "resnet18", classes: 10, parameters: 11_181_642),
    Row(name: "resnext50_32x4d", classes: 10, parameters: 23_000_394),
    Row(name: "shufflenet_v2_x1_0", classes: 10, parameters: 1_263_854),
    Row(name: "regnet_x_400mf", classes: 10, parameters: 5_098_986),
    Row(name: "regnet_y_400mf", classes: 10, parameters: 3_907_554),
    Row(name: "convnext_tiny", classes: 10, parameters: 27_827_818),
    Row(name: "efficientnet_v2_s", classes: 10, parameters: 20_190_298),
    Row(name: "vit_b_32", classes: 10, parameters: 87_462_922),
    Row(name: "swin_t", classes: 10, parameters: 27_527_044),
    Row(name: "swin_v2_t", classes: 10, parameters: 27_590_260),
    Row(name: "maxvit_t", classes: 10, parameters: 30_412_744),
    Row(name: "googlenet", variant: "aux", classes: 10, parameters: 9_960_638),
    Row(name: "inception_v3", variant: "aux", classes: 10, parameters: 24_371_444),
    Row(name: "r3d_18", classes: 10, parameters: 33_171_402),
    Row(name: "s3d", classes: 10, parameters: 7_920_298),
    Row(name: "swin3d_t", classes: 10, parameters: 27_858_160),
    Row(name: "mvit_v1_b", classes: 10, parameters: 36_310_762),
    Row(name: "fcn_resnet50", variant: "aux", classes: 10, parameters: 35_313_748),
    Row(name: "deeplabv3_mobilenet_v3_large", classes: 10, parameters: 11_022_650),
    Row(name: "lraspp_mobilenet_v3_large", classes: 10, parameters: 3_219_668),
    Row(name: "fasterrcnn_resnet50_fpn", variant: "heads", classes: 10, parameters: 41_393_281),
    Row(name: "fasterrcnn_resnet50_fpn_v2", variant: "heads", classes: 10, parameters: 43_297_153),
    Row(name: "maskrcnn_resnet50_fpn", variant: "heads", classes: 10, parameters: 44_018_571),
    Row(name: "retinanet_resnet50_fpn", variant: "heads", classes: 10, parameters: 32_387_774),
    Row(name: "retinanet_resnet50_fpn_v2", variant: "heads", classes: 10, parameters: 36_518_590),
    Row(name: "fcos_resnet50_fpn", variant: "heads", classes: 10, parameters: 32_136_015),
    Row(name: "keypointrcnn_resnet50_fpn", variant: "heads", classes: 10, parameters: 59_231_378),
  ]

  @Test func parametersEqualTorchvision() throws {
    for row in Self.rows {
      let graph = try Zoo.graph(
        row.name, variant: row.variant, classes: row.classes, width: row.width, depth: row.depth)
      let report = try graph.report()
      let place = Comment(rawValue: graph.name)
      #expect(report.total.parameters == .known(Dim(row.parameters)), place)
      if let macs = row.macs {
        #expect(report.total.multiplyAccumulates == .known(Dim(macs)), place)
      }
    }
  }

  /// Every model that says it has a setting heeds it: the network changes, and is whole.
  @Test func everyDeclaredSettingIsHeeded() throws {
    for entry in Zoo.entries {
      let plain = ModelSettings(variant: entry.classesVariant)
      let before = try Zoo.graph(entry.name, settings: plain).report().total.parameters
      for setting in entry.settings {
        var settings = plain
        switch setting {
        case .classes: settings.classes = (entry.classes ?? 0) + 1
        case .width: settings.width = (entry.width ?? 0) * 2
        case .depth: settings.depth = (entry.depth ?? 0) * 2
        }
        let graph = try Zoo.graph(entry.name, settings: settings)
        let after = try graph.report().total.parameters
        let place = Comment(rawValue: graph.name)
        let (few, many) = (before.value?.constant, after.value?.constant)
        #expect(try #require(few, place) < #require(many, place), place)
        #expect(graph.name.hasSuffix(")"), place)
      }
      var same = plain
      (same.classes, same.width, same.depth) = (entry.classes, entry.width, entry.depth)
      let graph = try Zoo.graph(entry.name, settings: same)
      #expect(try graph == Zoo.graph(entry.name, settings: plain), "\(entry.name)")
    }
  }

  @Test func namesSayWhatWasSet() throws {
    let names: [(String, ModelSettings, String)] = [
      ("googlenet", .init(variant: "aux", classes: 10), "googlenet-aux (10 classes)"),
      ("MobileNet v2", .init(classes: 2, width: 0.5), "mobilenet_v2 (2 classes, width 0.5)"),
      ("efficientnet-b0", .init(width: 1, depth: 3.5), "efficientnet_b0 (depth 3.5)"),
      ("mnasnet0_5", .init(width: 0.75), "mnasnet0_5 (width 0.75)"),
    ]
    for (typed, settings, name) in names {
      #expect(try Zoo.graph(typed, settings: settings).name == name)
    }
  }

  @Test func errorsSayWhatThereIs() {
    let messages: [(String, ModelSettings, String)] = [
      (
        "vgg16", .init(width: 0.5), "vgg16 has no width multiplier; it has a number of classes"
      ),
      (
        "mobilenet_v2", .init(depth: 2),
        "mobilenet_v2 has no depth multiplier; it has a number of classes and a width multiplier"
      ),
      (
        "lenet5-paper", .init(classes: 3),
        "lenet5-paper has no number of classes, nor any other number to set"
      ),
      (
        "fasterrcnn_resnet50_fpn", .init(classes: 3),
        "fasterrcnn_resnet50_fpn has classes only in its variant 'heads'"
      ),
      (
        "resnet18", .init(classes: 0),
        "the number of classes must be a whole number from 1 to 1000000000, not 0"
      ),
      (
        "resnet18", .init(classes: 1_000_000_001),
        "the number of classes must be a whole number from 1 to 1000000000, not 1000000001"
      ),
      (
        "mobilenet_v2", .init(width: 0),
        "the width multiplier must be a number above 0 and at most 100, not 0.0"
      ),
      (
        "mobilenet_v2", .init(width: .nan),
        "the width multiplier must be a number above 0 and at most 100, not nan"
      ),
      (
        "efficientnet_b0", .init(depth: 100.5),
        "the depth multiplier must be a number above 0 and at most 100, not 100.5"
      ),
    ]
    for (name, settings, text) in messages {
      do throws(ZooError) {
        _ = try Zoo.graph(name, settings: settings)
        Issue.record("\(name) was made")
      } catch {
        #expect(error.description == text)
      }
    }
  }

  /// The ends of the ranges.
  @Test func extremesAreNetworks() throws {
    for width in [1e-300, 0.01, 100] {
      for name in ["mobilenet_v2", "mobilenet_v3_small", "mnasnet1_0", "wide_resnet50_2"] {
        _ = try Zoo.graph(name, width: width).report()
      }
    }
    _ = try Zoo.graph("efficientnet_b0", width: 1e-9, depth: 1e-9).report()
    _ = try Zoo.graph("efficientnet_b0", width: 100, depth: 2).report()
    let heads = try Zoo.graph(
      "retinanet_resnet50_fpn", variant: "heads", classes: 1_000_000_000)
    _ = try heads.report()
  }

  @Test func families() throws {
    let names = try Zoo.family("swin transformer v2").map(\.name)
    #expect(names == ["swin_v2_t", "swin_v2_s", "swin_v2_b"])
    #expect(
      try Zoo.family("ViT-B/16").map(\.family)
        == Array(
          repeating: "Vision Transformer", count: 5))
    #expect(try Zoo.family("swin").count == 6)
    #expect(try Set(Zoo.family("slim").map(\.family)) == ["TF-slim"])
    for (name, text) in [
      ("", "there is no family ''"),
      ("ResNit", "there is no family 'ResNit'; did you mean 'ResNet'?"),
      ("quux!", "there is no family 'quux!'"),
    ] {
      do throws(ZooError) {
        _ = try Zoo.family(name)
        Issue.record("\(name) was found")
      } catch {
        #expect(error.description == text)
      }
    }
  }

  /// Tables of relative positions at sides that don't halve evenly, as torchvision makes them.
  @Test(arguments: [
    (224, 224, 34_537_744), (228, 228, 34_538_128), (260, 132, 34_553_872), (100, 68, 34_475_152),
    (32, 28, 34_443_280),
  ]) func tablesOfRelativePositions(rows: Int, columns: Int, parameters: Int) throws {
    let clip = Shape([1, 3, 16, Dim(rows), Dim(columns)])
    let report = try Zoo.graph("mvit_v2_s", input: clip).report()
    #expect(report.total.parameters == .known(Dim(parameters)))
  }
}
