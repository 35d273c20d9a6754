import ConvArithmetic
import LayerGraph

/// RAFT: Teed, Deng 2020, figure 1, and figure 10 of the appendix: the flow between two images, found in
/// steps from the likeness of all pairs of their pixels.
///
/// A layer that several calls use has its weights once: each call is a module of its own
/// ("feature_encoder_1" is that of the second image), in which layers have torchvision's names.
enum RAFT {
  static let recipes = [
    recipe("raft_large", "12 updates, as torchvision", large),
    recipe("raft_small", "bottlenecks and no mask, 12 updates, as torchvision", small),
  ]

  private static let updates = 12

  private static func recipe(_ name: String, _ summary: String, _ plan: Plan) -> Recipe {
    Recipe(
      entry: ModelEntry(
        name, [], "RAFT", "Teed, Deng 2020: optical flow from two images, \(summary)", [],
        .image(3, 512), inputs: ["image1", "image2"]),
      refusal: refusal
    ) { images, shape, _ throws(ArithmeticError) in
      try plan.flows(images[0], images[1], shape)
    }
  }

  /// The encoders halve three times, the correlation three times more, to two positions at least.
  private static func refusal(_ shape: Shape) -> Problem? {
    if let problem = shape.uncut(by: [8, 8], "the encoder's stride") { return problem }
    for (name, dim) in zip(["height", "width"], shape.dims.suffix(2)) {
      if let side = dim.constant, side < 128 {
        return .settingTooSmall(name, value: side, least: 128)
      }
    }
    return nil
  }

  private static let large = Plan(
    features: RAFTEncoder(
      name: "feature_encoder", block: .residual, widths: [64, 64, 96, 128, 256],
      norm: .instanceNorm(InstanceNorm(isAffine: false))),
    context: RAFTEncoder(
      name: "context_encoder", block: .residual, widths: [64, 64, 96, 128, 256], norm: .bn),
    radius: 4,
    update: RAFTUpdate(
      correlation: [256, 192], flow: [128, 64], motion: 128, hidden: 128,
      kernels: [[1, 5], [5, 1]], head: 256),
    hasMask: true)

  private static let small = Plan(
    features: RAFTEncoder(
      name: "feature_encoder", block: .bottleneck, widths: [32, 32, 64, 96, 128],
      norm: .instanceNorm(InstanceNorm(isAffine: false))),
    context: RAFTEncoder(
      name: "context_encoder", block: .bottleneck, widths: [32, 32, 64, 96, 160], norm: nil),
    radius: 3,
    update: RAFTUpdate(
      correlation: [96], flow: [64, 32], motion: 82, hidden: 96, kernels: [3], head: 128),
    hasMask: false)

  /// What the two models differ in.
  private struct Plan: Sendable {
    let features: RAFTEncoder
    let context: RAFTEncoder
    /// Around a position, how far its likenesses are looked up on each map of the pyramid.
    let radius: Int
    let update: RAFTUpdate
    /// Whether a flow is enlarged by learned weights; else bilinearly.
    let hasMask: Bool

    /// The flow after each update, as large as the images.
    func flows(
      _ first: Value, _ second: Value, _ shape: Shape
    ) throws(ArithmeticError) -> Recipe.Outputs {
      let net = first.builder
      let sides = [try shape[2].ceilDivided(by: 8), try shape[3].ceilDivided(by: 8)]
      let full = [try sides[0] * 8, try sides[1] * 8]
      let pair = [
        features.map(of: first, call: "feature_encoder"),
        features.map(of: second, call: "feature_encoder_1"),
      ]
      let volume = RAFTCorrelation(radius: radius, batch: shape[0], sides: sides)
      let pyramid = net.scope("corr_block") { volume.pyramid(pair[0], pair[1]) }
      let parts = context.map(of: first, call: "context_encoder").split(
        .sizes([update.hidden, (context.widths.last ?? 0) - update.hidden]), named: "context_split")
      var hidden = parts[0].then(.tanh, named: "hidden")
      let context = parts[1].relu(named: "context")
      let grid = net.constant([shape[0], 2] + sides, isLearned: false, named: "coords0")
      var (places, flow) = (grid, grid.merge(.subtract, grid, named: "flow0"))
      return (1...RAFT.updates).map { step in
        net.scope("update\(step)") {
          let likeness = volume.lookUp(places, in: pyramid, named: "corr_block.lookup")
          hidden = update.hidden(hidden, context, likeness, flow)
          places = places.add(update.change(hidden), named: "coords1")
          flow = places.merge(.subtract, grid, named: "flow")
          let enlarged = hasMask ? flow.enlarged(by: mask(hidden), full) : flow.enlarged()
          return ("flow\(step)", enlarged)
        }
      }
    }

    /// Nine weights for each pixel of the 8×8 that a position becomes.
    private func mask(_ hidden: Value) -> Value {
      let convs: [(String, Operator)] = [
        ("convrelu.0", .conv(256, 3, padding: 1)), ("convrelu.1", .relu),
        ("conv", .conv(9 * 64, 1)),
      ]
      return convs.reduce(hidden) { x, layer in
        x.shared(layer.1, "mask_predictor.\(layer.0)")
      }
      .scaled(named: "mask_predictor.multiplier")
    }
  }
}

extension Shape {
  fileprivate static func + (shape: Shape, sides: [Dim]) -> Shape { Shape(shape.dims + sides) }
}

extension Value {
  /// A layer of a module that several calls use with the same weights.
  func shared(_ operation: Operator, _ path: String) -> Value {
    then(operation, named: path, sharedWeights: SharedWeights(path))
  }

  /// Times a number that is not learned.
  func scaled(named name: String) -> Value {
    multiply(builder.constant([1, 1, 1, 1], isLearned: false, named: name), named: "\(name).mul")
  }

  /// Section 3.3: each of 8×8 pixels is a mean of eight times the flow of nine positions, weighed by the
  /// mask. The same sums as torchvision's, with the pixels laid out before and not after.
  fileprivate func enlarged(by mask: Value, _ sides: [Dim]) -> Value {
    builder.scope("upsample_flow") {
      let weights = mask.pixelShuffle(8, named: "shuffle").softmax(dimension: 1, named: "softmax")
        .unsqueeze([2], named: "unsqueeze")
      let framed = scaled(named: "factor").pad(before: 1, after: 1, named: "pad")
      let shifted = (0..<9).map { index in
        let (row, column) = (index / 3, index % 3)
        return framed.crop(
          before: [row, column], after: [2 - row, 2 - column], named: "unfold.\(index)")
      }
      return shifted[0].concat(Array(shifted.dropFirst()), named: "unfold.concat")
        .upsample(8, named: "repeat")
        .reshape(
          [.copy, .size(9), .size(2)] + sides.map { .value($0) }, named: "neighbours"
        )
        .multiply(weights, named: "mul").reduce(.sum, dimensions: [1], named: "sum")
    }
  }

  /// Bilinearly, from corner to corner.
  fileprivate func enlarged() -> Value {
    builder.scope("upsample_flow") {
      resize(.linear, .scale(8), alignCorners: true, named: "interpolate").scaled(named: "factor")
    }
  }
}
