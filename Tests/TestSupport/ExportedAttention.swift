import ConvArithmetic
import LayerGraph

/// Attention inside windows in the small steps in which exporters write it (as in torchvision's Swin
/// Transformer), on maps with their channels last.
struct ExportedAttention {
  /// The sizes of the map, each a multiple of the window's.
  var sizes: [Int]
  var channels: Int
  var window: [Int]
  /// By how much the map is turned round before, and back after.
  var shift: [Int]
  var heads = 1
  /// The size of the batch; nil for 1.
  var batch: Dim = 1

  func callAsFunction(_ map: Value, named name: String) -> Value {
    map.builder.scope(name) {
      var value = map
      for (axis, shift) in shift.enumerated() { value = turned(value, axis, by: shift) }
      value = windows(of: value)
      value = attention(value)
      value = whole(value)
      for (axis, shift) in shift.enumerated() {
        value = turned(value, axis, by: shift == 0 ? 0 : sizes[axis] - shift)
      }
      return map.add(value, named: "sum")
    }
  }

  /// Place u holds what was at u + shift.
  private func turned(_ value: Value, _ axis: Int, by shift: Int) -> Value {
    if shift == 0 { return value }
    let first = value.slice(dimension: axis + 1, start: shift)
    return first.concat(
      [value.slice(dimension: axis + 1, start: 0, end: shift)], dimension: axis + 1)
  }

  private var rank: Int { sizes.count }
  private var counts: [Int] { zip(sizes, window).map { $0 / $1 } }
  private var tokens: Int { window.reduce(1, *) }

  private func target(_ batch: Dim, _ sizes: [Int]) -> [Reshape.Size] {
    [.value(batch)] + sizes.map { .value(Dim($0)) }
  }

  /// batch·windows × tokens × channels
  func windows(of value: Value) -> Value {
    let cut = zip(counts, window).flatMap { [$0, $1] } + [channels]
    let apart = (0..<rank).map { 2 * $0 + 1 } + (0..<rank).map { 2 * $0 + 2 }
    return value.reshape(target(batch, cut)).permute([0] + apart + [2 * rank + 1]).reshape(
      target(all, [tokens, channels]))
  }

  /// The inverse of `windows`.
  func whole(_ value: Value) -> Value {
    let together = (0..<rank).flatMap { [$0 + 1, $0 + 1 + rank] }
    return value.reshape(target(batch, counts + window + [channels])).permute(
      [0] + together + [2 * rank + 1]
    ).reshape(target(batch, sizes + [channels]))
  }

  private var all: Dim { (try? batch * Dim(counts.reduce(1, *))) ?? 1 }

  /// One projection to queries, keys and values; scores, their weights, what they weigh; one projection.
  private func attention(_ tokens: Value) -> Value {
    let features = channels / heads
    let split = tokens.linear(3 * channels).reshape(
      target(all, [self.tokens, 3, heads, features])
    ).permute([2, 0, 3, 1, 4])
    func part(_ index: Int) -> Value { split.gather(dimension: 0, [index], shape: []) }
    let weights = part(0).matMul(part(1).permute([0, 1, 3, 2])).softmax(dimension: 3)
    return weights.matMul(part(2)).permute([0, 2, 1, 3]).reshape(
      target(all, [self.tokens, channels])
    ).linear(channels)
  }
}
