import LayerGraph

/// AlexNet v2: Krizhevsky 2014, one column.
enum SlimAlexNet {
  static let recipes = [
    Recipe(
      "slim/alexnet_v2", aliases: ["alexnet_v2"], family: "TF-slim",
      "Krizhevsky 2014 (one weird trick) as TF-slim: nothing is padded before conv2",
      classes: 1000
    ) { layers($0, classes: $1.classes) }
  ]

  static func layers(_ image: Value, classes: Int) -> Value {
    func conv(
      _ x: Value, _ name: String, _ width: Int, _ kernel: Int, stride: Int = 1,
      _ padding: Padding = .sameUpper
    ) -> Value {
      x.slimConv(
        "alexnet_v2/" + name, width, PerAxis(kernel), stride: stride, padding, norm: nil)
    }
    func pool(_ x: Value, _ name: String) -> Value {
      x.then(Slim.maxPool(3, stride: 2), named: "alexnet_v2/" + name)
    }
    var x = pool(conv(image, "conv1", 64, 11, stride: 4, .valid), "pool1")
    x = pool(conv(x, "conv2", 192, 5), "pool2")
    x = conv(conv(conv(x, "conv3", 384, 3), "conv4", 384, 3), "conv5", 256, 3)
    return pool(x, "pool5").slimClassifier("alexnet_v2", kernel: 5, classes: classes)
  }
}

extension Value {
  /// Linear layers as convolutions. What is left of space before the last one is averaged, so that any
  /// larger image has scores too (slim's global_pool).
  func slimClassifier(_ network: String, kernel: Int, classes: Int) -> Value {
    slimConv(network + "/fc6", 4096, PerAxis(kernel), .valid, norm: nil)
      .dropout(named: network + "/dropout6")
      .slimConv(network + "/fc7", 4096, norm: nil)
      .dropout(named: network + "/dropout7")
      .globalAveragePool(named: network + "/global_pool")
      .slimConv(network + "/fc8", classes, norm: nil, then: nil)
      .flatten(named: network + "/squeezed")
  }
}
