import ConvArithmetic
import LayerGraph

/// YOLOv8: Jocher et al. 2023, for the 80 classes of COCO.
enum YOLOv8 {
  static let recipes = [
    recipe("n", width: 0.25), recipe("s", width: 0.5),
  ]

  private static func recipe(_ size: String, width: Double) -> Recipe {
    Recipe(
      entry: ModelEntry(
        "yolov8\(size)", [], "YOLO", "Jocher et al. 2023, YOLOv8\(size), boxes decoded, before NMS",
        [], .image(3, 640), classes: 80, width: width, depth: 0.33)
    ) { (inputs: [Value], shape: Shape, settings: Recipe.Settings) throws(ArithmeticError) in
      let scale = YOLOScale(settings)
      let head = try YOLOHead(shape, settings, firstWidth: scale.channels(256))
      let maps = maps(inputs[0], scale)
      return [("output", inputs[0].builder.scope("model.22") { head.boxes(maps) })]
    }
  }

  /// The maps with strides 8, 16 and 32 that boxes are read from.
  private static func maps(_ image: Value, _ scale: YOLOScale) -> [Value] {
    let width = scale.channels
    var x = image.yolo("model.0", width(64), 3, stride: 2)
    var skips: [Value] = []
    for (stage, (channels, count)) in [(128, 3), (256, 6), (512, 6), (1024, 3)].enumerated() {
      x = x.yolo("model.\(2 * stage + 1)", width(channels), 3, stride: 2)
        .c2f("model.\(2 * stage + 2)", width(channels), count: scale.count(count))
      skips.append(x)
    }
    let top = x.sppf("model.9", width(1024))
    func merge(_ value: Value, _ layer: Int, _ channels: Int) -> Value {
      value.c2f("model.\(layer)", width(channels), count: scale.count(3), isResidual: false)
    }
    let middle = merge(top.raised(beside: skips[2], 10), 12, 512)
    let fine = merge(middle.raised(beside: skips[1], 13), 15, 256)
    let medium = merge(
      fine.yolo("model.16", width(256), 3, stride: 2).concat([middle], named: "model.17"), 18, 512)
    let coarse = merge(
      medium.yolo("model.19", width(512), 3, stride: 2).concat([top], named: "model.20"), 21, 1024)
    return [fine, medium, coarse]
  }
}

/// YOLOv8's head: a distribution over 16 distances to each side of a box, and the classes, apart.
struct YOLOHead {
  let classes: Int
  /// Channels of the finest map.
  let firstWidth: Int

  /// Positions of all maps, whose strides are 8, 16 and 32.
  let places: Dim

  private static let distances = 16

  init(
    _ image: Shape, _ settings: Recipe.Settings, firstWidth: Int
  ) throws(ArithmeticError) {
    classes = settings.classes
    self.firstWidth = firstWidth
    var places = Dim(0)
    for stride in [8, 16, 32] {
      places = try places + image[2].ceilDivided(by: stride) * image[3].ceilDivided(by: stride)
    }
    self.places = places
  }

  /// 4 + classes numbers for each position.
  func boxes(_ maps: [Value]) -> Value {
    let net = maps[0].builder
    let sides = side(
      maps, "cv2", max(16, firstWidth / 4, 4 * Self.distances), 4 * Self.distances)
    let scores = side(maps, "cv3", max(firstWidth, min(classes, 100)), classes)
    let reach = expected(sides).split(.count(2), named: "chunk")
    let anchors = net.constant([1, 2, places], isLearned: false, named: "anchors")
    let low = anchors.merge(.subtract, reach[0], named: "low")
    let high = anchors.add(reach[1], named: "high")
    let centre = low.add(high, named: "sum")
      .multiply(net.constant([1], isLearned: false, named: "half"), named: "centre")
    let boxes = centre.concat([high.merge(.subtract, low, named: "size")], named: "boxes")
      .multiply(net.constant([1, places], isLearned: false, named: "strides"), named: "pixels")
    return boxes.concat([scores.sigmoid(named: "sigmoid")], named: "output")
  }

  /// One branch of the head on all maps, its positions in a row.
  private func side(_ maps: [Value], _ branch: String, _ width: Int, _ outputs: Int) -> Value {
    let rows = maps.enumerated().map { index, map in
      map.builder.scope("\(branch).\(index)") {
        map.yolo("0", width, 3).yolo("1", width, 3).conv(outputs, 1, named: "2")
          .flatten(first: 2, named: "flatten")
      }
    }
    return rows[0].concat(Array(rows.dropFirst()), dimension: 2, named: "\(branch).cat")
  }

  /// The mean of each distribution.
  private func expected(_ sides: Value) -> Value {
    sides.builder.scope("dfl") {
      sides.reshape([.copy, .size(4), .size(Self.distances), .infer], named: "view")
        .permute([0, 2, 1, 3], named: "transpose").softmax(dimension: 1, named: "softmax")
        .conv(1, 1, bias: false, named: "conv")
        .reshape([.copy, .size(4), .infer], named: "expected")
    }
  }
}
