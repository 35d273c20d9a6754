import LayerGraph

/// Network in Network: Lin, Chen, Yan 2014: each convolution is followed by two 1×1, and the last maps
/// are averaged into scores.
enum NetworkInNetwork {
  static let recipes = [
    Recipe(
      "nin", aliases: ["network-in-network", "nin-cifar10"], family: "Network in Network",
      "Lin, Chen, Yan 2014 for CIFAR-10, as the authors' Caffe file", classes: 10,
      input: .image(3, 32)
    ) { cifar($0, classes: $1.classes) },
    Recipe(
      "nin-imagenet", family: "Network in Network",
      "Lin, Chen, Yan 2014 for ImageNet, as the authors' Caffe file", classes: 1000
    ) { imageNet($0, classes: $1.classes) },
  ]

  private static func perceptron(
    _ x: Value, _ name: String, _ conv: Operator, _ widths: Int...
  ) -> Value {
    x.sequence(name, [conv, .relu], widths.flatMap { [.conv($0, 1), .relu] })
  }

  static func cifar(_ image: Value, classes: Int) -> Value {
    var x = perceptron(image, "mlpconv1", .conv(192, 5, padding: 2), 160, 96)
    x = x.chain(["pool1": .maxPool(3, stride: 2, ceil: true), "drop1": .drop(0.5)])
    x = perceptron(x, "mlpconv2", .conv(192, 5, padding: 2), 192, 192)
    let mean = Operator.pool(
      Pool(
        window: WindowSettings(kernel: 3, stride: 2), function: .average(countIncludePad: true),
        ceilMode: true))
    x = x.chain(["pool2": mean, "drop2": .drop(0.5)])
    return perceptron(x, "mlpconv3", .conv(192, 3, padding: 1), 192, classes)
      .chain(["pool3": .avgPool(to: 1), "flatten": .flat])
  }

  static func imageNet(_ image: Value, classes: Int) -> Value {
    let pool = Operator.maxPool(3, stride: 2, ceil: true)
    var x = perceptron(image, "mlpconv1", .conv(96, 11, stride: 4), 96, 96)
      .then(pool, named: "pool1")
    x = perceptron(x, "mlpconv2", .conv(256, 5, padding: 2), 256, 256).then(pool, named: "pool2")
    x = perceptron(x, "mlpconv3", .conv(384, 3, padding: 1), 384, 384).then(pool, named: "pool3")
      .dropout(named: "drop3")
    return perceptron(x, "mlpconv4", .conv(1024, 3, padding: 1), 1024, classes)
      .chain(["pool4": .avgPool(to: 1), "flatten": .flat])
  }
}
