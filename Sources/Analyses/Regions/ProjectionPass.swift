import ConvArithmetic
import LayerGraph

/// Projective fields, by pushing a set of source positions forward: a unit sees the set when what it
/// reads meets it.
struct ProjectionPass {
  let report: Report
  /// The index in `report.sources` of the value whose positions are pushed.
  let source: Int
  private let regions: RegionPass

  init(report: Report, source: Int) {
    (self.report, self.source) = (report, source)
    regions = RegionPass(report: report, source: source)
  }

  /// The units of `value` along `dimension` that see any of `positions` along `axis` of the source;
  /// nil when every unit does that sees anything, empty when none does.
  /// - Complexity: O(edges between × units that see them).
  func units(
    of value: ValueReference, seeing positions: PositionSet, axis: Int
  ) throws(Problem) -> (units: PositionSet, dimension: Int)? {
    let start = report.sources[source]
    guard value.node >= start.node else { return (.empty, 0) }
    var reached: [ValueReference: [PositionBox]] = [:]
    let own = axis + Shape.firstSpatialDimension
    let shape = try regions.shape(of: start)
    var seen = [PositionSet?](repeating: nil, count: shape.rank)
    seen[own] = positions
    reached[start] = positions.isEmpty ? [] : [PositionBox(sets: seen, dimensions: [own])]
    for index in start.node...value.node {
      var shapes: Site?
      for output in report.layers[index].outputs.indices {
        let made = ValueReference(node: index, output: output)
        guard made != start,
          report.layers[index].outputs[output].fields[source].isReached
        else { continue }
        let site = if let shapes { shapes } else { try regions.site(of: index) }
        shapes = site
        reached[made] = try reach(of: made, at: site, reached)
      }
    }
    guard let boxes = reached[value], !boxes.isEmpty else { return (.empty, 0) }
    return try units(in: boxes, of: regions.shape(of: value))
  }

  /// The units of the boxes along the one dimension that tells which they are; nil when all are there,
  /// or when it takes several dimensions because layers between read padding alone near the ends.
  private func units(
    in boxes: [PositionBox], of shape: Shape
  ) throws(Problem) -> (units: PositionSet, dimension: Int)? {
    let own = boxes.reduce(Set<Int>()) { $0.union($1.dimensions) }
    let spatial = max(0, min(Shape.firstSpatialDimension, shape.rank - 1))..<shape.rank
    let places = own.union(spatial)
    if boxes.contains(where: { box in places.allSatisfy { box.sets[$0] == nil } }) { return nil }
    if own.count > 1 { throw .undetermined(.refolded) }
    let limited = spatial.filter { place in boxes.contains { $0.sets[place] != nil } }
    guard let dimension = own.first ?? (limited.count == 1 ? limited.first : nil) else {
      return nil
    }
    var units = PositionSet.empty
    for box in boxes {
      let whole = try shape.whole(dimension)
      let more = box.sets[dimension] ?? whole
      do throws(ArithmeticError) { units = try units.union(more) } catch {
        throw .undetermined(.tooLarge)
      }
    }
    return (units, dimension)
  }

  private func reach(
    of made: ValueReference, at site: Site, _ reached: [ValueReference: [PositionBox]]
  ) throws(Problem) -> [PositionBox] {
    let node = report.graph.nodes[made.node]
    let routes: [[Route]]
    switch try Known(catching: { try report.rules(node).routes(output: made.output, site) }) {
    case .known(let known): routes = known
    case .unknown(let reason): throw .undetermined(reason)
    }
    var total: [PositionBox] = []
    for (index, input) in node.inputs.enumerated() {
      guard let boxes = reached[input], !routes[index].contains(.nothing) else { continue }
      for box in boxes {
        let (from, to) = (site.inputs[index], site.outputs[made.output])
        for after in try step(box, routes[index], from, to) {
          do throws(ArithmeticError) { try total.insert(after) } catch {
            throw .undetermined(.tooLarge)
          }
        }
      }
    }
    return total
  }

  /// Through one layer: a unit sees the box when along each dimension it reads some of it.
  private func step(
    _ before: PositionBox, _ routes: [Route], _ from: Shape, _ to: Shape
  ) throws(Problem) -> [PositionBox] {
    var after = PositionBox(sets: Array(repeating: nil, count: to.rank)).asHull(before.isHull)
    let exchange = DigitExchange(routes, from: from, to: to)
    for (dimension, route) in routes.enumerated() {
      if let exchange, exchange.takes(dimension) { continue }
      let isOwn = before.dimensions.contains(dimension)
      let output: Int
      let seeing: PositionSet?
      switch route {
      case .nothing: return []
      case .all, .digits: continue
      case .along(let place, _) where place >= to.rank: continue
      case .along(let place, let map) where map.isIdentity && from[dimension] == to[place]:
        (output, seeing) = (place, before.sets[dimension])
      case .along(let place, let map):
        output = place
        seeing = try push(before.sets[dimension], map, from[dimension], to[place], isOwn, to)
      case .piece(let place, let offset):
        output = place
        let map = AxisMap.shift(by: -offset)
        seeing = try push(before.sets[dimension], map, from[dimension], to[place], isOwn, to)
      case .unknown(let reason), .within(_, let reason):
        if isOwn { throw .undetermined(reason) }
        continue
      case .folded:
        if isOwn { throw .undetermined(.refolded) }
        continue
      }
      if isOwn { after.dimensions.insert(output) }
      guard let seeing else { continue }
      if !isOwn, let whole = try? to.whole(output), seeing == whole { continue }
      if !after.narrow(to: seeing, along: output) { return [] }
    }
    return try exchange?.pushed(before, to: after, of: to) ?? [after]
  }

  /// The units that read any of the positions (nil: of all), nil when that is not needed and can't be
  /// had.
  private func push(
    _ positions: PositionSet?, _ map: AxisMap, _ length: Dim, _ count: Dim, _ isOwn: Bool,
    _ to: Shape
  ) throws(Problem) -> PositionSet? {
    guard let extent = length.constant, let count = count.constant, extent > 0 else {
      if isOwn { throw .sizesOpen(to) }
      return nil
    }
    do throws(ArithmeticError) {
      let positions = positions ?? PositionSet(Interval(0, extent - 1))
      return try map.pushForward(positions, extent: extent, count: count)
    } catch {
      if isOwn { throw .undetermined(.tooLarge) }
      return nil
    }
  }
}
