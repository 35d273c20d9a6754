@testable import Analyses
import ConvArithmetic
import LayerGraph
@testable import TestSupport
import Testing

@Suite struct RegroupingTests {
  private static func digit(
    _ output: Int, _ inner: Int, _ size: Int?, weight: Int
  ) -> Digit {
    Digit(dimension: output, inner: inner, size: size, weight: weight)
  }

  private static func merged(_ output: Int, _ inner: Int, _ size: Int) -> Route {
    .digits([digit(output, inner, size, weight: 1)])
  }

  @Test func routesAsTheyAre() throws {
    let (n, c, h, w) = (
      Dim.symbol("N"), Dim.symbol("C"), Dim.symbol("H"), Dim.symbol("W")
    )
    let lost = Route.lost(.refolded, in: nil)
    let cases: [(Shape, Shape, [Route])] = [
      // Windows of 7×7, and as tokens, and back.
      (
        [2, 56, 28, 96], [2, 8, 7, 4, 7, 96],
        [
          .kept(0), .digits([Self.digit(2, 1, 7, weight: 1), Self.digit(1, 1, 8, weight: 7)]),
          .digits([Self.digit(4, 1, 7, weight: 1), Self.digit(3, 1, 4, weight: 7)]), .kept(5),
        ]
      ),
      (
        [2, 8, 4, 7, 7, 96], [64, 49, 96],
        [
          Self.merged(0, 32, 2), Self.merged(0, 4, 8), Self.merged(0, 1, 4), Self.merged(1, 7, 7),
          Self.merged(1, 1, 7), .kept(2),
        ]
      ),
      (
        [64, 49, 96], [2, 8, 4, 7, 7, 96],
        [
          .digits([
            Self.digit(2, 1, 4, weight: 1), Self.digit(1, 1, 8, weight: 4),
            Self.digit(0, 1, 2, weight: 32),
          ]), .digits([Self.digit(4, 1, 7, weight: 1), Self.digit(3, 1, 7, weight: 7)]), .kept(5),
        ]
      ),
      // An outermost size may be open.
      (
        [n, 8, 7], [try n * 8, 7],
        [.digits([Self.digit(0, 8, nil, weight: 1)]), Self.merged(0, 1, 8), .kept(1)]
      ),
      (
        [try n * 8, 7], [n, 8, 7],
        [.digits([Self.digit(1, 1, 8, weight: 1), Self.digit(0, 1, nil, weight: 8)]), .kept(2)]
      ),
      (
        [3, h, 14], [3, try h * 14],
        [.kept(0), .digits([Self.digit(1, 14, nil, weight: 1)]), Self.merged(1, 1, 14)]
      ),
      (
        [1, 1, c, h, w], [1, try c * h * w],
        [.dropped(besides: 0), .dropped(besides: 1)]
          + [Route](repeating: .lost(.folded, in: 1), count: 3)
      ),
      ([3, h, w], [try h * 3, w], [.lost(.folded, in: 0), .lost(.folded, in: 0), .kept(1)]),
      // Several regrouped: exact where the sizes divide each other.
      (
        [8, 56], [56, 8],
        [
          Self.merged(0, 7, 8),
          .digits([Self.digit(1, 1, 8, weight: 1), Self.digit(0, 1, 7, weight: 8)]),
        ]
      ),
      ([6, 4], [8, 3], [lost, lost]),
      ([6, 4, 5], [8, 3, 5], [lost, lost, .kept(2)]),
      (
        [2, 6, 4], [2, 3, 8],
        [
          .kept(0), .digits([Self.digit(2, 4, 2, weight: 1), Self.digit(1, 1, 3, weight: 2)]),
          Self.merged(2, 1, 4),
        ]
      ),
    ]
    for (input, output, routes) in cases {
      #expect(Regrouping.routes(from: input, to: output) == routes, "\(input) to \(output)")
    }
    let shuffle = try ChannelShuffle(groups: 3).routes(
      output: 0, Site(inputs: [[1, 12, 5]], outputs: [[1, 12, 5]]))
    #expect(
      shuffle == [
        [
          .kept(0),
          .digits([Self.digit(1, 3, 4, weight: 1), Self.digit(1, 1, 3, weight: 4)]), .kept(2),
        ]
      ])
  }

  /// Every element of random reshapes: the route leads to where the element was.
  @Test func routesLeadToTheElement() throws {
    var random = SplitMix64(seed: 11)
    var (followed, lost) = (0, 0)
    for _ in 0..<3000 {
      let count = random.oneOf(12, 16, 24, 36, 48, 64)
      let (input, output) = (factors(of: count, &random), factors(of: count, &random))
      let routes = Regrouping.routes(from: Shape(sizes: input), to: Shape(sizes: output))
      for (dimension, route) in routes.enumerated() {
        if route == .lost(.refolded, in: nil) {
          lost += 1
          continue
        }
        followed += 1
        for element in 0..<count {
          let place = unflatten(element, output)
          let position = unflatten(element, input)[dimension]
          #expect(try self.position(route, place) == position, "\(input) to \(output), \(route)")
        }
      }
    }
    #expect(followed > 5 * lost && lost > 300, "\(followed) followed, \(lost) lost")
  }

  private func position(_ route: Route, _ place: [Int]) throws -> Int? {
    switch route {
    case .along(let output, let map): try map.positions(readBy: place[output]).first
    case .digits(let digits):
      digits.reduce(0) { sum, digit in
        let rest = place[digit.dimension] / digit.inner
        return sum + digit.weight * (digit.size.map { rest % $0 } ?? rest)
      }
    default: nil
    }
  }

  private func factors(of count: Int, _ random: inout SplitMix64) -> [Int] {
    var (rest, factors) = (count, [Int]())
    while rest > 1, factors.count < 4 {
      let divisors = (1...rest).filter { rest % $0 == 0 }
      factors.append(divisors[random.pick(0...divisors.count - 1)])
      rest /= factors[factors.count - 1]
    }
    return factors + [rest]
  }
}
