import ConvArithmetic
import LayerGraph

/// Inception-ResNet v2: Szegedy, Ioffe, Vanhoucke, Alemi 2017, figure 15.
enum SlimInceptionResNetV2 {
  static let recipes = [
    Recipe(
      "slim/inception_resnet_v2", aliases: ["inception_resnet_v2"], family: "TF-slim",
      "Szegedy, Ioffe, Vanhoucke, Alemi 2017 as TF-slim, with VALID where the size changes",
      classes: 1000, input: .image(3, 299)
    ) { layers($0, padding: .valid, classes: $1.classes) },
    Recipe(
      "slim/inception_resnet_v2-same", aliases: ["inception_resnet_v2-same"], family: "TF-slim",
      "Szegedy, Ioffe, Vanhoucke, Alemi 2017 as TF-slim, with SAME everywhere",
      classes: 1000, input: .image(3, 299)
    ) { layers($0, padding: .sameUpper, classes: $1.classes) },
  ]

  static func layers(_ image: Value, padding: Padding, classes: Int) -> Value {
    let network = image.builder
    let block35 = Block(
      name: "block35", channels: 320,
      branches: [
        [.conv(32)], [.conv(32), .conv(32, 3)], [.conv(32), .conv(48, 3), .conv(64, 3)],
      ])
    let block17 = Block(
      name: "block17", channels: 1088,
      branches: [[.conv(192)], [.conv(128), .conv(160, [1, 7]), .conv(192, [7, 1])]])
    let block8 = Block(
      name: "block8", channels: 2080,
      branches: [[.conv(192)], [.conv(192), .conv(224, [1, 3]), .conv(256, [3, 1])]])

    var x = image.slimStem(padding).slimModule(
      "Mixed_5b",
      [.conv(96)],
      [.conv(48), .conv(64, 5)],
      [.conv(64), .conv(96, 3), .conv(96, 3)],
      [.mean, .conv(64)])
    x = network.scope("Repeat") { block35.repeated(10, x) }
    x = x.slimModule(
      "Mixed_6a",
      [.conv(384, 3, stride: 2, padding)],
      [.conv(256), .conv(256, 3), .conv(384, 3, stride: 2, padding)],
      [.maximum(stride: 2, padding)])
    x = network.scope("PreAuxLogits") { block17.repeated(20, x) }
    x = x.slimModule(
      "Mixed_7a",
      [.conv(256), .conv(384, 3, stride: 2, padding)],
      [.conv(256), .conv(288, 3, stride: 2, padding)],
      [.conv(256), .conv(288, 3), .conv(320, 3, stride: 2, padding)],
      [.maximum(stride: 2, padding)])
    x = network.scope("Repeat_2") { block8.repeated(9, x) }
    x = network.scope("Block8") { block8.sum(x, isLast: true) }
    return x.slimConv("Conv2d_7b_1x1", 1536).slimLogits(0.2, classes: classes)
  }

  /// A residual block whose branch is an Inception module.
  private struct Block {
    let name: String
    let channels: Int
    let branches: [[SlimUnit]]

    func repeated(_ count: Int, _ x: Value) -> Value {
      (1...count).reduce(x) { x, index in
        x.builder.scope("\(name)_\(index)") { sum(x) }
      }
    }

    /// Section 3.3: the branch is multiplied by a fixed 0.1 to 0.2, lest training become unstable. The
    /// last block's factor is 1, and nothing is cut off its sum.
    func sum(_ x: Value, isLast: Bool = false) -> Value {
      let factor = x.builder.constant([1], isLearned: false, named: "scale")
      let sum = x.slimBranches(branches)
        .slimConv("Conv2d_1x1", channels, norm: nil, then: nil)
        .multiply(factor, named: "mul").add(x, named: "add")
      return isLast ? sum : sum.relu(named: "relu")
    }
  }
}
