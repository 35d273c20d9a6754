import RFKit
import Testing

@Suite struct LookupTests {
  /// Spellings that people use, and the graph they get.
  @Test(arguments: [
    ("resnet50", "resnet50"), ("ResNet-50", "resnet50"), ("resnet_50", "resnet50"),
    ("RESNET 50", "resnet50"), ("resnet50-v1.5", "resnet50"), ("ResNet50 V1", "resnet50-v1"),
    ("vgg16bn", "vgg16_bn"), ("VGG16-BN", "vgg16_bn"), ("vgg-a", "vgg11"), ("VGG D", "vgg16"),
    ("lenet", "lenet5"), ("LeNet-5", "lenet5"), ("AlexNet paper", "alexnet-paper"),
    ("U-Net", "unet"), ("squeezenet 1.1", "squeezenet1_1"), ("SqueezeNet", "squeezenet1_1"),
    ("mobilenetv2", "mobilenet_v2"), ("SEResNet50", "se-resnet50"),
    ("Wide-ResNet-50-2", "wide_resnet50_2"), ("ResNeXt-101 64x4d", "resnext101_64x4d"),
    ("Inception v1", "googlenet"), ("googlenet-aux", "googlenet-aux"),
    ("GoogLeNet paper aux", "googlenet-paper-aux"), ("inception_v1-aux", "googlenet-aux"),
    ("RegNetX-1.6GF", "regnet_x_1_6gf"), ("RegNetX-16GF", "regnet_x_16gf"),
    ("regnetx1.6gf", "regnet_x_1_6gf"), ("regnet y 3.2 gf", "regnet_y_3_2gf"),
    ("MnasNet-1.3", "mnasnet1_3"), ("mnasnet13", "mnasnet1_3"), ("MnasNet", "mnasnet1_0"),
    ("EfficientNet-B0", "efficientnet_b0"), ("EfficientNetV2-S", "efficientnet_v2_s"),
    ("MobileNetV3-Large", "mobilenet_v3_large"), ("ConvNeXt-T", "convnext_tiny"),
    ("ShuffleNetV2 x0.5", "shufflenet_v2_x0_5"), ("inceptionv3-aux", "inception_v3-aux"),
    ("slim/vgg_16", "slim/vgg_16"), ("Slim VGG 16", "slim/vgg_16"),
    ("MobileNet-v1", "slim/mobilenet_v1"), ("mobilenet v1 0.75", "slim/mobilenet_v1_075"),
    ("slim/mobilenet_v1_0.25", "slim/mobilenet_v1_025"), ("Inception-v4", "slim/inception_v4"),
    ("InceptionResNetV2", "slim/inception_resnet_v2"), ("BN-Inception", "slim/inception_v2"),
    ("inception_resnet_v2-same", "slim/inception_resnet_v2-same"),
    ("ResNet v2 152", "slim/resnet_v2_152"), ("slim/resnet-v1-200", "slim/resnet_v1_200"),
    ("SE-ResNeXt-50 32x4d", "se-resnext50_32x4d"), ("Darknet-53", "darknet53"),
    ("YOLO v3", "yolov3"), ("SSD-300", "ssd300"), ("SegNet", "segnet"), ("NiN", "nin"),
    ("HRNet-W18", "hrnet_w18"), ("DLA-34", "dla34"), ("RepVGG-A0", "repvgg_a0"),
    ("repvgg a0 deploy", "repvgg_a0-deploy"), ("GhostNet", "ghostnet_100"),
    ("MixNet-S", "mixnet_s"), ("ResNet-50-D", "resnet50d"), ("Res2Net-50", "res2net50_26w_4s"),
    ("ResNeSt-50", "resnest50d"), ("WaveNet", "wavenet"), ("espcn-x4", "espcn-x4"),
    ("RAFT-Large", "raft_large"), ("ViT-B/16", "vit_b_16"), ("ViT H 14", "vit_h_14"),
    ("U-Net plus plus", "unetplusplus_resnet34"), ("DeepLab v3", "deeplabv3_resnet50"),
    ("DeepLab v3 plus", "deeplabv3plus_resnet50"),
    ("YOLOv5n-u", "yolov5n-u"), ("V-Net", "vnet"), ("ConvNeXt V2 tiny", "convnextv2_tiny"),
    ("CoAtNet-0", "coatnet_0"), ("nnU-Net 3d", "nnunet_3d"),
  ])
  func spellings(typed: String, name: String) throws {
    #expect(try Zoo.graph(typed).name == name)
  }

