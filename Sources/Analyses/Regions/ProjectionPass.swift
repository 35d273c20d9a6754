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
    let own = report.axes[source].dimensions[axis]
    let shape = try regions.shape(of: start)
    var seen = [PositionSet?](repeating: nil, count: shape.rank)
    seen[own] = positions
    reached[start] = positions.isEmpty ? [] : [PositionBox(sets: seen, dimensions: [own])]
    for index in start.node...value.node {
      for output in report.layers[index].outputs.indices {
        let made = ValueReference(node: index, output: output)
        guard made != start,
          report.layers[index].outputs[output].fields[source].isReached
        else { continue }
        reached[made] = try reach(of: made, reached)
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

  /// The boxes of a value that see what was reached of its layer's inputs.
  private func reach(
    of made: ValueReference, _ reached: [ValueReference: [PositionBox]]
  ) throws(Problem) -> [PositionBox] {
    var total: [PositionBox] = []
    for reading in try regions.readings(of: made) where reading.isRead {
      let input = report.layers[made.node].inputs[reading.input]
      for box in reached[input] ?? [] {
        for after in try reading.pushed(box) {
          do throws(ArithmeticError) { try total.insert(after) } catch {
            throw .undetermined(.tooLarge)
          }
        }
      }
    }
    return total
  }
}
