import RFKit

extension PublishedTests {
  /// Parameters and multiply-adds of torchvision's documentation; fields measured by gradients.
  static let torchvision =
    [
      Row(
        name: "inception_v3", parameters: 23_834_568, gigaMACs: 5.713, last: ("Mixed_7c", 1311)),
      Row(
        name: "inception_v3", variant: "aux", parameters: 27_161_264, last: ("Mixed_7c", 1311)),
      Row(name: "shufflenet_v2_x0_5", parameters: 1_366_792, gigaMACs: 0.04),
      Row(name: "shufflenet_v2_x1_0", parameters: 2_278_604, gigaMACs: 0.145, last: ("conv5", 527)),
      Row(name: "shufflenet_v2_x1_5", parameters: 3_503_624, gigaMACs: 0.296, last: ("conv5", 527)),
      Row(name: "shufflenet_v2_x2_0", parameters: 7_393_996, gigaMACs: 0.583),
      Row(name: "mnasnet0_5", parameters: 2_218_512, gigaMACs: 0.104, last: ("layers.16", 843)),
      Row(name: "mnasnet0_75", parameters: 3_170_208, gigaMACs: 0.215),
      Row(name: "mnasnet1_0", parameters: 4_383_312, gigaMACs: 0.314, last: ("layers.16", 843)),
      Row(name: "mnasnet1_3", parameters: 6_282_256, gigaMACs: 0.526),
      Row(
        name: "mobilenet_v3_large", parameters: 5_483_032, gigaMACs: 0.217,
        last: ("features.16", 595)
      ),
      Row(name: "mobilenet_v3_small", parameters: 2_542_856, gigaMACs: 0.057),
      Row(
        name: "efficientnet_b0", parameters: 5_288_548, gigaMACs: 0.386, last: ("features.8", 851)),
      Row(
        name: "efficientnet_b1", parameters: 7_794_184, gigaMACs: 0.687, last: ("features.8", 1183)),
      Row(name: "efficientnet_b2", parameters: 9_109_994, gigaMACs: 1.088),
      Row(name: "efficientnet_b3", parameters: 12_233_232, gigaMACs: 1.827),
      Row(
        name: "efficientnet_b4", parameters: 19_341_616, gigaMACs: 4.394, last: ("features.8", 1799)
      ),
      Row(name: "efficientnet_b5", parameters: 30_389_784, gigaMACs: 10.266),
      Row(
        name: "efficientnet_b6", parameters: 43_040_704, gigaMACs: 19.068,
        last: ("features.8", 2523)),
      Row(
        name: "efficientnet_b7", parameters: 66_347_960, gigaMACs: 37.746,
        last: ("features.8", 3079)),
      Row(name: "efficientnet_v2_l", parameters: 118_515_272, gigaMACs: 56.08),
      Row(name: "efficientnet_v2_m", parameters: 54_139_356, gigaMACs: 24.582),
      Row(
        name: "efficientnet_v2_s", parameters: 21_458_488, gigaMACs: 8.366,
        last: ("features.7", 1487)
      ),
      Row(name: "regnet_x_16gf", parameters: 54_278_536, gigaMACs: 15.941),
      Row(name: "regnet_x_1_6gf", parameters: 9_190_136, gigaMACs: 1.603),
      Row(name: "regnet_x_32gf", parameters: 107_811_560, gigaMACs: 31.736),
      Row(name: "regnet_x_3_2gf", parameters: 15_296_552, gigaMACs: 3.177),
      Row(
        name: "regnet_x_400mf", parameters: 5_495_976, gigaMACs: 0.414,
        last: ("trunk_output.block4", 975)),
      Row(name: "regnet_x_800mf", parameters: 7_259_656, gigaMACs: 0.8),
      Row(name: "regnet_x_8gf", parameters: 39_572_648, gigaMACs: 7.995),
      Row(name: "regnet_y_128gf", parameters: 644_812_894),
      Row(name: "regnet_y_16gf", parameters: 83_590_140, gigaMACs: 15.912),
      Row(name: "regnet_y_1_6gf", parameters: 11_202_430, gigaMACs: 1.612),
      Row(name: "regnet_y_32gf", parameters: 145_046_770, gigaMACs: 32.28),
      Row(name: "regnet_y_3_2gf", parameters: 19_436_338, gigaMACs: 3.176),
      Row(name: "regnet_y_400mf", parameters: 4_344_144, gigaMACs: 0.402),
      Row(name: "regnet_y_800mf", parameters: 6_432_512, gigaMACs: 0.834),
      Row(name: "regnet_y_8gf", parameters: 39_381_472, gigaMACs: 8.473),
      Row(name: "convnext_base", parameters: 88_591_464, gigaMACs: 15.355),
      Row(name: "convnext_large", parameters: 197_767_336, gigaMACs: 34.361),
      Row(name: "convnext_small", parameters: 50_223_688, gigaMACs: 8.684),
      Row(
        name: "convnext_tiny", parameters: 28_589_128, gigaMACs: 4.456, last: ("features.7", 1688)),
      Row(name: "vit_b_16", parameters: 86_567_656, gigaMACs: 17.564),
      Row(
        name: "vit_b_16", input: [1, 3, 384, 384], parameters: 86_859_496, gigaMACs: 55.484),
      Row(name: "vit_b_32", parameters: 88_224_232, gigaMACs: 4.409),
      Row(name: "vit_l_16", parameters: 304_326_632, gigaMACs: 61.555),
      Row(
        name: "vit_l_16", input: [1, 3, 512, 512], parameters: 305_174_504, gigaMACs: 361.986),
      Row(name: "vit_l_32", parameters: 306_535_400, gigaMACs: 15.378),
      // The published ones are for images of 518×518.
      Row(name: "vit_h_14", parameters: 632_045_800, gigaMACs: 167.295),
      Row(
        name: "vit_h_14", input: [1, 3, 518, 518], parameters: 633_470_440, gigaMACs: 1016.717),
      Row(name: "swin_t", parameters: 28_288_354, gigaMACs: 4.491),
      Row(name: "swin_s", parameters: 49_606_258, gigaMACs: 8.741),
      Row(name: "swin_b", parameters: 87_768_224, gigaMACs: 15.431),
      Row(name: "swin_v2_t", parameters: 28_351_570, gigaMACs: 5.94),
      Row(name: "swin_v2_s", parameters: 49_737_442, gigaMACs: 11.546),
      Row(name: "swin_v2_b", parameters: 87_930_848, gigaMACs: 20.325),
      Row(name: "maxvit_t", parameters: 30_919_624, gigaMACs: 5.558),
    ] + segmentation + video + flow + detection

