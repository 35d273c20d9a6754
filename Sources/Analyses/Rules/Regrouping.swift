import ConvArithmetic
import LayerGraph

/// How a reshape carries dimensions: the two shapes are cut into groups of equal size, from the front.
enum Regrouping {
  /// - a dimension alone in its group on both sides keeps its positions;
  /// - several that merge into one become digits of it;
  /// - one that is cut up, or several regrouped, are not followed.
  static func routes(from input: Shape, to output: Shape) -> [Route] {
    var routes = [Route](repeating: .unknown(.refolded), count: input.rank)
    for group in groups(from: input, to: output) {
      let sources = group.inputs.filter { input[$0] != 1 }
      let targets = group.outputs.filter { output[$0] != 1 }
      for index in group.inputs where input[index] == 1 {
        routes[index] = .along(
          output: group.outputs.first ?? max(0, output.rank - 1), .collapsed)
      }
      guard targets.count == 1, let target = targets.first else { continue }
      if sources.count == 1 {
        routes[sources[0]] = .kept(target)
      } else {
        for index in sources { routes[index] = digit(index, of: sources, input, into: target) }
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

  private static func digit(
    _ index: Int, of merged: [Int], _ input: Shape, into target: Int
  ) -> Route {
    var inner = 1
    for later in merged where later > index {
      guard let size = input[later].constant, let product = try? inner.times(size) else {
        return .folded(output: target)
      }
      inner = product
    }
    guard let size = input[index].constant, (try? inner.times(size)) != nil else {
      return .folded(output: target)
    }
    return .along(output: target, AxisMap(.digit(inner: inner, size: size)))
  }
}
