import ConvArithmetic
import LayerGraph

/// The dimensions that a layer cuts up, merges or regroups: digits of the places along dimensions of its
/// input are digits of the places along dimensions of its output.
///
/// A product of sets on one side is a union of products on the other, as what is read of one dimension
/// depends on what is read of its neighbours: tokens 3 and 4 of rows of 4 are (0, 3) and (1, 0).
struct DigitExchange {
  /// One digit, as it is found on both sides.
  private struct Pair {
    let input: Int
    let weight: Int
    let output: Int
    let inner: Int
    /// Nil for an open size.
    let size: Int?
  }

  private let pairs: [Pair]

  /// Nil where each dimension is read on its own.
  init?(_ routes: [Route], from: Shape, to: Shape) {
    var pairs: [Pair] = []
    for (input, route) in routes.enumerated() {
      switch route {
      case .digits(let digits):
        for digit in digits {
          let size = digit.size ?? from[input].constant.map { $0 / digit.weight }
          pairs.append(
            Pair(
              input: input, weight: digit.weight, output: digit.output, inner: digit.inner,
              size: size))
        }
      case .along(let output, let map):
        guard case .digit(let inner, let size) = map.kind, size > 1,
          from[input].constant == size, to.dims.indices.contains(output)
        else { continue }
        pairs.append(Pair(input: input, weight: 1, output: output, inner: inner, size: size))
      default: continue
      }
    }
    if pairs.isEmpty { return nil }
    self.pairs = pairs
  }

  /// Whether places along this dimension of the input are exchanged.
  func takes(_ input: Int) -> Bool { pairs.contains { $0.input == input } }

  /// Whether no size is open.
  var isConcrete: Bool { pairs.allSatisfy { $0.size != nil } }

  var inputs: Set<Int> { Set(pairs.map(\.input)) }

  var outputs: Set<Int> { Set(pairs.map(\.output)) }

  /// The dimensions of the output along which places of these dimensions of the input are found.
  func outputs(of inputs: Set<Int>) -> Set<Int> {
    let pairs = pairs.filter { inputs.contains($0.input) }
    let moving = pairs.filter { $0.size != 1 }
    return Set((moving.isEmpty ? Array(pairs.prefix(1)) : moving).map(\.output))
  }

  /// What a demand on the output asks of the exchanged dimensions of the input.
  /// - Parameter demand: for each dimension of the output, nil for all places.
  /// - Returns: products; dimensions that are not in them are asked for as a whole.
  func pull(_ demand: [PositionSet?]) throws(Problem) -> [[Int: PositionSet]] {
    try exchange(
      demand, pairs.map { Digit(from: $0.output, $0.inner, to: $0.input, $0.weight, $0.size) },
      lengths: nil)
  }

  /// Where the output sees these places of the exchanged dimensions of the input.
  /// - Parameter places: for each dimension of the input, nil for all.
  /// - Returns: products; along dimensions that are not in them any place does.
  func push(_ places: [PositionSet?], to shape: Shape) throws(Problem) -> [[Int: PositionSet]] {
    try exchange(
      places, pairs.map { Digit(from: $0.input, $0.weight, to: $0.output, $0.inner, $0.size) },
      lengths: shape)
  }
}
