import LayerGraph

/// RegNet: Radosavovic et al. 2020, figures 16 and 17. Y is X with squeeze-and-excitation.
enum RegNet {
  static let recipes = x.map { recipe("x", $0) } + y.map { recipe("y", $0) }

  /// Size, blocks of each stage, their channels, and the channels of a group.
  private typealias Row = (size: String, counts: [Int], widths: [Int], group: Int)

  private static let x: [Row] = [
    ("400mf", [1, 2, 7, 12], [32, 64, 160, 400], 16),
    ("800mf", [1, 3, 7, 5], [64, 128, 288, 672], 16),
    ("1_6gf", [2, 4, 10, 2], [72, 168, 408, 912], 24),
    ("3_2gf", [2, 6, 15, 2], [96, 192, 432, 1008], 48),
    ("8gf", [2, 5, 15, 1], [80, 240, 720, 1920], 120),
    ("16gf", [2, 6, 13, 1], [256, 512, 896, 2048], 128),
    ("32gf", [2, 7, 13, 1], [336, 672, 1344, 2520], 168),
  ]
  private static let y: [Row] = [
    ("400mf", [1, 3, 6, 6], [48, 104, 208, 440], 8),
    ("800mf", [1, 3, 8, 2], [64, 144, 320, 784], 16),
    ("1_6gf", [2, 6, 17, 2], [48, 120, 336, 888], 24),
    ("3_2gf", [2, 5, 13, 1], [72, 216, 576, 1512], 24),
    ("8gf", [2, 4, 10, 1], [224, 448, 896, 2016], 56),
    ("16gf", [2, 4, 11, 1], [224, 448, 1232, 3024], 112),
    ("32gf", [2, 5, 12, 1], [232, 696, 1392, 3712], 232),
    ("128gf", [2, 7, 17, 1], [528, 1056, 2904, 7392], 264),
  ]

  private static func recipe(_ kind: String, _ row: Row) -> Recipe {
    let size = row.size.uppercased().replacing("_", with: ".")
    return Recipe(
      "regnet_\(kind)_\(row.size)", family: "RegNet \(kind.uppercased())",
      "Radosavovic et al. 2020, Reg\(kind.uppercased())-\(size), as torchvision",
      classes: 1000
    ) { layers($0, row, isGated: kind == "y", $1.classes) }
  }

  private static func layers(
    _ image: Value, _ row: Row, isGated: Bool, _ classes: Int
  ) -> Value {
    var x = image.sequence("stem", .convNorm(32, 3, stride: 2, then: .relu))
    var channels = 32
    for (index, (count, width)) in zip(row.counts, row.widths).enumerated() {
      let stage = "block\(index + 1)"
      for repeated in 0..<count {
        x = image.builder.scope("trunk_output.\(stage).\(stage)-\(repeated)") {
          block(
            x, from: channels, to: width, groups: width / min(row.group, width),
            stride: repeated == 0 ? 2 : 1, isGated: isGated)
        }
        channels = width
      }
    }
    return x.chain(["avgpool": .avgPool(to: 1), "flatten": .flat, "fc": .fc(classes)])
  }

  /// ResNet's bottleneck without a bottleneck: 1×1, 3×3 in groups, 1×1, all equally wide. A gate is as
  /// narrow as a quarter of the block's input.
  private static func block(
    _ x: Value, from channels: Int, to width: Int, groups: Int, stride: Int, isGated: Bool
  ) -> Value {
    let shortcut =
      channels == width && stride == 1
      ? x : x.sequence("proj", .convNorm(width, stride: stride))
    let branch = x.builder.scope("f") {
      var branch = x.sequence("a", .convNorm(width, then: .relu))
        .sequence("b", .convNorm(width, 3, stride: stride, groups: .count(groups), then: .relu))
      if isGated {
        let squeeze = Int((Double(channels) / 4).rounded(.toNearestOrEven))
        branch = branch.squeezeExcite(channels: width, squeeze: squeeze, named: "se")
      }
      return branch.sequence("c", .convNorm(width))
    }
    return shortcut.add(branch, named: "add").relu(named: "activation")
  }
}
