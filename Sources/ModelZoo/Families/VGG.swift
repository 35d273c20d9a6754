import LayerGraph

/// VGG: Simonyan, Zisserman 2015, table 1. 3×3 convolutions, a pool after each block.
enum VGG {
  static let recipes = columns.flatMap { depth, column, counts in
    [
      Recipe(
        "vgg\(depth)", aliases: ["vgg-\(column)"], family: "VGG",
        "Simonyan, Zisserman 2015, table 1 column \(column)", classes: 1000
      ) { layers($0, counts, norm: [], $1.classes) },
      Recipe(
        "vgg\(depth)_bn", family: "VGG",
        "Simonyan, Zisserman 2015, column \(column) with batch normalization, as torchvision",
        classes: 1000
      ) { layers($0, counts, norm: [.bn], $1.classes) },
    ]
  }

  /// Weight layers, column of the table, convolutions in each block.
  private static let columns: [(depth: Int, column: String, counts: [Int])] = [
    (11, "A", [1, 1, 2, 2, 2]),
    (13, "B", [2, 2, 2, 2, 2]),
    (16, "D", [2, 2, 3, 3, 3]),
    (19, "E", [2, 2, 4, 4, 4]),
  ]
  /// Convolutions without a pool, for networks that go on otherwise.
  static func block(_ width: Int, _ count: Int) -> [Operator] {
    Array(Array(repeating: [.conv(width, 3, padding: 1), .relu], count: count).joined())
  }

  private static let widths = [64, 128, 256, 512, 512]

  private static func layers(
    _ image: Value, _ counts: [Int], norm: [Operator], _ classes: Int
  ) -> Value {
    let features = zip(widths, counts).flatMap { width, count in
      Array(repeating: [.conv(width, 3, padding: 1)] + norm + [.relu], count: count).joined()
        + [.maxPool(2)]
    }
    return image.sequence("features", features)
      .chain(["avgpool": .avgPool(to: 7), "flatten": .flat])
      .sequence(
        "classifier",
        [.fc(4096), .relu, .drop(0.5), .fc(4096), .relu, .drop(0.5), .fc(classes)])
  }
}