  /// The published numbers are with the auxiliary head.
  private static let segmentation = [
    Row(
      name: "fcn_resnet50", parameters: 32_957_013, gigaMACs: 142.726, output: pascal,
      last: ("classifier", 443)),
    Row(
      name: "fcn_resnet50", variant: "aux", parameters: 35_322_218, gigaMACs: 152.717,
      output: pascal),
    Row(name: "fcn_resnet101", parameters: 51_949_141, output: pascal),
    Row(
      name: "fcn_resnet101", variant: "aux", parameters: 54_314_346, gigaMACs: 232.738,
      output: pascal),
    Row(name: "deeplabv3_resnet50", parameters: 39_638_869, output: pascal),
    Row(
      name: "deeplabv3_resnet50", variant: "aux", parameters: 42_004_074, gigaMACs: 178.722,
      output: pascal),
    Row(name: "deeplabv3_resnet101", parameters: 58_630_997, gigaMACs: 248.752, output: pascal),
    Row(
      name: "deeplabv3_resnet101", variant: "aux", parameters: 60_996_202, gigaMACs: 258.743,
      output: pascal),
    Row(name: "deeplabv3_mobilenet_v3_large", parameters: 11_025_477, output: pascal),
    Row(
      name: "deeplabv3_mobilenet_v3_large", variant: "aux", parameters: 11_029_328,
      gigaMACs: 10.452, output: pascal),
    Row(
      name: "lraspp_mobilenet_v3_large", parameters: 3_221_538, gigaMACs: 2.086, output: pascal),
  ]
  private static let pascal: Shape = [1, 21, 520, 520]

