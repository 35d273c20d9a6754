import ConvArithmetic
import LayerGraph

/// How one value reads one input: all of it that does not depend on which units are asked about, worked
/// out once and applied to many boxes.
struct RegionStep {
  /// Which of the node's inputs.
  let input: Int
  private let from: Shape
  private let to: Shape
  private let readings: [Reading]
  private let exchange: DigitExchange?
  /// Whether just the places asked for are read, in the same dimensions.
  private let keepsPlaces: Bool

  /// How one dimension of the input is read.
  private enum Reading {
    case kept(output: Int)
    case mapped(output: Int, AxisMap)
    case exchanged
    case whole
    case nothing
    case folded(output: Int)
    case within(output: Int, UnknownReason, carriesAxis: Bool)
    case unknown(UnknownReason, carriesAxis: Bool)
  }

  /// - Parameter carriesAxis: for each dimension of the input whether an axis of the source may lie in it.
  init(
    input: Int, _ routes: [Route], from: Shape, to: Shape, carriesAxis: [Bool]
  ) {
    (self.input, self.from, self.to) = (input, from, to)
    let exchange = DigitExchange(routes, from: from, to: to)
    self.exchange = exchange
    readings = routes.enumerated().map { dimension, route in
      if let exchange, exchange.takes(dimension) { return .exchanged }
      switch route {
      case .nothing: return .nothing
      case .all: return .whole
      // The value became a scalar: of an axis of size 1 the only position is read.
      case .along(let output, _) where output >= to.rank: return .whole
      case .along(let output, let map) where map.isIdentity && from[dimension] == to[output]:
        return .kept(output: output)
      case .along(let output, let map): return .mapped(output: output, map)
      case .piece(let output, let offset):
        return .mapped(output: output, .shift(by: -offset))
      case .digits: return .exchanged
      case .folded(let output): return .folded(output: output)
      case .within(let output, let reason):
        return .within(output: output, reason, carriesAxis: carriesAxis[dimension])
      case .unknown(let reason): return .unknown(reason, carriesAxis: carriesAxis[dimension])
      }
    }
    keepsPlaces =
      readings.count == to.rank
      && readings.enumerated().allSatisfy { dimension, reading in
        if case .kept(dimension) = reading { true } else { false }
      }
  }

  /// What a box of the value asks of the input.
  /// - Complexity: O(dimensions · runs) but for windows with holes and dimensions that are cut up.
  func pulled(_ box: PositionBox) throws(Problem) -> [PositionBox] {
    if keepsPlaces { return [box] }
    guard let asked = try ask(box.sets) else { return [] }
    let rest = PositionBox(sets: asked).asHull(box.isHull)
    return try exchange?.pulled(box, to: rest, of: to) ?? [rest]
  }

  /// Along the dimensions that are not exchanged; nil when nothing of the input is read.
  private func ask(_ demand: RegionPass.Demand) throws(Problem) -> RegionPass.Demand? {
    var asked = RegionPass.Demand(repeating: nil, count: readings.count)
    for (dimension, reading) in readings.enumerated() {
      switch reading {
      case .nothing: return nil
      case .whole, .exchanged: continue
      case .kept(let output):
        if demand[output]?.isEmpty == true { return nil }
        asked[dimension] = demand[output]
      case .mapped(let output, let map):
        let units = try to.spelledOut(demand[output], output)
        let positions = try pull(units, through: map, dimension)
        if positions.isEmpty { return nil }
        // One way to say "all", so that demands that are the same are seen to be.
        asked[dimension] = try from.isWhole(positions, dimension) ? nil : positions
      case .folded(let output):
        if try !to.isWhole(demand[output], output) { throw .undetermined(.refolded) }
      case .within(let output, let reason, let carriesAxis):
        guard carriesAxis else { continue }
        let isWhole = try to.isWhole(demand[output], output)
        // Of open sizes whoever asks learns later; where the size is a number nobody else would tell.
        let isDecidedElsewhere = reason.isOpenSize && from[dimension].constant != nil
        if reason.mayLeaveOut || isDecidedElsewhere || !isWhole { throw .undetermined(reason) }
      case .unknown(let reason, let carriesAxis):
        // Whoever wants all of the output wants all of the input; a part can't be followed.
        guard carriesAxis else { continue }
        if reason.mayLeaveOut { throw .undetermined(reason) }
        for output in demand.indices where try !to.isWhole(demand[output], output) {
          throw .undetermined(reason)
        }
      }
    }
    return asked
  }

  private func pull(
    _ units: PositionSet, through map: AxisMap, _ dimension: Int
  ) throws(Problem) -> PositionSet {
    guard let extent = from[dimension].constant else { throw .sizesOpen(from) }
    do throws(ArithmeticError) { return try map.pullBack(units, extent: extent) } catch {
      throw .undetermined(.tooLarge)
    }
  }
}

extension UnknownReason {
  /// Whether some positions may be read by nobody: what is picked, not rearranged.
  fileprivate var mayLeaveOut: Bool {
    self == .piecewise || self == .dataDependent || self == .roundedPositions
  }

  fileprivate var isOpenSize: Bool { if case .openSize = self { true } else { false } }
}
