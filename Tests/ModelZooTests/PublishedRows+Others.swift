import RFKit

extension PublishedTests {
  /// timm's counts where it has the model; the papers' tables and the authors' files elsewhere.
  static let others =
    [
      // "0.97 million parameters" for CIFAR-10; 29 MB of floats for ImageNet.
      Row(name: "nin", parameters: 966_986, output: [1, 10], last: ("mlpconv3", 27)),
      Row(name: "nin-imagenet", parameters: 7_595_176),
      Row(name: "xception", parameters: 22_855_952),
      Row(name: "se-resnet101", parameters: 49_326_872),
      Row(name: "se-resnet152", parameters: 66_821_848),
      Row(name: "se-resnext50_32x4d", parameters: 27_559_896),
      Row(name: "se-resnext101_32x4d", parameters: 48_955_416),
      Row(name: "resnet50d", parameters: 25_576_264),
      Row(name: "resnet101d", parameters: 44_568_392),
      Row(name: "resnet152d", parameters: 60_212_040),
      Row(name: "res2net50_26w_4s", parameters: 25_699_120),
      Row(name: "resnest50d", parameters: 27_483_240),
      // "5.58 billion operations", two for each multiply-add.
      Row(name: "darknet19", parameters: 20_842_376, gigaMACs: 2.791),
      // 18.57 thousand million operations at 256×256.
      Row(name: "darknet53", parameters: 41_609_928, gigaMACs: 9.285),
      // 65.86 BFLOPs at 416×416, as the authors' program prints.
      Row(
        name: "yolov3", parameters: 61_949_149, gigaMACs: 32.932, output: [1, 255, 13, 13]),
      Row(name: "ssd300", parameters: 26_285_486, output: [1, 84, 38, 38]),
      Row(
        name: "ssd300_vgg16", parameters: 22_943_936, gigaMACs: 30.129, output: [1, 512, 38, 38]),
      Row(
        name: "ssd300_vgg16", variant: "heads", parameters: 35_641_826, gigaMACs: 34.858,
        output: [1, 364, 38, 38]),
      Row(
        name: "ssdlite320_mobilenet_v3_large", parameters: 2_072_672, gigaMACs: 0.387,
        output: [1, 672, 20, 20]),
      Row(
        name: "ssdlite320_mobilenet_v3_large", variant: "heads", parameters: 3_440_060,
        gigaMACs: 0.583, output: [1, 546, 20, 20]),
      Row(name: "segnet", parameters: 29_441_419, output: [1, 11, 360, 480]),
      Row(name: "hrnet_w18", parameters: 21_299_004),
      Row(name: "hrnet_w32", parameters: 41_232_680),
      Row(name: "hrnet_w48", parameters: 77_469_864),
      Row(name: "dla34", parameters: 15_742_104),
      Row(name: "repvgg_a0", parameters: 9_108_968),
      // "8.30 M" and "1.4 B" (table 4).
      Row(name: "repvgg_a0", variant: "deploy", parameters: 8_309_384),
      Row(name: "repvgg_a1", parameters: 14_092_264),
      Row(name: "repvgg_a1", variant: "deploy", parameters: 12_789_864),
      Row(name: "repvgg_a2", parameters: 28_210_600),
      Row(name: "repvgg_a2", variant: "deploy", parameters: 25_499_944),
      Row(name: "repvgg_b0", parameters: 15_817_960),
      Row(name: "repvgg_b0", variant: "deploy", parameters: 14_339_048),
      Row(name: "ghostnet_050", parameters: 2_587_292),
      Row(name: "ghostnet_130", parameters: 7_358_820),
      Row(name: "ghostnet_100", parameters: 5_182_508),
      Row(name: "mixnet_s", parameters: 4_134_606),
      Row(name: "dcgan", parameters: 3_576_704, output: [1, 3, 64, 64]),
      Row(name: "dcgan-discriminator", parameters: 2_765_568, output: [1, 1, 1, 1]),
    ] + superResolution + causal + libraries

  /// Weights by the formula n₁·f₁² + n₁·f₂²·n₂ + n₂·f₃² (Dong et al. 2014: 8,032; 2016: 57,184), and
  /// biases.
  private static let superResolution = [
    Row(name: "srcnn", parameters: 8032 + 64 + 32 + 1, output: [1, 1, 256, 256]),
    Row(name: "srcnn-955", parameters: 57_184 + 64 + 32 + 1, output: [1, 1, 256, 256]),
    Row(name: "espcn", parameters: 22_729, output: [1, 1, 255, 255]),
    Row(name: "espcn", variant: "x2", parameters: 21_284, output: [1, 1, 170, 170]),
    Row(name: "espcn", variant: "x4", parameters: 24_752, output: [1, 1, 340, 340]),
  ]

  private static let causal = [
    Row(name: "wavenet", parameters: 1_283_776, output: [1, 256, 4096]),
    // "70K" (table 1).
    Row(name: "tcn", parameters: 66_510, output: [1, 10]),
  ]
}
