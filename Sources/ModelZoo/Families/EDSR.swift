import ConvArithmetic
import LayerGraph

/// EDSR: Lim et al. 2017, figure 3: residual blocks without norms at the size of the small image.
///
/// The mean colour, which is fixed, is taken off before and put back behind.
enum EDSR {
  static let recipes = [
    recipe("edsr_baseline", "baseline: 16 blocks of 64 channels", count: 16, width: 64),
    recipe("edsr", "32 blocks of 256 channels", count: 32, width: 256),
  ]

  private static func recipe(
    _ name: String, _ what: String, count: Int, width: Int
  ) -> Recipe {
    Recipe(
      name, family: "EDSR", "Lim et al. 2017, \(what), twice as large",
      variants: ["x3", "x4"], input: .image(3, 48)
    ) { image, variant in
      let factors = variant == "x4" ? [2, 2] : variant == "x3" ? [3] : [2]
      return [("output", layers(image, count, width, factors))]
    }
  }

  private static func layers(
    _ image: Value, _ count: Int, _ width: Int, _ factors: [Int]
  ) -> Value {
    let net = image.builder
    let mean = net.constant([1, 3, 1, 1], isLearned: false, named: "mean")
    let conv = Operator.conv(width, 3, padding: 1)
    let head = image.merge(.subtract, mean, named: "sub_mean").then(conv, named: "head.0")
    var x = head
    for index in 0..<count {
      x = net.scope("body.\(index)") {
        let branch = x.sequence("body", [conv, .relu, conv])
        // Section 3.3: the wide one adds a tenth.
        let scaled =
          width > 64
          ? branch.multiply(
            net.constant([1], isLearned: false, named: "res_scale"), named: "mul") : branch
        return scaled.add(x, named: "add")
      }
    }
    x = x.then(conv, named: "body.\(count)").add(head, named: "add")
    for (index, factor) in factors.enumerated() {
      x = x.conv(factor * factor * width, 3, padding: 1, named: "tail.0.\(2 * index)")
        .pixelShuffle(factor, named: "tail.0.\(2 * index + 1)")
    }
    return x.conv(3, 3, padding: 1, named: "tail.1").add(mean, named: "add_mean")
  }
}
