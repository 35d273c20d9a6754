import ConvArithmetic
import LayerGraph

/// SegNet: Badrinarayanan, Kendall, Cipolla 2017, figure 2: VGG-16 without its linear layers, and its
/// mirror image.
///
/// A decoder puts each number where the encoder's maximum was. That is what is enlarged times whether
/// the encoder's number is the maximum of its window: the same wherever a window has one maximum.
enum SegNet {
  static let recipes = [
    Recipe(
      "segnet", family: "SegNet",
      "Badrinarayanan, Kendall, Cipolla 2017, figure 2, for the 11 classes of CamVid",
      classes: 11, input: Shape([1, 3, 360, 480])
    ) { layers($0, classes: $1.classes) }
  ]

  private static let counts = [2, 2, 3, 3, 3]
  private static let widths = [64, 128, 256, 512, 512]

  static func layers(_ image: Value, classes: Int) -> Value {
    var x = image
    var pools: [(full: Value, pooled: Value)] = []
    for (block, (width, count)) in zip(1..., zip(widths, counts)) {
      let layers = Array(repeating: [Operator].convNorm(width, 3, then: .relu), count: count)
      let full = x.sequence("encoder\(block)", Array(layers.joined()))
      // The authors' framework rounds up.
      x = full.maxPool(2, ceil: true, named: "pool\(block)")
      pools.append((full, x))
    }
    for (block, pool) in zip(1..., pools).reversed() {
      x = unpool(x, pool.full, pool.pooled, "unpool\(block)")
      // The last convolution goes to the width of the block before.
      let count = counts[block - 1]
      let inner = Array(
        repeating: [Operator].convNorm(widths[block - 1], 3, then: .relu), count: count - 1)
      let last: [Operator] =
        block == 1
        ? [.conv(classes, 3, padding: 1)] : .convNorm(widths[block - 2], 3, then: .relu)
      x = x.sequence("decoder\(block)", Array(inner.joined()), last)
    }
    return x.softmax(dimension: 1, named: "softmax")
  }

  private static func unpool(
    _ x: Value, _ full: Value, _ pooled: Value, _ name: String
  ) -> Value {
    x.builder.scope(name) {
      // What rounding up added is cut off again.
      func enlarged(_ value: Value, _ name: String) -> Value {
        value.upsample(2, named: name).crop(like: full, named: name + "_crop")
      }
      let isMaximum = full.merge(.equal, enlarged(pooled, "maximum"), named: "is_maximum")
      return enlarged(x, "value").multiply(isMaximum, named: "mul")
    }
  }
}
