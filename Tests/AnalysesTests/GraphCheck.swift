@testable import Analyses
import ConvArithmetic
import LayerGraph
@testable import TestSupport

/// One graph, its report, and the walk over it.
struct GraphCheck {
  let seed: UInt64
  let graph: Graph
  var values: [[DependencyWalk.Value]]
  var report: Report
  /// The node looked at, and its axes.
  var source: Int
  var axes: SourceAxes

  init(seed: UInt64, graph: Graph, values: [[DependencyWalk.Value]], report: Report, source: Int) {
    self.seed = seed
    self.graph = graph
    self.values = values
    self.report = report
    self.source = source
    axes = SourceAxes(values[source][0].dims)
  }

  var last: DependencyWalk.Value { values[values.count - 1][0] }
  var lastReference: ValueReference { ValueReference(node: values.count - 1) }

  func name(_ what: String) -> String {
    let nodes = graph.nodes.map { "\($0.name)=\($0.operation)(\($0.inputs.map(\.node)))" }
    return "seed \(seed) source \(source): \(what)\n  \(nodes.joined(separator: "\n  "))"
  }

  func checkShapes(_ tally: inout WalkTally) {
    tally.graphs += 1
    for (layer, walked) in zip(report.layers, values) {
      tally.nodes += 1
      let shapes = walked.map { Known.known(Shape([1] + $0.dims.map { Dim($0) })) }
      if layer.outputs.map(\.shape) != shapes {
        tally.disagree(name("\(layer.name) \(layer.outputs.map(\.shape)) \(shapes)"))
      }
    }
  }

  /// Every unit along every dimension, the others free; what it sees along each axis of the source.
  func checkUnits(_ tally: inout WalkTally) throws {
    let (value, axes) = (last, axes)
    let pass = RegionPass(report: report, source: 0)
    for dim in (value.dims.count > 1 ? 1 : 0)..<value.dims.count {
      for (unit, seen) in value.seen(along: dim).enumerated() {
        tally.units += 1
        var demand = RegionPass.Demand(repeating: nil, count: value.dims.count + 1)
        demand[dim + 1] = PositionSet(Interval(unit, unit))
        do throws(Problem) {
          let positions = try pass.positions(readBy: [(lastReference, demand)])
          let found = positions.map { mask(of: $0) }
          if found != axes.shadows(of: seen) {
            tally.disagree(
              name("dim \(dim) unit \(unit) sees \(positions), not \(axes.places(of: seen))"))
            return
          }
          if positions.contains(where: { !$0.isContiguous }) { tally.holes += 1 }
        } catch {
          tally.undetermined += 1
          tally.reasons["\(error)", default: 0] += 1
        }
      }
    }
  }

  /// The public way, for one unit in all axes at once.
  func checkOneUnit(_ random: inout ByteChoices, _ tally: inout WalkTally) throws {
    let value = last
    let isFlat = value.dims.count == 1
    let unit = (isFlat ? value.dims : Array(value.dims.dropFirst())).map { random.pick(0...$0 - 1) }
    var seen: UInt64 = 0
    for (index, bits) in zip(DependencyWalk.Value.indices(value.dims), value.seen)
    where isFlat ? index == unit : Array(index.dropFirst()) == unit { seen |= bits }
    let layer = report.layers[values.count - 1]
    let others = [Int?](repeating: nil, count: (layer.shape.value?.rank ?? 0) - unit.count)
    guard let region = try? report.region(of: layer.name, unit: others + unit) else { return }
    if region.axes.map({ mask(of: $0.positions) }) != axes.shadows(of: seen) {
      tally.disagree(name("region \(unit) \(region) not \(axes.places(of: seen))"))
    }
  }

  func checkPositionsRead(_ tally: inout WalkTally) {
    let seen = graph.outputs.reduce(0 as UInt64) {
      $0 | values[$1.value.node][$1.value.output].seen.reduce(0, |)
    }
    guard case .known(let read) = report.positionsRead() else {
      tally.reasons["positionsRead", default: 0] += 1
      return
    }
    if read.map({ mask(of: $0) }) != axes.shadows(of: seen) {
      tally.disagree(name("positions read \(read), not \(axes.places(of: seen))"))
    }
  }

