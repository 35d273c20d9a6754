import ConvArithmetic
import LayerGraph

/// Exact regions, by pulling demands for positions back through the graph.
///
/// Each value is asked for a set of positions along each of its dimensions; every operator's routes turn
/// that into what it asks of its inputs, with padding, borders and clipping applied at every layer.
/// The sets of different dimensions are independent: what is read is a box, or several where branches
/// meet, exact along each axis.
struct RegionPass {
  let report: Report
  /// The index in `report.sources` of the value whose positions are wanted.
  let source: Int

  /// What is asked of one value: positions along each dimension, nil meaning all of them.
  typealias Demand = [PositionSet?]

  /// The positions along each spatial axis of the source that these demands read; empty sets when they
  /// do not reach it.
  /// - Throws: `Problem.undetermined` where a layer between has no exact answer, `.sizesOpen`.
  /// - Complexity: O(edges between × pieces).
  func positions(
    readBy wanted: [(value: ValueReference, demand: Demand)]
  ) throws(Problem) -> [PositionSet] {
    var demands: [ValueReference: [PositionBox]] = [:]
    for (value, demand) in wanted { try add(PositionBox(sets: demand), to: value, &demands) }
    let target = report.sources[source]
    let last = wanted.map(\.value.node).max() ?? -1
    for index in stride(from: last, to: target.node, by: -1) {
      var shapes: Site?
      for output in report.layers[index].outputs.indices {
        let made = ValueReference(node: index, output: output)
        guard let boxes = demands.removeValue(forKey: made), isReached(made) else { continue }
        let site = if let shapes { shapes } else { try self.site(of: index) }
        shapes = site
        try push(boxes, of: made, at: site, into: &demands)
      }
    }
    let shape = try shape(of: target)
    var result = [PositionSet](repeating: .empty, count: shape.spatialRank)
    for box in demands[target] ?? [] {
      for axis in result.indices {
        let dimension = axis + Shape.firstSpatialDimension
        let more = try spelledOut(box.sets[dimension], shape, dimension)
        do throws(ArithmeticError) { result[axis] = try result[axis].union(more) } catch {
          throw .undetermined(.tooLarge)
        }
      }
    }
    return result
  }

  /// Passes what is asked of one value on to the inputs of the node that makes it.
  private func push(
    _ boxes: [PositionBox], of value: ValueReference, at site: Site,
    into demands: inout [ValueReference: [PositionBox]]
  ) throws(Problem) {
    let node = report.graph.nodes[value.node]
    let routes: [[Route]]
    switch try Known(catching: { try report.rules(node).routes(output: value.output, site) }) {
    case .known(let known): routes = known
    case .unknown(let reason): throw .undetermined(reason)
    }
    for (input, routes) in zip(node.inputs, routes) where isReached(input) {
      let (from, to) = (try shape(of: input), site.outputs[value.output])
      let exchange = DigitExchange(routes, from: from, to: to)
      for box in boxes {
        guard let asked = try ask(box.sets, along: routes, exchange, of: input, from, to) else {
          continue
        }
        let rest = PositionBox(sets: asked).asHull(box.isHull)
        for asked in try exchange?.pulled(box, to: rest, of: to) ?? [rest] {
          try add(asked, to: input, &demands)
        }
      }
    }
  }

  /// What a demand on an output asks of one input; nil when it reads nothing of it.
  private func ask(
    _ demand: Demand, along routes: [Route], _ exchange: DigitExchange?,
    of input: ValueReference, _ from: Shape, _ to: Shape
  ) throws(Problem) -> Demand? {
    var asked = Demand(repeating: nil, count: routes.count)
    for (dimension, route) in routes.enumerated() {
      if let exchange, exchange.takes(dimension) { continue }
      switch route {
      case .nothing: return nil
      case .all: continue
      case .along(let output, _) where output >= to.rank:
        continue  // The value became a scalar: of an axis of size 1 the only position is read.
      case .along(let output, let map) where map.isIdentity && from[dimension] == to[output]:
        asked[dimension] = demand[output]
      case .along(let output, let map):
        let units = try spelledOut(demand[output], to, output)
        asked[dimension] = try pull(units, through: map, from, dimension)
      case .piece(let output, let offset):
        let units = try spelledOut(demand[output], to, output)
        asked[dimension] = try pull(units, through: .shift(by: -offset), from, dimension)
      case .digits: continue  // All are exchanged.
      case .folded(let output):
        if try !isWhole(demand[output], to, output) { throw .undetermined(.refolded) }
      case .within(let output, let reason):
        guard carriesAxis(input, dimension) else { continue }
        let isWhole = try isWhole(demand[output], to, output)
        // Of open sizes whoever asks learns later; where the size is a number nobody else would tell.
        let isDecidedElsewhere = reason.isOpenSize && from[dimension].constant != nil
        if reason.mayLeaveOut || isDecidedElsewhere || !isWhole { throw .undetermined(reason) }
      case .unknown(let reason):
        // Whoever wants all of the output wants all of the input; a part can't be followed.
        guard carriesAxis(input, dimension) else { continue }
        if reason.mayLeaveOut { throw .undetermined(reason) }
        for output in demand.indices where try !isWhole(demand[output], to, output) {
          throw .undetermined(reason)
        }
      }
      if let positions = asked[dimension], positions.isEmpty { return nil }
    }
    return asked
  }

  private func pull(
    _ units: PositionSet, through map: AxisMap, _ from: Shape, _ dimension: Int
  ) throws(Problem) -> PositionSet {
    guard let extent = from[dimension].constant else { throw .sizesOpen(from) }
    do throws(ArithmeticError) { return try map.pullBack(units, extent: extent) } catch {
      throw .undetermined(.tooLarge)
    }
  }

  private func add(
    _ box: PositionBox, to value: ValueReference,
    _ demands: inout [ValueReference: [PositionBox]]
  ) throws(Problem) {
    do throws(ArithmeticError) {
      try demands[value, default: []].insert(box)
    } catch {
      throw .undetermined(.tooLarge)
    }
  }
}

extension UnknownReason {
  /// Whether some positions may be read by nobody: what is picked, not rearranged.
  fileprivate var mayLeaveOut: Bool { self == .piecewise || self == .dataDependent }

  fileprivate var isOpenSize: Bool { if case .openSize = self { true } else { false } }
}
