import RFKit

extension PublishedTests {
  /// As the libraries build them that `measured_networks.tsv` names.
  static let libraries = [
    Row(name: "yolov8n", parameters: 3_157_200, gigaMACs: 4.372, output: [1, 84, 8400]),
    Row(name: "yolov8s", parameters: 11_166_560, gigaMACs: 14.301, output: [1, 84, 8400]),
    // "1872157 parameters", as its authors' program prints.
    Row(name: "yolov5n", parameters: 1_872_157, gigaMACs: 2.234, output: [1, 25200, 85]),
    Row(
      name: "yolov5n", variant: "u", parameters: 2_654_816, gigaMACs: 3.862,
      output: [1, 84, 8400]),
    Row(name: "yolov5s", parameters: 7_235_389, gigaMACs: 8.217, output: [1, 25200, 85]),
    Row(
      name: "yolov5s", variant: "u", parameters: 9_153_152, gigaMACs: 11.998,
      output: [1, 84, 8400]),
    Row(
      name: "deeplabv3plus_resnet50", parameters: 26_682_725, gigaMACs: 36.645,
      output: [1, 21, 512, 512]),
    Row(
      name: "unetplusplus_resnet34", parameters: 26_081_509, gigaMACs: 74.290,
      output: [1, 21, 512, 512]),
    Row(
      name: "pspnet_resnet34", parameters: 1_593_397, gigaMACs: 9.737, output: [1, 21, 512, 512]),
    Row(
      name: "linknet_resnet34", parameters: 21_772_597, gigaMACs: 20.288,
      output: [1, 21, 512, 512]),
    Row(
      name: "linknet_resnet18", parameters: 11_664_437, gigaMACs: 10.624,
      output: [1, 21, 512, 512]),
    Row(name: "nnunet_2d", parameters: 46_320_578, gigaMACs: 59.593, output: [1, 2, 512, 512]),
    Row(
      name: "nnunet_2d", variant: "deep", parameters: 46_324_558, gigaMACs: 59.609,
      output: [1, 2, 512, 512]),
    Row(
      name: "nnunet_3d", parameters: 31_194_050, gigaMACs: 477.232,
      output: [1, 2, 128, 128, 128]),
    Row(
      name: "nnunet_3d", variant: "deep", parameters: 31_195_594, gigaMACs: 477.276,
      output: [1, 2, 128, 128, 128]),
    Row(name: "vnet", parameters: 45_597_898, gigaMACs: 45.721, output: [1, 2, 64, 64, 32]),
    Row(name: "wav2vec2_features", parameters: 4_200_448, gigaMACs: 2.450, output: [1, 512, 49]),
    Row(
      name: "wav2vec2_features", variant: "large", parameters: 4_210_176, gigaMACs: 2.450,
      output: [1, 512, 49]),
    Row(name: "convnextv2_atto", parameters: 3_708_400, gigaMACs: 0.547, output: [1, 1000]),
    Row(name: "convnextv2_femto", parameters: 5_233_240, gigaMACs: 0.780, output: [1, 1000]),
    Row(name: "convnextv2_pico", parameters: 9_066_280, gigaMACs: 1.367, output: [1, 1000]),
    Row(name: "convnextv2_nano", parameters: 15_623_800, gigaMACs: 2.446, output: [1, 1000]),
    Row(name: "convnextv2_tiny", parameters: 28_635_496, gigaMACs: 4.456, output: [1, 1000]),
    Row(name: "convnextv2_base", parameters: 88_717_800, gigaMACs: 15.355, output: [1, 1000]),
    Row(name: "convnextv2_large", parameters: 197_956_840, gigaMACs: 34.361, output: [1, 1000]),
    Row(name: "coatnet_0", parameters: 25_036_820, gigaMACs: 4.547, output: [1, 1000]),
    // 1.37 and 43 million parameters, the latter four times as large.
    Row(name: "edsr_baseline", parameters: 1_369_859, gigaMACs: 3.162, output: [1, 3, 96, 96]),
    Row(
      name: "edsr_baseline", variant: "x3", parameters: 1_554_499, gigaMACs: 3.607,
      output: [1, 3, 144, 144]),
    Row(
      name: "edsr_baseline", variant: "x4", parameters: 1_517_571, gigaMACs: 4.569,
      output: [1, 3, 192, 192]),
    Row(name: "edsr", parameters: 40_729_603, gigaMACs: 93.847, output: [1, 3, 96, 96]),
    Row(
      name: "edsr", variant: "x3", parameters: 43_680_003, gigaMACs: 100.722,
      output: [1, 3, 144, 144]),
    Row(
      name: "edsr", variant: "x4", parameters: 43_089_923, gigaMACs: 115.782,
      output: [1, 3, 192, 192]),
  ]
}
