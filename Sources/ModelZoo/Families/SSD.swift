import LayerGraph

/// SSD: Liu et al. 2016, figure 2: six maps of boxes from VGG-16 and what is stacked on it.
enum SSD {
  static let recipes = [
    Recipe(
      "ssd300", aliases: ["ssd", "ssd300-vgg"], family: "SSD",
      "Liu et al. 2016, figure 2, for the 20 classes of Pascal VOC and the background",
      variants: [], classes: 21, input: .image(3, 300)
    ) { layers($0, classes: $1.classes, hasHeads: true) },
    Recipe(
      "ssd300_vgg16", family: "SSD",
      "Liu et al. 2016 as torchvision for COCO: the maps; heads: the boxes of 91 classes as well",
      variant: "heads", classes: 91, input: .image(3, 300)
    ) { image, _, settings in
      layers(image, classes: settings.classes, hasHeads: settings.variant != nil)
    },
  ]

  /// Boxes at each position of the six maps.
  private static let anchors = [4, 6, 6, 6, 4, 4]

  static func layers(_ image: Value, classes: Int, hasHeads: Bool) -> Recipe.Outputs {
    let maps = image.builder.scope("backbone") { Self.maps(image) }
    if !hasHeads { return maps.enumerated().map { ("\($0)", $1) } }
    return head("classification", classes, on: maps) + head("regression", 4, on: maps)
  }

  /// So many numbers for each box.
  private static func head(_ name: String, _ numbers: Int, on maps: [Value]) -> Recipe.Outputs {
    zip(maps, anchors).enumerated().map { index, pair in
      let (map, count) = pair
      let layer = "head.\(name).\(index)"
      return ("\(name)\(index)", map.conv(count * numbers, 3, padding: 1, named: layer))
    }
  }

  private static func maps(_ image: Value) -> [Value] {
    var x = image
    for (block, width, count) in [(1, 64, 2), (2, 128, 2), (3, 256, 3), (4, 512, 3)] {
      x = convs(x, "conv\(block)", width, count)
      // 75×75 becomes 38×38.
      if block < 4 { x = x.maxPool(2, ceil: block == 3, named: "pool\(block)") }
    }
    // The first map is brought to a learned length in each channel.
    let length = x.reduce(.l2, dimensions: [1], keepsDimensions: true, named: "length")
    let first = x.merge(.divide, length, named: "normalize").scale(dimension: 1, named: "scale")
    x = convs(x.maxPool(2, named: "pool4"), "conv5", 512, 3)
      .maxPool(3, stride: 1, padding: 1, named: "pool5")
      .sequence(
        "fc6", [.conv(1024, 3, padding: 6, dilation: 6), .relu], [.conv(1024, 1), .relu])
    var maps = [first, x]
    let extras = [(256, 512, 2), (128, 256, 2), (128, 256, 1), (128, 256, 1)]
    for (index, (narrow, width, stride)) in extras.enumerated() {
      let last = Operator.conv(width, 3, stride: stride, padding: stride - 1)
      x = x.sequence("extra\(index)", [.conv(narrow, 1), .relu], [last, .relu])
      maps.append(x)
    }
    return maps
  }

  private static func convs(_ x: Value, _ name: String, _ width: Int, _ count: Int) -> Value {
    let layers: [[Operator]] = Array(
      repeating: [.conv(width, 3, padding: 1), .relu], count: count)
    return x.sequence(name, Array(layers.joined()))
  }
}
