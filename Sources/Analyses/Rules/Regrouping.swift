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
    var routes = [Route](repeating: .unknown(.refolded), count: input.rank)
    for group in groups(from: input, to: output) {
      let sources = group.inputs.filter { input[$0] != 1 }
      let targets = group.outputs.filter { output[$0] != 1 }
      for index in group.inputs where input[index] == 1 {
        routes[index] = .along(
          output: group.outputs.first ?? max(0, output.rank - 1), .collapsed)
      }
      if sources.count == 1, targets.count == 1 {
        routes[sources[0]] = .kept(targets[0])
      } else {
        let digits = digits(of: targets, output)
        for place in places(of: sources, input) {
          routes[place.dimension] = route(place, digits, targets)
        }
      }
    }
    // Dimensions of size 1 that stay in place are kept rather than collapsed.
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
  /// One dimension of a group as a digit of the elements' number; nil below an open size.
  private struct Place {
    let dimension: Int
    let digit: Route.Digit?
    /// Whether nothing of the group lies above.
    let isHighest: Bool
  }

  /// The dimensions of a group, the lowest first.
  private static func places(of dimensions: [Int], _ shape: Shape) -> [Place] {
    var weight: Int? = 1
    return dimensions.reversed().map { dimension in
      let size = shape[dimension].constant
      let isHighest = dimension == dimensions.first
      defer { weight = size.flatMap { size in weight.flatMap { try? $0.times(size) } } }
      guard let weight, size != nil || isHighest else {
        return Place(dimension: dimension, digit: nil, isHighest: isHighest)
      }
      let digit = Route.Digit(output: dimension, inner: 1, size: size, weight: weight)
      return Place(dimension: dimension, digit: digit, isHighest: isHighest)
    }
  }

  /// The elements' number in digits of the output; nil where an open size lies below others.
  private static func digits(of targets: [Int], _ output: Shape) -> [Route.Digit]? {
    var digits: [Route.Digit] = []
    for place in places(of: targets, output) {
      guard let digit = place.digit else { return nil }
      digits.append(digit)
    }
    return digits
  }

  private static func route(
    _ source: Place, _ digits: [Route.Digit]?, _ targets: [Int]
  ) -> Route {
    let lost = targets.count == 1 ? Route.folded(output: targets[0]) : .unknown(.refolded)
    guard let digit = source.digit, let digits else { return lost }
    // The dimension is the part of the elements' number from its weight up.
    let part = Route.Digit(output: digit.output, inner: digit.weight, size: digit.size, weight: 1)
    guard let parts = try? part.parts(in: digits), let first = parts.first else { return lost }
    guard parts.count == 1, let size = first.size, (try? first.inner.times(size)) != nil else {
      return .digits(parts)
    }
    return .along(output: first.output, AxisMap(.digit(inner: first.inner, size: size)))
  }
}
