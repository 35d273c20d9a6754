import ConvArithmetic
import LayerGraph
@testable import TestSupport

/// A random network whose structure does not depend on the size of its input, to compare the answers in
/// symbols with the answers in numbers.
struct OpenNetwork {
  private var random: SplitMix64

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  private mutating func draw(_ range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &random)
  }

  mutating func graph(_ shape: Shape) throws(Diagnostic) -> Graph {
    let builder = GraphBuilder("open")
    var value = builder.input(shape)
    for _ in 0..<draw(1...6) { value = layer(value) }
    if draw(0...3) == 0 { value = value.globalAveragePool().flatten().linear(7) }
    return try builder.build(output: value)
  }

  private mutating func layer(_ value: Value) -> Value {
    let (kernel, stride) = (draw(1...5), draw(1...3))
    switch draw(0...14) {
    case 0, 1:
      return value.conv(
        8, kernel: PerAxis(kernel), stride: PerAxis(stride), padding: padding(),
        dilation: PerAxis(draw(1...2)))
    case 2:
      return value.conv(8, kernel: [kernel, 1], stride: [1, stride], padding: .symmetric([1, 0]))
        .batchNorm().relu()
    case 3, 4:
      let least = draw(0...kernel - 1)
      return value.maxPool(
        PerAxis(kernel), stride: PerAxis(stride), padding: .symmetric(PerAxis(least)),
        ceil: draw(0...1) == 0)
    case 5: return value.averagePool(PerAxis(kernel), stride: PerAxis(stride))
    case 6:
      return value.transposedConv(
        8, kernel: PerAxis(kernel), stride: PerAxis(stride),
        padding: .symmetric(PerAxis(draw(0...2))))
    case 7: return value.upsample(draw(2...3), mode: draw(0...1) == 0 ? .nearest : .linear)
    case 8: return value.conv(8, 1).pixelShuffle(2)
    case 9: return value.conv(8, 1).pixelUnshuffle(draw(2...3))
    case 10: return value.crop(before: PerAxis(draw(0...2)), after: PerAxis(draw(0...2)))
    case 11: return value.pad(before: PerAxis(draw(0...3)), after: 1, mode: .reflect)
    case 12: return value.slice(dimension: 2, start: draw(0...2), end: -draw(1...2), step: stride)
    case 13:
      let body = value.conv(8, 3, stride: stride, padding: 1).batchNorm().relu()
      return body.add(value.conv(8, 1, stride: stride))
    default:
      let pooled = value.maxPool(3, stride: 2, padding: 1)
      return pooled.concat([value.conv(4, 3, stride: 2, padding: 1), pooled.groupNorm(1)])
    }
  }

  private mutating func padding() -> Padding {
    draw(0...4) == 0 ? .sameUpper : .symmetric(PerAxis(draw(0...3)))
  }
}
