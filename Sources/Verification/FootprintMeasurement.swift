import Analyses
import ConvArithmetic
import LayerGraph
import ReferenceExecutor

/// What the planned units depend on along each axis of an input, found with footprints.
struct FootprintMeasurement {
  /// One for each axis.
  private(set) var seen: [SeenUnits]
  let cells: [PositionCells]
  /// The number of each axis's first cell: they are counted through.
  private let firsts: [Int]

  /// Runs the network once for each `Mark.span` cells.
  /// - Parameters:
  ///   - dimensions: the axes of the source.
  ///   - cells: what is told apart of each axis.
  ///   - plans: the units to look at, for each axis.
  init<Mark: Footmark>(
    with marks: Mark.Type, _ graph: Graph, source: Int, dimensions: [Int], cells: [PositionCells],
    plans: [UnitPlan], _ watch: (Int) -> Void
  ) throws {
    self.cells = cells
    seen = Array(repeating: SeenUnits(), count: cells.count)
    firsts = cells.indices.map { axis in cells.prefix(axis).reduce(0) { $0 + $1.count } }
    var labels: [Int: [Int]] = [:]
    for axis in cells.indices {
      labels[dimensions[axis]] = cells[axis].labels(from: firsts[axis])
    }
    var failure: ArithmeticError?
    var gathered = self
    let executor = Executor(graph, options: .holding(Mark.self))
    try executor.footprints(ofInput: source, labels: labels) { (pass: FootmarkRun<Mark>) in
      watch(pass.run.index + 1)
      guard failure == nil else { return }
      do throws(ArithmeticError) { try gathered.note(pass, plans) } catch { failure = error }
    }
    if let failure { throw failure }
    seen = gathered.seen
  }

  private mutating func note<Mark>(
    _ pass: FootmarkRun<Mark>, _ plans: [UnitPlan]
  ) throws(ArithmeticError) {
    for (output, tensor) in pass.run.outputs.enumerated() {
      let value = ValueReference(node: pass.run.index, output: output)
      for axis in cells.indices {
        let own = firsts[axis]..<firsts[axis] + cells[axis].count
        guard own.overlaps(pass.base..<pass.base + Mark.span) else { continue }
        for slice in plans[axis].slices[value] ?? [] {
          let marks = tensor.joined(inUnits: slice.units, along: slice.dimension)
          for (unit, mark) in zip(slice.units, marks) {
            let runs = mark.positions.map { $0 + pass.base }.filter(own.contains)
              .map { cells[axis].interval($0 - firsts[axis]) }
            try seen[axis].add(
              try PositionSet(union: runs),
              to: UnitKey(value: value, dimension: slice.dimension, unit: unit))
          }
        }
      }
    }
  }
}
