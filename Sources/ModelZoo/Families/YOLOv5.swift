import ConvArithmetic
import LayerGraph

/// YOLOv5: Jocher et al. 2020, release 6, for the 80 classes of COCO.
enum YOLOv5 {
  static let recipes = [
    recipe("n", width: 0.25), recipe("s", width: 0.5),
  ]

  private static func recipe(_ size: String, width: Double) -> Recipe {
    Recipe(
      entry: ModelEntry(
        "yolov5\(size)", [], "YOLO",
        "Jocher et al. 2020, YOLOv5\(size) release 6, boxes decoded; u: with YOLOv8's head",
        ["u"], .image(3, 640), classes: 80, width: width, depth: 0.33)
    ) { (inputs: [Value], shape: Shape, settings: Recipe.Settings) throws(ArithmeticError) in
      let scale = YOLOScale(settings)
      let maps = maps(inputs[0], scale)
      let boxes: Value
      if settings.variant == nil {
        boxes = try decoded(maps, shape, settings.classes)
      } else {
        let head = try YOLOHead(shape, settings, firstWidth: scale.channels(256))
        boxes = inputs[0].builder.scope("model.24") { head.boxes(maps) }
      }
      return [("output", boxes)]
    }
  }

  /// The maps with strides 8, 16 and 32 that boxes are read from.
  private static func maps(_ image: Value, _ scale: YOLOScale) -> [Value] {
    let width = scale.channels
    var x = image.yolo("model.0", width(64), 6, stride: 2, padding: 2)
    var skips: [Value] = []
    for (stage, (channels, count)) in [(128, 3), (256, 6), (512, 9), (1024, 3)].enumerated() {
      x = x.yolo("model.\(2 * stage + 1)", width(channels), 3, stride: 2)
        .c3("model.\(2 * stage + 2)", width(channels), count: scale.count(count))
      skips.append(x)
    }
    let top = x.sppf("model.9", width(1024)).yolo("model.10", width(512))
    func merge(_ value: Value, _ layer: Int, _ channels: Int) -> Value {
      value.c3("model.\(layer)", width(channels), count: scale.count(3), isResidual: false)
    }
    let middle = merge(top.raised(beside: skips[2], 11), 13, 512).yolo("model.14", width(256))
    let fine = merge(middle.raised(beside: skips[1], 15), 17, 256)
    let medium = merge(
      fine.yolo("model.18", width(256), 3, stride: 2).concat([middle], named: "model.19"), 20, 512)
    let coarse = merge(
      medium.yolo("model.21", width(512), 3, stride: 2).concat([top], named: "model.22"), 23, 1024)
    return [fine, medium, coarse]
  }

  /// Three boxes for each position: centre, size, whether there is something, and what.
  private static func decoded(
    _ maps: [Value], _ shape: Shape, _ classes: Int
  ) throws(ArithmeticError) -> Value {
    let net = maps[0].builder
    func fixed(_ shape: Shape, _ name: String) -> Value {
      net.constant(shape, isLearned: false, named: name)
    }
    var boxes: [Value] = []
    for (index, map) in maps.enumerated() {
      let sides = [
        try shape[2].ceilDivided(by: 8 << index), try shape[3].ceilDivided(by: 8 << index),
      ]
      boxes.append(
        net.scope("model.24") {
          let raw = map.conv(3 * (5 + classes), 1, named: "m.\(index)")
          return net.scope("\(index)") {
            let parts = raw.reshape(
              [.copy, .size(3), .size(5 + classes), .value(sides[0]), .value(sides[1])],
              named: "view"
            )
            .permute([0, 1, 3, 4, 2], named: "permute").sigmoid(named: "sigmoid")
            .split(dimension: 4, .sizes([2, 2, 1 + classes]), named: "split")
            let grid: Shape = [1, 3, sides[0], sides[1], 2]
            let centre = parts[0].multiply(fixed([1], "two"), named: "xy.mul")
              .add(fixed(grid, "grid"), named: "xy.add")
              .multiply(fixed([1], "stride"), named: "xy")
            let size = parts[1].multiply(fixed([1], "two"), named: "wh.mul")
              .activation(.square, named: "wh.square")
              .multiply(fixed(grid, "anchor_grid"), named: "wh")
            return centre.concat([size, parts[2]], dimension: 4, named: "cat")
              .reshape([.copy, .infer, .size(5 + classes)], named: "boxes")
          }
        })
    }
    return boxes[0].concat(Array(boxes.dropFirst()), dimension: 1, named: "model.24.cat")
  }
}
