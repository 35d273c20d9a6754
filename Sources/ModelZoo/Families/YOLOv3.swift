import LayerGraph

/// YOLOv3: Redmon, Farhadi 2018: three maps of boxes from Darknet-53.
enum YOLOv3 {
  static let recipes = [
    Recipe(
      "yolov3", family: "YOLO", "Redmon, Farhadi 2018 for the 80 classes of COCO, as yolov3.cfg",
      variants: [], classes: 80, input: .image(3, 416)
    ) { layers($0, classes: $1.classes) }
  ]

  /// Maps of three boxes for each position: 4 numbers, whether there is something, and what.
  static func layers(_ image: Value, classes: Int) -> Recipe.Outputs {
    let stages = image.builder.scope("backbone") { Darknet.darknet53(image) }
    var outputs: Recipe.Outputs = []
    var x = stages[4]
    for (index, width) in zip(1..., [512, 256, 128]) {
      if index > 1 {
        x = image.builder.scope("neck\(index)") {
          x.darknet("conv0", width).upsample(2, named: "upsample")
            .concat([stages[5 - index]], named: "concat")
        }
      }
      x = image.builder.scope("neck\(index)") {
        x.darknet("conv1", width).darknet("conv2", 2 * width, 3).darknet("conv3", width)
          .darknet("conv4", 2 * width, 3).darknet("conv5", width)
      }
      let boxes = image.builder.scope("head\(index)") {
        x.darknet("conv1", 2 * width, 3).conv(3 * (5 + classes), 1, named: "conv2")
      }
      outputs.append(("boxes\(index)", boxes))
    }
    return outputs
  }
}
