import ConvArithmetic
import LayerGraph

/// How a reshape carries dimensions. The elements keep their order, so a position is a number of digits
/// on both sides; the two shapes are cut into groups of equal size, from the front.
enum Regrouping {
  /// - a dimension alone in its group on both sides keeps its positions;
  /// - one of several that merge becomes a digit of what they merge into;
  /// - one that is cut up, or regrouped, is made up of digits, where the sizes divide each other;
  /// - where they don't, or open sizes decide, it is not followed.
  static func routes(from input: Shape, to output: Shape) -> [Route] {
    var routes = [Route](repeating: .lost(.refolded, in: nil), count: input.rank)
    for group in groups(from: input, to: output) {
      let sources = group.inputs.filter { input[$0] != 1 }
      let targets = group.outputs.filter { output[$0] != 1 }
      for index in group.inputs where input[index] == 1 {
        routes[index] = .dropped(besides: group.outputs.first ?? max(0, output.rank - 1))
      }
      if sources.count == 1, targets.count == 1 {
        routes[sources[0]] = .kept(targets[0])
      } else {
        let found = digits(of: targets, output)
        for (source, digit) in zip(sources, digits(of: sources, input)) {
          routes[source] = route(digit, found, targets)
        }
      }
    }
    // Dimensions of size 1 that stay in place are kept rather than dropped.
    if input.rank == output.rank {
      for index in input.dims.indices where input[index] == 1 && output[index] == 1 {
        routes[index] = .kept(index)
      }
    }
    return routes
  }

  private struct Group {
    var inputs: Range<Int>
    var outputs: Range<Int>
  }

  /// The shortest groups of equal products. Where products can't be compared the rest is one group.
  private static func groups(from input: Shape, to output: Shape) -> [Group] {
    var groups: [Group] = []
    var (i, o) = (0, 0)
    while i < input.rank, o < output.rank {
      let (firstInput, firstOutput) = (i, o)
      guard var left = Optional(input[i]), var right = Optional(output[o]) else { break }
      (i, o) = (i + 1, o + 1)
      while left != right {
        if i < input.rank, o >= output.rank || isLess(left, right) {
          guard let product = try? left * input[i] else { return groups }
          (left, i) = (product, i + 1)
        } else if o < output.rank {
          guard let product = try? right * output[o] else { return groups }
          (right, o) = (product, o + 1)
        } else {
          return groups
        }
      }
      groups.append(Group(inputs: firstInput..<i, outputs: firstOutput..<o))
    }
    if let last = groups.indices.last {
      // Trailing ones belong to the last group.
      groups[last].inputs = groups[last].inputs.lowerBound..<input.rank
      groups[last].outputs = groups[last].outputs.lowerBound..<output.rank
    }
    return groups
  }

  private static func isLess(_ first: Dim, _ second: Dim) -> Bool {
    if let a = first.constant, let b = second.constant { return a < b }
    // With open sizes the side with the other as a factor is the larger.
    return second.exactlyDivided(by: first) != nil
  }
}

// MARK: - Within one group

extension Regrouping {
  /// The dimensions of a group as digits of the elements' number, from the highest down; nil where it takes an open
  /// size to tell, below the highest.
  private static func digits(of dimensions: [Int], _ shape: Shape) -> [Digit?] {
    var weight: Int? = 1
    let lowestFirst = dimensions.reversed().map { dimension -> Digit? in
      let size = shape[dimension].constant
      defer { weight = size.flatMap { size in weight.flatMap { try? $0.times(size) } } }
      guard let weight, size != nil || dimension == dimensions.first else { return nil }
      return Digit(dimension: dimension, inner: 1, size: size, weight: weight)
    }
    return lowestFirst.reversed()
  }

  /// How a dimension is read that is this digit of the elements' number, which is made up of `digits`.
  private static func route(_ source: Digit?, _ digits: [Digit?], _ targets: [Int]) -> Route {
    let lost: Route =
      targets.count == 1 ? .lost(.folded, in: targets[0]) : .lost(.refolded, in: nil)
    let digits = digits.reversed().compactMap { $0 }
    guard let source, digits.count == targets.count else { return lost }
    // The dimension is the part of the elements' number from its weight up.
    let part = Digit(dimension: 0, inner: source.weight, size: source.size, weight: 1)
    guard let parts = try? part.parts(in: digits), !parts.isEmpty,
      parts.allSatisfy({ part in (try? part.inner.times(part.size ?? 1)) != nil })
    else { return lost }
    return .digits(parts)
  }
}
