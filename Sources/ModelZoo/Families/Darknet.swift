import LayerGraph

/// Darknet-19: Redmon, Farhadi 2017, table 6; Darknet-53: Redmon, Farhadi 2018, table 1.
enum Darknet {
  static let recipes = [
    Recipe(
      "darknet19", family: "Darknet", "Redmon, Farhadi 2017 (YOLO9000), table 6", classes: 1000
    ) { darknet19($0, classes: $1.classes) },
    Recipe(
      "darknet53", family: "Darknet", "Redmon, Farhadi 2018 (YOLOv3), table 1", classes: 1000,
      input: .image(3, 256)
    ) { image, settings in
      (darknet53(image).last ?? image).chain([
        "head.global_pool": .avgPool(to: 1), "head.flatten": .flat,
        "head.fc": .fc(settings.classes),
      ])
    },
  ]

  static func darknet19(_ image: Value, classes: Int) -> Value {
    var x = image
    for (block, width) in [32, 64, 128, 256, 512, 1024].enumerated() {
      if block > 0 { x = x.maxPool(2, named: "pool\(block)") }
      for index in 0..<[1, 1, 3, 3, 5, 5][block] {
        let name = "conv\(block + 1)_\(index + 1)"
        // 3×3, and 1×1 to half the width between them.
        x = index % 2 == 0 ? x.darknet(name, width, 3) : x.darknet(name, width / 2)
      }
    }
    return x.conv(classes, 1, named: "conv7").chain(["avgpool": .avgPool(to: 1), "flatten": .flat])
  }

  /// The outputs of the five stages, each half as large as the one before.
  static func darknet53(_ image: Value) -> [Value] {
    var x = image.darknet("stem.conv1", 32, 3)
    return [1, 2, 8, 8, 4].enumerated().map { stage, count in
      let width = 64 << stage
      x = x.builder.scope("stages.\(stage)") {
        (0..<count).reduce(x.darknet("conv_down", width, 3, stride: 2)) { x, index in
          x.builder.scope("blocks.\(index)") {
            x.darknet("conv1", width / 2).darknet("conv2", width, 3).add(x, named: "add")
          }
        }
      }
      return x
    }
  }
}

extension Value {
  /// A convolution, batch norm, and ReLU with a slope of 0.1 below 0.
  func darknet(_ name: String, _ width: Int, _ kernel: Int = 1, stride: Int = 1) -> Value {
    builder.scope(name) {
      chain([
        "conv": .conv(width, kernel, stride: stride, padding: kernel / 2, bias: false),
        "bn": .bn, "act": .activation(Activation(.leakyRelu(slope: 0.1))),
      ])
    }
  }
}
