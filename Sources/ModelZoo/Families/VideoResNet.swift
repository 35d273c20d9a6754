import LayerGraph

/// ResNets of video: Tran et al. 2018, figure 1, with 18 layers, for the 400 classes of Kinetics.
enum VideoResNet {
  static let recipes = [
    recipe("r3d_18", "R3D", aliases: ["resnet3d-18"], "3-D convolutions throughout") {
      layers($0, $1) { _ in .full }
    },
    recipe("mc3_18", "MC3", "2-D convolutions from the second stage on") {
      layers($0, $1) { $0 == 0 ? .full : .flat }
    },
    recipe("r2plus1d_18", "R(2+1)D", "each convolution 2-D in space, then 1-D in time") {
      layers($0, $1) { _ in .factored }
    },
  ]

  private static func recipe(
    _ name: String, _ kind: String, aliases: [String] = [], _ what: String,
    layers: @escaping @Sendable (Value, Recipe.Settings) -> Value
  ) -> Recipe {
    Recipe(
      name, aliases: aliases, family: "Video ResNet",
      "Tran et al. 2018, \(kind): \(what), as torchvision", classes: 400, input: .clip(16, 112),
      layers: layers)
  }

  /// How a 3×3×3 convolution is made.
  private enum Kind {
    case full, flat, factored

    /// - Parameter middle: the channels between the two factors.
    func conv(_ x: Value, _ width: Int, stride: Int, middle: Int, _ name: String) -> Value {
      switch self {
      case .full: x.then(.conv(width, 3, stride: stride, padding: 1, bias: false), named: name)
      case .flat: x.then(.space(width, 3, stride: stride), named: name)
      case .factored:
        x.sequence(
          name, [.space(middle, 3, stride: stride), .bn, .relu, .time(width, 3, stride: stride)])
      }
    }

    func stem(_ clip: Value) -> Value {
      self == .factored
        ? clip.sequence(
          "stem", [.space(45, 7, stride: 2), .bn, .relu, .time(64, 3, stride: 1), .bn, .relu])
        : clip.sequence(
          "stem",
          [
            .conv(64, kernel: [3, 7, 7], stride: [1, 2, 2], padding: [1, 3, 3], bias: false), .bn,
            .relu,
          ])
    }
  }

  private static func layers(
    _ clip: Value, _ settings: Recipe.Settings, _ kind: (_ stage: Int) -> Kind
  ) -> Value {
    var x = kind(0).stem(clip)
    var channels = 64
    for stage in 0..<4 {
      for index in 0..<2 {
        x = clip.builder.scope("layer\(stage + 1).\(index)") {
          block(
            x, kind(stage), from: channels, to: 64 << stage,
            stride: stage > 0 && index == 0 ? 2 : 1)
        }
        channels = 64 << stage
      }
    }
    return x.chain(["avgpool": .avgPool(to: 1), "flatten": .flat, "fc": .fc(settings.classes)])
  }

  private static func block(
    _ x: Value, _ kind: Kind, from channels: Int, to width: Int, stride: Int
  ) -> Value {
    // As many parameters in the factors as in the whole, section 3.5.
    let middle = channels * width * 27 / (channels * 9 + 3 * width)
    func conv(_ x: Value, _ name: String, stride: Int) -> Value {
      x.builder.scope(name) {
        kind.conv(x, width, stride: stride, middle: middle, "0").then(.bn, named: "1")
      }
    }
    let first = conv(x, "conv1", stride: stride).relu(named: "conv1.2")
    let branch = conv(first, "conv2", stride: 1)
    let shortcut =
      channels == width
      ? x
      : x.sequence(
        "downsample",
        [
          .conv(
            width, kernel: 1, stride: kind == .flat ? [1, stride, stride] : [stride],
            bias: false), .bn,
        ])
    return branch.add(shortcut, named: "add").relu(named: "relu")
  }
}

extension Operator {
  /// A convolution over the frames one by one, padded so that stride 1 keeps their size.
  static func space(_ channels: Int, _ kernel: Int, stride: Int = 1) -> Operator {
    .conv(
      channels, kernel: [1, kernel, kernel], stride: [1, stride, stride],
      padding: [0, kernel / 2, kernel / 2], bias: false)
  }

  /// A convolution over time at each pixel.
  static func time(_ channels: Int, _ kernel: Int, stride: Int = 1) -> Operator {
    .conv(
      channels, kernel: [kernel, 1, 1], stride: [stride, 1, 1], padding: [kernel / 2, 0, 0],
      bias: false)
  }
}