  private static let video = [
    Row(name: "r3d_18", parameters: 33_371_472, gigaMACs: 40.697, output: kinetics),
    Row(name: "mc3_18", parameters: 11_695_440, gigaMACs: 43.343, output: kinetics),
    Row(name: "r2plus1d_18", parameters: 31_505_325, gigaMACs: 40.519, output: kinetics),
    Row(name: "s3d", parameters: 8_320_048, gigaMACs: 17.979, output: kinetics),
    Row(name: "mvit_v1_b", parameters: 36_610_672, gigaMACs: 70.599, output: kinetics),
    Row(name: "mvit_v2_s", parameters: 34_537_744, gigaMACs: 64.224, output: kinetics),
    Row(name: "swin3d_t", parameters: 28_158_070, gigaMACs: 43.882, output: kinetics),
    Row(name: "swin3d_s", parameters: 49_816_678, gigaMACs: 82.841, output: kinetics),
    Row(name: "swin3d_b", parameters: 88_048_984, gigaMACs: 140.667, output: kinetics),
  ]
  private static let kinetics: Shape = [1, 400]

  /// Two images; torchvision publishes 211.007 and 47.655.
  private static let flow = [
    Row(
      name: "raft_large", parameters: 5_257_536, gigaMACs: 211.007, output: [1, 2, 512, 512],
      last: ("context_encoder", 107)),
    Row(
      name: "raft_large", input: [1, 3, 128, 136], parameters: 5_257_536, gigaMACs: 13.746,
      output: [1, 2, 128, 136]),
    Row(
      name: "raft_small", parameters: 990_162, gigaMACs: 47.655, output: [1, 2, 512, 512]),
    Row(
      name: "raft_small", input: [1, 3, 128, 136], parameters: 990_162, gigaMACs: 3.031,
      output: [1, 2, 128, 136]),
    Row(
      name: "raft_small", input: [1, 3, 520, 960], parameters: 990_162, gigaMACs: 94.448,
      output: [1, 2, 520, 960]),
  ]

  /// The pyramid by itself, counted in torchvision's modules, and all parameters of the detector.
  private static let detection: [Row] = [
    ("fasterrcnn_resnet50_fpn", 26_852_416, 88.381, 256, 200, 41_808_406, 3),
    ("fasterrcnn_resnet50_fpn_v2", 26_854_464, 88.381, 256, 200, 43_712_278, 3),
    ("fasterrcnn_mobilenet_v3_large_fpn", 4_439_344, 3.629, 256, 25, 19_410_754, 15),
    ("fasterrcnn_mobilenet_v3_large_320_fpn", 4_439_344, 0.582, 256, 10, 19_410_754, 15),
    ("maskrcnn_resnet50_fpn", 26_852_416, 88.381, 256, 200, 44_454_513, 3),
    ("maskrcnn_resnet50_fpn_v2", 26_854_464, 88.381, 256, 200, 46_359_409, 3),
    ("keypointrcnn_resnet50_fpn", 26_852_416, 88.381, 256, 200, 59_190_378, 3),
    ("retinanet_resnet50_fpn", 27_376_704, 62.296, 256, 100, 34_068_119, 819),
    ("retinanet_resnet50_fpn_v2", 31_505_472, 62.993, 256, 100, 38_198_935, 819),
    ("fcos_resnet50_fpn", 27_376_704, 62.296, 256, 100, 32_322_720, 91),
  ].flatMap { name, parameters, gigaMACs, width, side, whole, scores in
    [
      Row(
        name: name, parameters: parameters, gigaMACs: gigaMACs,
        output: [1, Dim(width), Dim(side), Dim(side)]),
      Row(
        name: name, variant: "heads", parameters: whole,
        output: [1, Dim(scores), Dim(side), Dim(side)]),
    ]
  }
}
