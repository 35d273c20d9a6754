import ConvArithmetic
import LayerGraph

/// Multiscale Vision Transformers: Fan et al. 2021, table 3, and Li et al. 2022, table 1: attention whose
/// queries, keys and values are pooled over the clip.
enum MViT {
  static let recipes = [
    Recipe(
      "mvit_v1_b", aliases: ["mvit-b"], family: "MViT",
      "Fan et al. 2021, MViT-B 16×4, 400 classes of Kinetics, as torchvision",
      classes: 400, input: .clip(16, 224), refusal: refusal
    ) { (clip: Value, shape: Shape, settings: Recipe.Settings) throws(ArithmeticError) in
      try layers(clip, shape, isSecond: false, settings.classes)
    },
    Recipe(
      "mvit_v2_s", family: "MViT",
      "Li et al. 2022, MViTv2-S 16×4, 400 classes of Kinetics, as torchvision",
      classes: 400, input: .clip(16, 224), refusal: { refusal($0) ?? tooSmall($0) }
    ) { (clip: Value, shape: Shape, settings: Recipe.Settings) throws(ArithmeticError) in
      try layers(clip, shape, isSecond: true, settings.classes)
    },
  ]

  /// Positions are learned for whole patches.
  private static func refusal(_ shape: Shape) -> Problem? {
    shape.uncut(by: [2, 4, 4], "a patch's")
  }

  /// The last stage's tables are made for a 32nd of the longer side.
  private static func tooSmall(_ shape: Shape) -> Problem? {
    guard let rows = shape[3].constant, let columns = shape[4].constant,
      max(rows, columns) < 32
    else { return nil }
    return .outputEmpty(axis: 1, size: 0, shape: shape)
  }

  private static func layers(
    _ clip: Value, _ shape: Shape, isSecond: Bool, _ classes: Int
  ) throws(ArithmeticError) -> Value {
    let sides = [
      try shape[2].ceilDivided(by: 2), try shape[3].ceilDivided(by: 4),
      try shape[4].ceilDivided(by: 4),
    ]
    let tokens = clip.conv(
      96, kernel: [3, 7, 7], stride: [2, 4, 4], padding: .symmetric([1, 3, 3]),
      named: "conv_proj"
    )
    .flatten(first: 2, named: "flatten").permute([0, 2, 1], named: "transpose")
    var x = clip.builder.scope("pos_encoding") {
      positioned(tokens, batch: shape[0], sides, isLearned: !isSecond)
    }
    var map = TokenMap(batch: shape[0], sides: sides)
    var done = 0
    for (stage, count) in [1, 2, 11, 2].enumerated() {
      for index in 0..<count {
        let width = 96 << stage
        let (isFirst, isLast) = (stage > 0 && index == 0, stage < 3 && index == count - 1)
        let block = MViTBlock(
          isSecond: isSecond, heads: 1 << stage, width: width,
          inputWidth: isSecond && isFirst ? width / 2 : width,
          outputWidth: !isSecond && isLast ? 2 * width : width, queryStride: isFirst ? 2 : 1,
          keyStride: 8 >> stage, dropRate: 0.2 * Double(done) / 15)
        (x, map) = try block.layers("blocks.\(done)", x, map)
        done += 1
      }
    }
    return x.then(.ln(), named: "norm").gather(dimension: 1, [0], shape: [], named: "class")
      .sequence("head", [.drop(0.5), .fc(classes)])
  }

  /// A learned token before the others; in the first version also positions, apart in space and time.
  private static func positioned(
    _ tokens: Value, batch: Dim, _ sides: [Dim], isLearned: Bool
  ) -> Value {
    let net = tokens.builder
    let all = net.constant([1, 1, 96], isLearned: true, named: "class_token")
      .expand(to: [batch, 1, 1], named: "class_token.expand")
      .concat([tokens], dimension: 1, named: "concat")
    guard isLearned else { return all }
    let space = net.constant([1, 1, sides[1], sides[2], 96], isLearned: true, named: "spatial_pos")
    let time = net.constant([1, sides[0], 1, 1, 96], isLearned: true, named: "temporal_pos")
    let embedding = net.constant([1, 1, 96], isLearned: true, named: "class_pos")
      .concat(
        [time.add(space, named: "positions").flatten(first: 1, last: 3, named: "positions.flat")],
        dimension: 1, named: "embedding")
    return all.add(embedding, named: "add")
  }
}
