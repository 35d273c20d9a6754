import ConvArithmetic
import LayerGraph

/// The dimensions that a layer cuts up, merges or regroups: digits of the places along dimensions of its
/// input are digits of the places along dimensions of its output.
///
/// A product of sets on one side is a union of products on the other, as what is read of one dimension
/// depends on what is read of its neighbours. 12 columns cut into windows of 4: columns 3 … 5 are
///
///     column   0  1  2 [3]│[4][5] 6  7 │ 8  9 10 11
///     window   0 ──────────┼─ 1 ─────────┼─ 2 ────────      {window 0} × {place 3}
///     place    0  1  2 [3]│[0][1] 2  3 │ 0  1  2  3       ∪ {window 1} × {places 0, 1}
struct DigitExchange: Sendable {
  /// A digit, found along a dimension of one side, that is part of the places along a dimension of the other.
  struct Link {
    let digit: Digit
    /// The dimension of which the digit is a part, `digit.weight` being its weight there.
    let part: Int

    /// The same, seen from the other side.
    var reversed: Link {
      Link(
        digit: Digit(dimension: part, inner: digit.weight, size: digit.size, weight: digit.inner),
        part: digit.dimension)
    }
  }

  /// Digits along dimensions of the output, parts of dimensions of the input.
  private let links: [Link]

  /// Nil where each dimension is read on its own.
  init?(_ routes: [Route], from: Shape) {
    var links: [Link] = []
    for (input, route) in routes.enumerated() {
      guard case .digits(let digits) = route, !route.isDropped else { continue }
      for digit in digits {
        let size = digit.size ?? from[input].constant.map { $0 / digit.weight }
        links.append(
          Link(
            digit: Digit(
              dimension: digit.dimension, inner: digit.inner, size: size, weight: digit.weight),
            part: input))
      }
    }
    if links.isEmpty { return nil }
    self.links = links
  }

  /// Whether places along this dimension of the input are exchanged.
  func takes(_ input: Int) -> Bool { links.contains { $0.part == input } }

  /// Whether no size is open.
  var isConcrete: Bool { links.allSatisfy { $0.digit.size != nil } }

  var inputs: Set<Int> { Set(links.map(\.part)) }

  var outputs: Set<Int> { Set(links.map(\.digit.dimension)) }

  /// The dimensions of the output along which places of these dimensions of the input are found.
  func outputs(of inputs: Set<Int>) -> Set<Int> {
    let links = links.filter { inputs.contains($0.part) }
    let moving = links.filter { $0.digit.size != 1 }
    return Set((moving.isEmpty ? Array(links.prefix(1)) : moving).map(\.digit.dimension))
  }

  /// What a demand on the output asks of the exchanged dimensions of the input.
  /// - Parameter demand: for each dimension of the output, nil for all places.
  /// - Returns: products; dimensions that are not in them are asked for as a whole.
  func pull(_ demand: [PositionSet?]) throws(Problem) -> [[Int: PositionSet]] {
    try exchange(demand, links, lengths: nil)
  }

  /// Where the output sees these places of the exchanged dimensions of the input.
  /// - Parameter places: for each dimension of the input, nil for all.
  /// - Returns: products; along dimensions that are not in them any place does.
  func push(_ places: [PositionSet?], to shape: Shape) throws(Problem) -> [[Int: PositionSet]] {
    try exchange(places, links.map(\.reversed), lengths: shape)
  }
}