  /// Only case, blanks and "-", "_", "." are free: other signs make other names. What is suggested for
  /// them, the likeliest first.
  @Test(arguments: [
    ("unet++", "'unetplusplus_resnet34'"), ("u-net+", "'unetplusplus_resnet34'"),
    ("resnet50?", "'resnet50'"),
    ("resnet50!", "'resnet50'"), ("../lenet5", "'lenet5'"), ("slim//vgg_16", "'slim/vgg_16'"),
    ("AlexNet (paper)", "'alexnet-paper'"), ("googlenet+aux", "'googlenet-aux'"),
    ("deeplabv3+_resnet50", "'deeplabv3plus_resnet50'"),
    ("deeplabv3?_resnet101", "'deeplabv3_resnet101'"),
    ("hrnet", "'hrnet_w18', 'hrnet_w32' or 'hrnet_w48'"),
    ("yolo", "'yolov3', 'yolov5n', 'yolov5s', 'yolov8n' or 'yolov8s'"),
    ("yolov5", "'yolov5n' or 'yolov5s'"), ("resnt50", "'resnet50'"), ("RESNT-50", "'resnet50'"),
    ("resnet50.a1_in1k", "'resnet50'"), ("torchvision/resnet50", "'resnet50'"),
    ("tf_efficientnet_b0", "'efficientnet_b0'"), ("hrnetv2_w48", "'hrnet_w48'"),
    (
      "inception",
      "'inception_v1', 'inception_v1-paper', 'inception_v3', 'inception_v2' or one of 4 more"
    ),
    ("vision", "'vit_b_16', 'vit_b_32', 'vit_l_16', 'vit_l_32' or 'vit_h_14'"),
    (
      "effnet",
      "'efficientnet_b0', 'efficientnet_b1', 'efficientnet_b2', 'efficientnet_b3' or one of 7 more"
    ),
    ("effnet-b4", "'efficientnet_b4'"),
    ("nasnet", "nothing"), ("resnet_50_v2", "'slim/resnet_v2_50'"),
    ("resnet152v2", "'slim/resnet_v2_152'"), ("pre-act-resnet", "'preact-cifar10'"),
    (
      "fpn",
      "'fasterrcnn_resnet50_fpn', 'fasterrcnn_resnet50_fpn_v2', 'fasterrcnn_mobilenet_v3_large_fpn', "
        + "'fasterrcnn_mobilenet_v3_large_320_fpn' or one of 6 more"
    ),
    ("unetplus", "'unetplusplus_resnet34'"), ("tinyyolo", "'yolov3'"), ("yolo-tiny", "'yolov3'"),
    ("my vgg", "'vgg-A', 'vgg-B', 'vgg-D' or 'vgg-E'"), ("vit_base_patch16_224", "'vit_b_16'"),
    ("my-resnet", "'resnet18', 'resnet34' or 'resnet50'"),
    ("skynet-9000", "nothing"), ("", "nothing"), ("?", "nothing"), ("r", "nothing"),
  ])
  func suggestions(typed: String, suggested: String) {
    do throws(ZooError) {
      _ = try Zoo.graph(typed)
      Issue.record("\(typed) was found")
    } catch {
      let meant = suggested == "nothing" ? "" : "; did you mean \(suggested)?"
      #expect(error.description == "there is no model '\(typed)'" + meant)
    }
  }

  @Test func variantsAreAskedForByNameOrApart() throws {
    let apart = try Zoo.graph("googlenet", variant: "AUX")
    #expect(try Zoo.graph("googlenet-aux") == apart)
    #expect(try Zoo.graph("googlenet-aux", variant: "aux") == apart)
    #expect(try Zoo.graph("googlenet") != apart)
  }

