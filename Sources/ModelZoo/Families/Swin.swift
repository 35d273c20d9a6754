import ConvArithmetic
import LayerGraph

/// Swin Transformer: Liu et al. 2021, section 3.3; Video Swin: Liu et al. 2022.
enum Swin {
  static let recipes =
    [
      image("t", [2, 2, 6, 2], width: 96, heads: 3, dropRate: 0.2),
      image("s", [2, 2, 18, 2], width: 96, heads: 3, dropRate: 0.3),
      image("b", [2, 2, 18, 2], width: 128, heads: 4, dropRate: 0.5),
    ] + [
      video("t", [2, 2, 6, 2], width: 96, heads: 3),
      video("s", [2, 2, 18, 2], width: 96, heads: 3),
      video("b", [2, 2, 18, 2], width: 128, heads: 4),
    ]

  private static func image(
    _ size: String, _ counts: [Int], width: Int, heads: Int, dropRate: Double
  ) -> Recipe {
    let plan = Plan(counts: counts, heads: heads, window: [7, 7], dropRate: dropRate)
    return Recipe(
      "swin_\(size)", family: "Swin Transformer",
      "Liu et al. 2021, Swin-\(size.uppercased()), windows of 7×7, as torchvision",
      classes: 1000
    ) { image, settings in
      let patches = image.sequence(
        "features.0", [.conv(width, 4, stride: 4), .permute(0, 2, 3, 1), norm])
      return plan.stages(patches, width, first: 1).chain([
        "norm": norm, "permute": .permute(0, 3, 1, 2), "avgpool": .avgPool(to: 1),
        "flatten": .flat, "head": .fc(settings.classes),
      ])
    }
  }

  /// Clips that don't divide into patches of 2×4×4 are padded after their end.
  private static func video(
    _ size: String, _ counts: [Int], width: Int, heads: Int
  ) -> Recipe {
    let plan = Plan(counts: counts, heads: heads, window: [8, 7, 7], dropRate: 0.1)
    return Recipe(
      "swin3d_\(size)", family: "Video Swin Transformer",
      "Liu et al. 2022, Swin-\(size.uppercased()), windows of 8×7×7, as torchvision",
      classes: 400, input: .clip(16, 224)
    ) { (clip: Value, shape: Shape, settings: Recipe.Settings) throws(ArithmeticError) in
      let patches = clip.conv(
        width, kernel: [2, 4, 4], stride: [2, 4, 4],
        padding: .explicit(before: 0, after: [1, 3, 3]), named: "patch_embed.proj"
      )
      .chain([
        "patch_embed.permute": .permute(0, 2, 3, 4, 1), "patch_embed.norm": norm,
        "pos_drop": .drop(0),
      ])
      var plan = plan
      plan.sides = [try shape[2].ceilDivided(by: 2)]
      for dim in shape.dims.dropFirst(3) { plan.sides?.append(try dim.ceilDivided(by: 4)) }
      return plan.stages(patches, width, first: 0).chain([
        "norm": norm, "permute": .permute(0, 4, 1, 2, 3), "avgpool": .avgPool(to: 1),
        "flatten": .flat, "head": .fc(settings.classes),
      ])
    }
  }

  private static let norm = Operator.ln(epsilon: 1e-5)

  private struct Plan {
    let counts: [Int]
    /// In the first stage; doubled with the channels.
    let heads: Int
    let window: [Int]
    let dropRate: Double
    /// Of the first stage's map, when windows are no larger than the map is.
    var sides: [Dim]?

    /// Stages of a map with the channels last, halved between them.
    func stages(_ patches: Value, _ width: Int, first: Int) -> Value {
      let last = Double(counts.reduce(0, +) - 1)
      var (x, done) = (patches, 0)
      for (stage, count) in counts.enumerated() {
        if stage > 0 {
          x = x.builder.scope("features.\(2 * stage - 1 + first)") {
            x.mergedPatches(rank: window.count)
              .chain(["norm": norm, "reduction": .fc(width << stage, bias: false)])
          }
        }
        for index in 0..<count {
          x = x.builder.scope("features.\(2 * stage + first).\(index)") {
            block(
              x, width << stage, heads << stage, window(stage), isShifted: index % 2 == 1,
              dropRate * Double(done) / last)
          }
          done += 1
        }
      }
      return x
    }

    /// Frames are never halved. Where the map is smaller than the window, the window is cut to the map, and
    /// the table of positions stays what it is.
    private func window(_ stage: Int) -> [Int] {
      guard let sides else { return window }
      return zip(window, sides).enumerated().map { axis, lengths in
        guard let side = lengths.1.constant else { return lengths.0 }
        return min(lengths.0, axis == 0 ? side : (side - 1) >> stage + 1)
      }
    }

    /// Attention in windows, which every second block shifts by half of one, and a perceptron.
    private func block(
      _ x: Value, _ width: Int, _ heads: Int, _ window: [Int], isShifted: Bool,
      _ dropRate: Double
    ) -> Value {
      let attended = x.then(norm, named: "norm1")
        .windowAttention(
          window: PerAxis(window),
          tableWindow: window == self.window ? nil : PerAxis(self.window),
          shift: isShifted ? PerAxis(window.map { $0 / 2 }) : 0,
          heads: heads, named: "attn"
        )
        .stochasticDepth(dropRate, named: "stochastic_depth").add(x, named: "add")
      return attended.then(norm, named: "norm2").perceptron("mlp", 4 * width, to: width)
        .stochasticDepth(dropRate, named: "stochastic_depth").add(attended, named: "add")
    }
  }
}

extension Value {
  /// The four pixels of every 2×2 block side by side as channels, for a map N×…×H×W×C. An odd side gets
  /// a row of zeros; taking the odd positions of a map with one row too many says just that.
  func mergedPatches(rank: Int) -> Value {
    func halves(_ value: Value, _ dimension: Int, _ names: [String]) -> [Value] {
      let odd = value.pad(
        before: 0, after: 1, dimensions: [dimension], named: "pad_\(names[1])")
      return [
        value.slice(dimension: dimension, step: 2, named: names[0]),
        odd.slice(dimension: dimension, start: 1, step: 2, named: names[1]),
      ]
    }
    let rows = halves(self, rank - 1, ["rows0", "rows1"])
    let left = halves(rows[0], rank, ["x0", "x2"])
    let right = halves(rows[1], rank, ["x1", "x3"])
    return left[0].concat([right[0], left[1], right[1]], dimension: -1, named: "concat")
  }
}
