import ConvArithmetic
package import LayerGraph

/// A random network that goes down and comes up again: where it comes up, branches meet that were halved
/// and brought back by resizing and transposed convolutions of every kind.
package struct RandomPyramid {
  private var random: SplitMix64

  package init(seed: UInt64) { random = SplitMix64(seed: seed) }

  private mutating func pick(_ range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &random)
  }

  package mutating func graph() throws -> Graph {
    let rank = pick(1...2)
    let levels = pick(1...3)
    let sizes = (0..<rank).map { _ in (1 << levels) * pick(2...5) }
    var value = GraphBuilder("pyramid").input(Shape(sizes: [1, 2] + sizes))
    var skips: [Value] = []
    for _ in 0..<levels {
      value = mixed(value)
      skips.append(value)
      value = halved(value)
    }
    value = mixed(value)
    while let skip = skips.popLast() {
      value = doubled(value, like: skip)
      if pick(1...3) == 1 { value = mixed(value) }
      value = pick(1...2) == 1 ? skip.add(value) : value.concat([skip]).conv(2, 1)
    }
    return try value.builder.build(output: mixed(value))
  }

  /// As many units as before.
  private mutating func mixed(_ value: Value) -> Value {
    switch pick(1...6) {
    case 1: value.conv(2, 3, padding: 1)
    case 2: value.conv(2, 5, padding: 2).relu()
    case 3: value.conv(2, 3, padding: 2, dilation: 2)
    case 4: value.pad(before: 0, after: 1).conv(2, 2)
    case 5: value.add(value.conv(2, 3, padding: 1).batchNorm())
    default: value.conv(2, 1)
    }
  }

  private mutating func halved(_ value: Value) -> Value {
    switch pick(1...5) {
    case 1: value.maxPool(2)
    case 2: value.averagePool(3, stride: 2, padding: 1)
    case 3: value.conv(2, 3, stride: 2, padding: 1)
    case 4: value.conv(2, 4, stride: 2, padding: 1)
    default: value.conv(2, 1, stride: 2)
    }
  }

  private mutating func doubled(_ value: Value, like skip: Value) -> Value {
    func resized(_ mode: Resize.Mode, _ coordinates: Resize.Coordinates) -> Value {
      value.then(
        .resize(Resize(mode: mode, target: .scale(PerAxis(2)), coordinates: coordinates)))
    }
    switch pick(1...9) {
    case 1: return value.upsample(2)
    case 2: return value.resize(.nearest, like: skip)
    case 3: return value.upsample(2, mode: .linear)
    case 4: return resized(.linear, .asymmetric)
    case 5: return resized(.cubic, .halfPixel)
    case 6: return resized(.nearest, .halfPixel)
    case 7: return value.transposedConv(2, kernel: 2, stride: 2)
    case 8: return value.transposedConv(2, kernel: 4, stride: 2, padding: 1)
    default: return value.transposedConv(2, kernel: 3, stride: 2, padding: 1, outputPadding: 1)
    }
  }
}
