import LayerGraph

/// Res2Net: Gao et al. 2019, figure 2: the 3×3 of a bottleneck in a hierarchy of four.
enum Res2Net {
  static let recipes = [
    Recipe(
      "res2net50_26w_4s", aliases: ["res2net50"], family: "Res2Net",
      "Gao et al. 2019, figure 2, on ResNet-50: 4 scales of 26 channels", classes: 1000
    ) { layers($0, classes: $1.classes) }
  ]

  private static let scales = 4

  static func layers(_ image: Value, classes: Int) -> Value {
    BottleneckNet(isDeep: false, inner: hierarchy)
      .layers(image, narrow: { $0 / 64 * 26 * scales }, classes: classes)
  }

  /// Each part is convolved together with what became of the one before it; the first block of a stage
  /// convolves each on its own. The last part is not convolved.
  private static func hierarchy(_ x: Value, _ block: BottleneckNet.Block) -> Value {
    let parts = x.split(.count(scales), named: "split")
    var ends: [Value] = []
    for (index, part) in parts.dropLast().enumerated() {
      var sum = part
      if !block.isFirst, let last = ends.last { sum = part.add(last, named: "add\(index)") }
      ends.append(
        sum.chain([
          "convs.\(index)": .conv(
            26 * block.width / 64, 3, stride: block.stride, padding: 1, bias: false),
          "bns.\(index)": .bn, "relu": .relu,
        ]))
    }
    let rest = parts[scales - 1]
    let last =
      block.isFirst
      ? rest.then(.avgPool(3, stride: block.stride, padding: 1), named: "pool") : rest
    return ends[0].concat(Array(ends.dropFirst()) + [last], named: "concat")
  }
}
