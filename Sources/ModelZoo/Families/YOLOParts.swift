import LayerGraph

/// Blocks that YOLOv5 and YOLOv8 are made of, called as in ultralytics' modules.
extension Value {
  /// A convolution that keeps the size at stride 1, batch norm and SiLU.
  func yolo(
    _ name: String, _ width: Int, _ kernel: Int = 1, stride: Int = 1, padding: Int? = nil
  ) -> Value {
    builder.scope(name) {
      chain([
        "conv": .conv(
          width, kernel, stride: stride, padding: padding ?? kernel / 2, bias: false),
        "bn": .batchNorm(BatchNorm(epsilon: 1e-3)), "act": .silu,
      ])
    }
  }

  /// Two convolutions of the same width, the input added where that is asked for.
  func yoloBottleneck(_ name: String, _ width: Int, kernel: Int, isResidual: Bool) -> Value {
    builder.scope(name) {
      let branch = yolo("cv1", width, kernel).yolo("cv2", width, 3)
      return isResidual ? add(branch, named: "add") : branch
    }
  }

  /// YOLOv5's: bottlenecks on one half of the channels, beside the other half.
  func c3(_ name: String, _ width: Int, count: Int, isResidual: Bool = true) -> Value {
    builder.scope(name) {
      let half = width / 2
      let branch = (0..<count).reduce(yolo("cv1", half)) { x, index in
        x.yoloBottleneck("m.\(index)", half, kernel: 1, isResidual: isResidual)
      }
      return branch.concat([yolo("cv2", half)], named: "cat").yolo("cv3", width)
    }
  }

  /// YOLOv8's: what every bottleneck gives is kept.
  func c2f(_ name: String, _ width: Int, count: Int, isResidual: Bool = true) -> Value {
    builder.scope(name) {
      var parts = yolo("cv1", 2 * (width / 2)).split(.count(2), named: "split")
      for index in 0..<count {
        parts.append(
          parts[parts.count - 1].yoloBottleneck(
            "m.\(index)", width / 2, kernel: 3, isResidual: isResidual))
      }
      return parts[0].concat(Array(parts.dropFirst()), named: "cat").yolo("cv2", width)
    }
  }

  /// Spatial pyramid pooling: three maxima over 5×5, one upon the other.
  func sppf(_ name: String, _ width: Int) -> Value {
    builder.scope(name) {
      let first = yolo("cv1", width / 2)
      var pools: [Value] = []
      for _ in 0..<3 {
        pools.append((pools.last ?? first).then(.maxPool(5, stride: 1, padding: 2), named: "m"))
      }
      return first.concat(pools, named: "cat").yolo("cv2", width)
    }
  }

  /// Twice as large, beside a map of that size.
  func raised(beside other: Value, _ layer: Int) -> Value {
    upsample(2, named: "model.\(layer)").concat([other], named: "model.\(layer + 1)")
  }
}

/// How the members of YOLOv5 and YOLOv8 differ.
struct YOLOScale {
  let width: Double
  let depth: Double

  init(_ settings: Recipe.Settings) { (width, depth) = (settings.width, settings.depth) }

  /// A multiple of 8, rounded up.
  func channels(_ channels: Int) -> Int { Int((Double(channels) * width / 8).rounded(.up)) * 8 }

  func count(_ count: Int) -> Int {
    max(1, Int((Double(count) * depth).rounded(.toNearestOrEven)))
  }
}