  /// Pushing forward is the transpose of pulling back, but that a unit may be counted in which sees
  /// nothing because a layer between read only padding along another axis.
  func checkProjections(_ tally: inout WalkTally) {
    guard source < values.count - 1 else { return }
    let pass = ProjectionPass(report: report, source: 0)
    for (axis, planes) in axes.planes.enumerated() {
      // Of the positions the ends and a few between.
      for position in stride(from: 0, to: planes.count, by: max(1, (planes.count - 1) / 3)) {
        let plane = planes[position]
        let set = PositionSet(Interval(position, position))
        do throws(Problem) {
          let reach = try pass.units(of: lastReference, seeing: set, axis: axis)
          tally.projections += 1
          let (seen, marks, found) = compared(with: reach)
          for unit in seen.indices where (seen[unit] & plane != 0) != found(unit) {
            if found(unit), marks[unit] != 0 { continue }
            tally.disagree(name("axis \(axis) position \(position): \(reach as Any) at \(unit)"))
            return
          }
        } catch {
          tally.reasons["projection \(error)", default: 0] += 1
        }
      }
    }
  }

  /// What units see, along the dimension of a projection or in all; the marks; and what it says of them.
  private func compared(
    with reach: (units: PositionSet, dimension: Int)?
  ) -> (seen: [UInt64], marks: [UInt8], found: (Int) -> Bool) {
    let value = last
    if let reach, reach.dimension > 0 {
      let dim = reach.dimension - 1
      return (
        value.seen(along: dim), value.combined(value.marks, along: dim), reach.units.contains
      )
    }
    let places = value.dims.count == 1 ? value.elements : value.dims.dropFirst().reduce(1, *)
    var seen = [UInt64](repeating: 0, count: places)
    var marks = [UInt8](repeating: 0, count: places)
    for index in value.seen.indices {
      seen[index % places] |= value.seen[index]
      marks[index % places] |= value.marks[index]
    }
    return (seen, marks, { _ in reach == nil })
  }
}

/// The spatial axes of a source, each position as the set of bits that lie on it.
struct SourceAxes {
  let planes: [[UInt64]]

  init(_ dims: [Int]) {
    let sizes = Array(dims.dropFirst())
    var planes = sizes.map { [UInt64](repeating: 0, count: $0) }
    for (bit, index) in DependencyWalk.Value.indices(sizes).enumerated() {
      for (axis, position) in index.enumerated() { planes[axis][position] |= 1 << UInt64(bit) }
    }
    self.planes = planes
  }

  /// For each axis the positions that a set of source positions occupies, as bits.
  func shadows(of seen: UInt64) -> [UInt64] {
    planes.map { planes in
      planes.enumerated().reduce(0) {
        $1.element & seen != 0 ? $0 | 1 << UInt64($1.offset) : $0
      }
    }
  }

  func places(of seen: UInt64) -> [[Int]] {
    shadows(of: seen).map { shadow in (0..<64).filter { shadow >> UInt64($0) & 1 == 1 } }
  }
}

/// A set of positions in 0..<64 as bits; all bits when it leaves that range.
func mask(of set: PositionSet) -> UInt64 {
  var mask: UInt64 = 0
  for run in set.runs {
    guard run.lower >= 0, run.upper < 64 else { return .max }
    for position in run.lower...run.upper { mask |= 1 << UInt64(position) }
  }
  return mask
}

extension DependencyWalk.Value {
  /// For each index of dimension `dim` what the elements with it see together.
  func seen(along dim: Int) -> [UInt64] {
    combined(seen, along: dim)
  }

  func combined<Bits: FixedWidthInteger>(_ bits: [Bits], along dim: Int) -> [Bits] {
    let inner = dims[(dim + 1)...].reduce(1, *)
    var result = [Bits](repeating: 0, count: dims[dim])
    for (index, bits) in bits.enumerated() { result[index / inner % dims[dim]] |= bits }
    return result
  }
}
