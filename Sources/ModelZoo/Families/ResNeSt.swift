import LayerGraph

/// ResNeSt: Zhang et al. 2020, figure 1 and section 3: split attention in the bottlenecks of a ResNet-D.
enum ResNeSt {
  static let recipes = [
    Recipe(
      "resnest50d", aliases: ["resnest50"], family: "ResNeSt",
      "Zhang et al. 2020, radix 2, on ResNet-50-D, strides by means after the 3×3",
      classes: 1000
    ) { layers($0, classes: $1.classes) }
  ]

  static func layers(_ image: Value, classes: Int) -> Value {
    BottleneckNet(isDeep: true) { x, block in
      let out = x.builder.scope("conv2") { splitAttention(x, block.width) }
      return block.stride == 1
        ? out : out.then(.avgPool(3, stride: 2, padding: 1), named: "avd_last")
    }
    .layers(image, classes: classes)
  }

  /// Two maps from one convolution, weighed channel by channel by what their sum is on the average.
  private static func splitAttention(_ x: Value, _ width: Int) -> Value {
    let maps = x.chain([
      "conv": .conv(2 * width, 3, padding: 1, groups: 2, bias: false), "bn0": .bn, "act0": .relu,
    ])
    .split(.count(2), named: "split")
    let scores = maps[0].add(maps[1], named: "sum").chain([
      "gap": .avgPool(to: 1), "fc1": .conv(max(width / 2, 32), 1), "bn1": .bn, "act1": .relu,
      "fc2": .conv(2 * width, 1),
    ])
    .split(.count(2), named: "scores").map { $0.unsqueeze([2], named: "row") }
    let weights = scores[0].concat([scores[1]], dimension: 2, named: "rows")
      .softmax(dimension: 2, named: "rsoftmax")
      .split(dimension: 2, .count(2), named: "weights").map { $0.squeeze([2], named: "weight") }
    return maps[0].multiply(weights[0], named: "mul0")
      .add(maps[1].multiply(weights[1], named: "mul1"), named: "add")
  }
}
