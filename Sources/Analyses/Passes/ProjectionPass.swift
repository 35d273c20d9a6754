import ConvArithmetic
import LayerGraph

/// Projective fields, by pushing a set of source positions forward: a unit sees the set when what it
/// reads meets it.
struct ProjectionPass {
  let report: Report
  /// The index in `report.sources` of the value whose positions are pushed.
  let source: Int

  private enum Reach {
    case nothing
    case everything
    case units(PositionSet, dimension: Int)
  }

  /// The units of `value` along `dimension` that see any of `positions` along `axis` of the source;
  /// nil when every unit does, empty when none does.
  /// - Complexity: O(edges between × units that see them).
  func units(
    of value: ValueReference, seeing positions: PositionSet, axis: Int
  ) throws(Problem) -> (units: PositionSet, dimension: Int)? {
    let start = report.sources[source]
    guard value.node >= start.node else { return (.empty, 0) }
    var reached: [ValueReference: Reach] = [:]
    reached[start] = .units(positions, dimension: axis + Shape.firstSpatialDimension)
    for index in start.node...value.node {
      for output in report.layers[index].outputs.indices {
        let made = ValueReference(node: index, output: output)
        guard made != start,
          report.layers[index].outputs[output].fields[source].isReached
        else { continue }
        reached[made] = try reach(of: made, reached)
      }
    }
    switch reached[value] ?? .nothing {
    case .nothing: return (.empty, 0)
    case .everything: return nil
    case .units(let units, let dimension): return (units, dimension)
    }
  }

  private func reach(
    of made: ValueReference, _ reached: [ValueReference: Reach]
  ) throws(Problem) -> Reach {
    let node = report.graph.nodes[made.node]
    let regions = RegionPass(report: report, source: source)
    var inputs: [Shape] = []
    for input in node.inputs { inputs.append(try regions.shape(of: input)) }
    var outputs: [Shape] = []
    for output in report.layers[made.node].outputs.indices {
      outputs.append(try regions.shape(of: ValueReference(node: made.node, output: output)))
    }
    let site = Site(inputs: inputs, outputs: outputs)
    let routes: [[Route]]
    switch try Known(catching: { try node.operation.rules.routes(output: made.output, site) }) {
    case .known(let known): routes = known
    case .unknown(let reason): throw .undetermined(reason)
    }
    var total = Reach.nothing
    for (index, input) in node.inputs.enumerated() {
      guard let before = reached[input], !routes[index].contains(.nothing) else { continue }
      let after = try step(before, routes[index], inputs[index], outputs[made.output])
      total = try union(total, after)
    }
    return total
  }

  private func step(
    _ before: Reach, _ routes: [Route], _ from: Shape, _ to: Shape
  ) throws(Problem) -> Reach {
    guard case .units(let positions, let dimension) = before else { return before }
    if positions.isEmpty { return .nothing }
    switch routes[dimension] {
    case .nothing: return .nothing
    case .all: return .everything
    case .unknown(let reason): throw .undetermined(reason)
    case .within(_, let reason): throw .undetermined(reason)
    case .folded: throw .undetermined(.refolded)
    case .along(let output, _) where output >= to.rank: return .everything
    case .along(let output, let map) where map.isIdentity && from[dimension] == to[output]:
      return .units(positions, dimension: output)
    case .along(let output, let map):
      return try push(positions, map, dimension, from, output, to)
    case .piece(let output, let offset):
      return try push(positions, .shift(by: -offset), dimension, from, output, to)
    }
  }

  private func push(
    _ positions: PositionSet, _ map: AxisMap, _ dimension: Int, _ from: Shape, _ output: Int,
    _ to: Shape
  ) throws(Problem) -> Reach {
    guard let extent = from[dimension].constant else { throw .sizesOpen(from) }
    guard let units = to[output].constant else { throw .sizesOpen(to) }
    do throws(ArithmeticError) {
      let seeing = try map.pushForward(positions, extent: extent, count: units)
      return .units(seeing, dimension: output)
    } catch {
      throw .undetermined(.tooLarge)
    }
  }

  private func union(_ first: Reach, _ second: Reach) throws(Problem) -> Reach {
    switch (first, second) {
    case (.nothing, _): return second
    case (_, .nothing): return first
    case (.everything, _), (_, .everything): return .everything
    case (.units(let mine, let dimension), .units(let theirs, let other)):
      guard dimension == other else { throw .undetermined(.refolded) }
      do throws(ArithmeticError) {
        return .units(try mine.union(theirs), dimension: dimension)
      } catch {
        throw .undetermined(.tooLarge)
      }
    }
  }
}
