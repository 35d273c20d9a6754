import ConvArithmetic
import LayerGraph
import Verification

extension Mutation {
  /// What moves positions about.
  static let places: [Mutation] = [
    Mutation(
      "taps of linear interpolation", at: "resize", .fields, also: [.closedForms("resize")],
      .route(2) { _ in
        .along(
          output: 2,
          AxisMap(.span(.init(advance: 2, low: -1, high: 6, divisor: 4)), border: .clamp))
      }
    ) { $0.input(1, 8, 8).upsample(2, mode: .linear, named: "resize") },
    Mutation(
      "rounding of nearest", at: "resize", .fields,
      .routesOf(Corruption.resize { $0.rounding = .roundPreferCeil })
    ) { $0.input(1, 9, 9).resize(.nearest, .size(6), named: "resize") },
    Mutation(
      "aligned corners ignored", at: "resize", .fields,
      .routesOf(Corruption.resize { $0.coordinates = .halfPixel })
    ) { $0.input(1, 9, 9).resize(.linear, .size(5), alignCorners: true, named: "resize") },
    Mutation(
      "half pixels of PyTorch at a single output", at: "resize", .fields,
      .routesOf(Corruption.resize { $0.coordinates = .halfPixel })
    ) {
      $0.input(1, 9, 9)
        .then(
          .resize(Resize(mode: .linear, target: .size(1), coordinates: .pytorchHalfPixel)),
          named: "resize")
    },
    Mutation(
      "factor taken for the quotient of the sizes", at: "resize", .fields,
      .routesOf(Corruption.resize { $0.target = .size(13) })
    ) {
      $0.input(1, 9, 9)
        .then(
          .resize(
            Resize(mode: .linear, target: .scale(PerAxis(.half(3))), coordinates: .halfPixel)),
          named: "resize")
    },
    Mutation(
      "cubic taps as linear ones", at: "resize", .fields,
      .routesOf(Corruption.resize { $0.mode = .linear })
    ) { $0.input(1, 9, 9).upsample(2, mode: .cubic, named: "resize") },
    Mutation(
      "size of a resize rounded up", at: "resize", .shapes,
      .shapes { shapes, _ in shapes[0][2] = 8 }
    ) {
      $0.input(1, 5, 5)
        .resize(.nearest, .scale(PerAxis(.half(3))), named: "resize")
    },
    Mutation(
      "step of a slice ignored", at: "slice", .fields,
      .routesOf(Corruption.Setting(of: Slice.self) { $0.step = 1 })
    ) { $0.input(1, 9, 9).slice(dimension: 2, start: 1, step: 2, named: "slice") },
    Mutation(
      "start of a slice ignored", at: "slice", .fields, also: [.closedForms("slice")],
      .routesOf(Corruption.Setting(of: Slice.self) { $0.start = 0 })
    ) { $0.input(1, 9, 9).slice(dimension: 2, start: -5, named: "slice") },
    Mutation(
      "end of a slice counted twice", at: "slice", .shapes,
      .shapes { shapes, _ in shapes[0][2] = 8 }
    ) { $0.input(1, 9, 9).slice(dimension: 2, end: 7, named: "slice") },
    Mutation(
      "pixel shuffle without its factor", at: "shuffle", .fields,
      .routesOf(Corruption.Setting(of: PixelShuffle.self) { $0.factor = 1 })
    ) { $0.input(4, 5, 5).pixelShuffle(2, named: "shuffle") },
    Mutation(
      "pixel unshuffle reads one pixel", at: "unshuffle", .fields,
      .route(2) { _ in
        .along(output: 2, AxisMap(.window(.init(stride: 2, offset: 0, step: 1, count: 1))))
      }
    ) { $0.input(1, 8, 8).pixelUnshuffle(2, named: "unshuffle").conv(2, 1) },
    Mutation(
      "reflected pad as zeros", at: "pad", .fields,
      .routesOf(Corruption.Setting(of: Pad.self) { $0.mode = .zeros })
    ) { $0.input(1, 6, 6).pad(before: 2, after: 2, mode: .reflect, named: "pad") },
    Mutation(
      "crop on one side forgotten", at: "crop", .fields,
      .routesOf(Corruption.Setting(of: Crop.self) { $0.before = 0 })
    ) { $0.input(1, 8, 8).crop(before: 2, after: 1, named: "crop") },
    Mutation(
      "dimensions not permuted", at: "permute", .fields,
      .routes { routes, _ in routes[0] = (0..<4).map { .kept($0) } }
    ) { $0.input(2, 6, 6).permute([0, 1, 3, 2], named: "permute") },
    Mutation(
      "flattened in another order", at: "flatten", .fields,
      .routes { routes, site in routes[0].swapAt(2, 3) }
    ) { $0.input(1, 4, 4).flatten(named: "flatten") },
    Mutation(
      "windows of attention not shifted", at: "attention", .fields,
      .routesOf(Corruption.Setting(of: WindowAttention.self) { $0.shift = 0 })
    ) {
      $0.input(Shape([1, 8, 8, 4])).windowAttention(
        window: 4, shift: 2, heads: 2, named: "attention")
    },
    Mutation(
      "reduced dimension kept", at: "mean", .shapes,
      .shapes { shapes, inputs in shapes[0] = inputs[0] }
    ) {
      $0.input(2, 5, 5).reduce(.mean, dimensions: [2, 3], keepsDimensions: true, named: "mean")
    },
    Mutation(
      "groups normalised pixel by pixel", at: "norm", .fields,
      .routes { routes, _ in routes[0] = [.kept(0), .all, .kept(2), .kept(3)] }
    ) { $0.input(4, 5, 5).groupNorm(2, named: "norm") },
  ]

