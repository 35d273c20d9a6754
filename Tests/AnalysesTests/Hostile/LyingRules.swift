import ConvArithmetic
import LayerGraph

/// Rules of an embedding program that answer at random.
struct LyingRules: OperatorRules {
  let seed: UInt64

  func outputShapes(of inputs: [Shape], requirements: inout Requirements) throws -> [Shape] {
    var hostile = Hostile(seed: seed)
    return (0..<hostile.below(3)).map { _ in hostile.anyShape() }
  }

  func routes(output: Int, _ site: Site) throws -> [[Route]] {
    var hostile = Hostile(seed: seed &+ 1)
    return (0..<hostile.pick([1, 1, 1, 0, 2])).map { _ in
      (0..<hostile.pick([4, 3, 0, 1, 5])).map { _ in hostile.route() }
    }
  }

  func parameters(_ site: Site) throws -> ParameterCounts {
    var hostile = Hostile(seed: seed &+ 2)
    return ParameterCounts(weights: hostile.dim(0...9), biases: hostile.dim(0...9))
  }

  func shift(_ site: Site) -> LearnedShift {
    var hostile = Hostile(seed: seed &+ 4)
    let dimension = hostile.number(-9...9)
    return hostile.chance(50) ? .added(along: dimension) : .removed(along: dimension)
  }

  func work(_ site: Site) throws -> Work {
    var hostile = Hostile(seed: seed &+ 3)
    return Work(
      multiplyAccumulates: hostile.dim(0...9),
      floatingPointOperations: .known(hostile.dim(0...9)))
  }
}

extension Hostile {
  fileprivate mutating func route() -> Route {
    switch below(8) {
    case 0: .piece(output: number(0...4), offset: number(0...4))
    case 1: .lost(.folded, in: number(0...4))
    case 2: .all
    case 3: .nothing
    case 4: .lost(.refolded, in: chance(50) ? number(0...4) : nil)
    case 5: .kept(number(0...4))
    default: .along(output: number(0...4), map())
    }
  }

  private mutating func map() -> AxisMap {
    let kind: AxisMap.Kind =
      switch below(6) {
      case 0:
        .window(
          .init(
            stride: number(1...3), offset: number(-2...2), step: number(1...2), count: number(1...3)
          ))
      case 1:
        .transposed(
          .init(
            stride: number(1...3), offset: number(-2...2), step: number(1...2), count: number(1...3)
          ))
      case 2:
        .span(
          .init(
            advance: number(1...5), low: number(0...1), high: number(1...3), divisor: number(1...4),
            sampleOffset: chance(30) ? number(0...3) : nil))
      case 3: .block(units: number(1...4), size: number(1...4), offset: number(0...3))
      case 4: .mirrored(first: number(-2...9), step: number(1...3))
      default: .repeating(length: number(1...4))
      }
    return AxisMap(kind, border: pick([.nothing, .clamp, .reflect, .wrap]))
  }
}
