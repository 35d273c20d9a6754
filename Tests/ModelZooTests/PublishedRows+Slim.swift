import RFKit

extension PublishedTests {
  /// Trained parameters as Keras prints them for the same networks (Inception v3, Inception-ResNet v2,
  /// MobileNet, ResNet v2), torchvision's and timm's for those that differ only in where strides are,
  /// and the rest by hand. Fields of the last end point from the table of google-research.
  static let slim = [
    Row(
      name: "slim/alexnet_v2", parameters: 50_303_912, last: ("alexnet_v2/pool5", 195)),
    Row(
      name: "slim/vgg_a", parameters: 132_863_336, gigaMACs: 7.609, last: ("vgg_a/pool5", 150)),
    Row(
      name: "slim/vgg_16", parameters: 138_357_544, gigaMACs: 15.470, last: ("vgg_16/pool5", 212)),
    Row(
      name: "slim/vgg_19", parameters: 143_667_240, gigaMACs: 19.632, last: ("vgg_19/pool5", 268)),
    Row(name: "slim/inception_v2", parameters: 11_178_336, last: ("Mixed_5c", 699)),
    // 64 filters of 7×7×3 for 24 of 7×7 and 64 of 24.
    Row(
      name: "slim/inception_v2-no-separable-conv",
      parameters: 11_178_336 - 24 * 49 - 24 * 64 + 64 * 3 * 49, last: ("Mixed_5c", 699)),
    Row(
      name: "slim/inception_v3", parameters: 23_817_352, gigaMACs: 5.713, last: ("Mixed_7c", 1311)),
    // timm's 42,679,816 without a γ for each of the 31,584 channels that are normalized.
    Row(name: "slim/inception_v4", parameters: 42_679_816 - 31_584, last: ("Mixed_7d", 2071)),
    Row(
      name: "slim/inception_resnet_v2", parameters: 55_813_192, last: ("Conv2d_7b_1x1", 3039)),
    Row(
      name: "slim/inception_resnet_v2-same", parameters: 55_813_192, last: ("Conv2d_7b_1x1", 3039)),
    // Howard et al. 2017, table 6: 569, 325, 149 and 41 million multiply-adds; 4.2, 2.6, 1.3 and 0.5
    // million parameters.
    Row(
      name: "slim/mobilenet_v1", parameters: 4_231_976, gigaMACs: 0.569,
      last: ("Conv2d_13_pointwise", 315)),
    Row(
      name: "slim/mobilenet_v1_075", parameters: 2_585_560, gigaMACs: 0.325,
      last: ("Conv2d_13_pointwise", 315)),
    Row(
      name: "slim/mobilenet_v1_050", parameters: 1_331_592, gigaMACs: 0.149,
      last: ("Conv2d_13_pointwise", 315)),
    Row(
      name: "slim/mobilenet_v1_025", parameters: 470_072, gigaMACs: 0.041,
      last: ("Conv2d_13_pointwise", 315)),
    Row(
      name: "slim/resnet_v1_50", parameters: 25_557_032, last: ("resnet_v1_50/block4", 483)),
    Row(
      name: "slim/resnet_v1_101", parameters: 44_549_160, last: ("resnet_v1_101/block4", 1027)),
    Row(
      name: "slim/resnet_v1_152", parameters: 60_192_808, last: ("resnet_v1_152/block4", 1507)),
    Row(
      name: "slim/resnet_v1_200", parameters: 64_673_832, last: ("resnet_v1_200/block4", 1763)),
    Row(
      name: "slim/resnet_v2_50", parameters: 25_568_360, last: ("resnet_v2_50/block4", 483)),
    Row(
      name: "slim/resnet_v2_101", parameters: 44_577_896, last: ("resnet_v2_101/block4", 1027)),
    Row(
      name: "slim/resnet_v2_152", parameters: 60_236_904, last: ("resnet_v2_152/block4", 1507)),
    Row(
      name: "slim/resnet_v2_200", parameters: 64_726_120, last: ("resnet_v2_200/block4", 1763)),
  ]
}