  /// Where branches meet.
  static let merges: [Mutation] = [
    Mutation(
      "jump of a branch", at: "shortcut", .fields,
      also: [.closedForms("shortcut"), .fields("add")],
      .routesOf(Corruption.conv { $0.window.stride = 1 })
    ) {
      let image = $0.input(2, 16, 16)
      return image.conv(2, 3, stride: 2, padding: 1, named: "conv")
        .add(image.conv(2, 1, stride: 2, named: "shortcut"), named: "add")
    },
    Mutation(
      "place of a branch", at: "shifted", .fields, also: [.alignment("add")],
      .routesOf(Corruption.Setting(of: Pad.self) { ($0.before, $0.after) = (0, 0) })
    ) {
      let image = $0.input(2, 12, 12)
      return image.conv(2, 3, padding: 1, named: "conv")
        .add(image.pad(before: 1, after: -1, named: "shifted"), named: "add")
    },
    Mutation(
      "place of a branch behind upsampling", at: "up", .fields, also: [.alignment("add")],
      .routes { routes, _ in
        for dimension in 2...3 {
          routes[0][dimension] = .along(
            output: dimension, AxisMap(.span(.init(advance: 1, low: 1, high: 1, divisor: 2))))
        }
      }
    ) {
      let image = $0.input(2, 16, 16)
      return image.conv(2, 3, stride: 2, padding: 1).upsample(2, named: "up")
        .add(image.conv(2, 1), named: "add")
    },
    Mutation(
      "sampling points of a branch", at: "up", .alignment,
      alone: "add",
      .route(2) { _ in
        .along(
          output: 2,
          AxisMap(
            .span(.init(advance: 2, low: -1, high: 2, divisor: 4, sampleOffset: 0)),
            border: .clamp))
      }
    ) {
      let image = $0.input(2, 16, 16)
      return image.conv(2, 3, stride: 2, padding: 1).upsample(2, mode: .linear, named: "up")
        .add(image.conv(2, 1), named: "add")
    },
    Mutation(
      "one pixel of a branch that is brought up twice", at: "shifted", .fields,
      also: [.alignment("last")],
      .routesOf(Corruption.Setting(of: Pad.self) { ($0.before, $0.after) = (0, 0) })
    ) {
      let image = $0.input(2, 32, 32)
      let half = image.conv(2, 3, stride: 2, padding: 1).relu()
      let quarter = half.conv(2, 3, stride: 2, padding: 1)
      let up = quarter.upsample(2).add(half).pad(before: 1, after: -1, named: "shifted")
      return up.upsample(2).add(image, named: "last")
    },
    Mutation(
      "a branch that nobody sees", at: "add", .fields,
      .routes { routes, _ in routes[1] = [Route](repeating: .nothing, count: 4) }
    ) {
      let image = $0.input(2, 12, 12)
      return image.conv(2, 3, padding: 1, named: "conv").add(
        image.conv(2, 5, padding: 2), named: "add")
    },
    Mutation(
      "broadcast as kept", at: "mul", .fields,
      .routes { routes, _ in (routes[1][2], routes[1][3]) = (.kept(2), .kept(3)) }
    ) {
      let image = $0.input(2, 6, 6)
      return image.multiply(image.globalAveragePool(), named: "mul")
    },
    Mutation(
      "offset of a concatenation", at: "concat", .fields,
      .route(2, input: 1) { _ in
        .piece(output: 2, offset: 0)
      }
    ) {
      let image = $0.input(2, 6, 6)
      return image.concat([image.relu()], dimension: 2, named: "concat")
    },
    Mutation(
      "channels of a concatenation", at: "concat", .shapes, also: [.peakMemory],
      .shapes { shapes, inputs in shapes[0] = inputs[0] }
    ) {
      let image = $0.input(2, 6, 6)
      return image.concat([image.relu()], named: "concat")
    },
    Mutation(
      "offset of a split", at: "split", .fields, .route(2) { _ in .kept(2) }
    ) {
      let parts = $0.input(2, 9, 9).split(dimension: 2, .sizes([4, 5]), named: "split")
      return parts[0].concat([parts[1]], dimension: 2)
    },
  ]
}

extension Rational {
  /// count/2; whole where that is too large.
  fileprivate static func half(_ count: Int) -> Rational {
    (try? Rational(count, over: 2)) ?? Rational(count)
  }
}
