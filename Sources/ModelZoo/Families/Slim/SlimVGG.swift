import LayerGraph

/// VGG: Simonyan, Zisserman 2015, table 1, columns A, D and E.
enum SlimVGG {
  static let recipes = columns.map { name, counts in
    Recipe(
      "slim/" + name, family: "TF-slim",
      "Simonyan, Zisserman 2015 as TF-slim: linear layers are convolutions",
      classes: 1000
    ) { layers($0, name, counts, classes: $1.classes) }
  }

  private static let columns = [
    ("vgg_a", [1, 1, 2, 2, 2]), ("vgg_16", [2, 2, 3, 3, 3]), ("vgg_19", [2, 2, 4, 4, 4]),
  ]
  private static let widths = [64, 128, 256, 512, 512]

  static func layers(
    _ image: Value, _ name: String, _ counts: [Int], classes: Int
  ) -> Value {
    var x = image
    for (block, (width, count)) in zip(1..., zip(widths, counts)) {
      for layer in 1...count {
        let path = "\(name)/conv\(block)/conv\(block)_\(layer)"
        x = x.slimConv(path, width, 3, norm: nil)
      }
      x = x.then(Slim.maxPool(2, stride: 2), named: "\(name)/pool\(block)")
    }
    return x.slimClassifier(name, kernel: 7, classes: classes)
  }
}