  /// No two models answer to the same name, and none hides behind another's.
  @Test func namesAreUniqueAndFindTheirModel() throws {
    var owners: [String: String] = [:]
    for entry in Zoo.entries {
      let variants = entry.variants.map { ($0, entry.name + "-" + $0) }
      for name in [entry.name] + entry.aliases {
        for (key, graph) in [(name, entry.name)] + variants.map({ (name + $0.0, $0.1) }) {
          let owner = owners.updateValue(graph, forKey: key.lowercased())
          #expect(owner == nil || owner == graph, "\(key)")
          #expect(try Zoo.graph(key).name == graph, "\(key)")
        }
      }
    }
  }

  @Test func entriesSayWhatTheyAre() throws {
    #expect(Set(Zoo.entries.map(\.name)).count == Zoo.entries.count)
    for entry in Zoo.entries {
      #expect(!entry.summary.isEmpty && !entry.summary.contains("\n"), "\(entry.name)")
      #expect(entry.summary.count <= 100 && !entry.summary.hasSuffix("."), "\(entry.name)")
      let graph = try Zoo.graph(entry.name)
      #expect(graph.inputs.map { graph.nodes[$0].name } == entry.inputs)
      for input in graph.inputs {
        #expect(graph.nodes[input].operation == .input(Input(entry.defaultInput)))
      }
    }
  }

  @Test func errorsSayWhatIsWrong() {
    let messages: [(name: String, variant: String?, text: String)] = [
      ("resnt50", nil, "there is no model 'resnt50'; did you mean 'resnet50'?"),
      (
        "vgg17", nil,
        "there is no model 'vgg17'; did you mean 'vgg11', 'vgg13', 'vgg16' or 'vgg19'?"
      ),
      ("skynet-9000", nil, "there is no model 'skynet-9000'"),
      ("", nil, "there is no model ''"),
      ("resnet50", "aux", "resnet50 has no variants, so no 'aux'"),
      ("googlenet", "axu", "googlenet has no variant 'axu'; it has aux"),
      ("googlenet-aux", "slim", "googlenet has no variant 'slim'; it has aux"),
    ]
    for (name, variant, text) in messages {
      do throws(ZooError) {
        _ = try Zoo.graph(name, variant: variant)
        Issue.record("\(name) was found")
      } catch {
        #expect(error.description == text)
      }
    }
    do throws(ZooError) {
      _ = try Zoo.graph("vit_b_16", input: [1, 3, 9])
      Issue.record("a row of pixels was taken")
    } catch {
      #expect(
        error.description
          == "vit_b_16: input (input): the input 1×3×9 has 3 dimensions, but 4 are needed")
    }
    for (shape, text) in [
      (
        [1, 3, 128, 132] as Shape,
        "width (132) must be a multiple of the encoder's stride (8); "
          + "change one to fit the other"
      ),
      ([1, 3, 120, 128], "height is 120, but must be at least 128"),
      ([1, 3, 128, 64], "width is 64, but must be at least 128"),
    ] {
      do throws(ZooError) {
        _ = try Zoo.graph("raft_small", input: shape)
        Issue.record("\(shape) was taken")
      } catch {
        #expect(error.description == "raft_small: image1 (input): " + text)
      }
    }
    let defect = ZooError.defect(model: "m", Diagnostic(.graph, .noOutput))
    #expect(defect.description.hasPrefix("m of the zoo is not a valid network: "))
  }

  @Test func shortNames() throws {
    let graphs = try [
      Zoo.alexnet, Zoo.vgg16, Zoo.googlenet, Zoo.unet, Zoo.resnet18,
      Zoo.resnet50, Zoo.resnet152, Zoo.squeezenet, Zoo.densenet121,
      Zoo.mobilenetV2, Zoo.mobilenetV3Large, Zoo.efficientnetB0,
      Zoo.inceptionV3, Zoo.convnextTiny, Zoo.vitB16, Zoo.swinT,
    ]
    #expect(
      graphs.map(\.name) == [
        "alexnet", "vgg16", "googlenet", "unet", "resnet18", "resnet50", "resnet152",
        "squeezenet1_1", "densenet121", "mobilenet_v2", "mobilenet_v3_large", "efficientnet_b0",
        "inception_v3", "convnext_tiny", "vit_b_16", "swin_t",
      ])
  }
}
