package import ConvArithmetic
package import LayerGraph

/// Exact regions, by pulling demands for positions back through the graph.
///
/// Each value is asked for a set of positions along each of its dimensions; every operator's routes turn
/// that into what it asks of its inputs, with padding, borders and clipping applied at every layer.
/// The sets of different dimensions are independent: what is read is a box, or several where branches
/// meet, exact along each axis.
///
/// One instance answers many questions: what is read by demands that several units come to is found once.
package final class RegionPass {
  let report: Report
  /// The index in `report.sources` of the value whose positions are wanted; nil for all inputs.
  let source: Int?
  /// Whether there is one question, after which nothing need be remembered.
  private let isAskedOnce: Bool
  private var memory = RegionMemory()
  /// How many times demands were passed on through a layer.
  package private(set) var stepCount = 0
  /// What the time grows with: boxes passed on, and runs of positions in them and on the way to them.
  private(set) var work = 0

  package init(report: Report, source: Int, isAskedOnce: Bool = false) {
    (self.report, self.source, self.isAskedOnce) = (report, source, isAskedOnce)
  }

  /// For the positions of all inputs at once.
  init(ofInputsOf report: Report) {
    (self.report, source, isAskedOnce) = (report, nil, true)
  }

  /// What is asked of one value: positions along each dimension, nil meaning all of them.
  typealias Demand = [PositionSet?]

  /// What the units with index `unit` along `dimension` of a value see along each axis of the source,
  /// whatever their other indices; with `dimension` nil, what any unit sees.
  package func positionsSeen(
    by value: ValueReference, unit: Int = 0, along dimension: Int? = nil
  ) throws(Problem) -> [PositionSet] {
    var demand = Demand(repeating: nil, count: try shape(of: value).rank)
    if let dimension, demand.indices.contains(dimension) {
      demand[dimension] = PositionSet(Interval(unit, unit))
    }
    return try positions(readBy: [(value, demand)])
  }

  /// The positions along each spatial axis of the source that these demands read; empty sets when they
  /// do not reach it.
  /// - Throws: `Problem.undetermined` where a layer between has no exact answer, `.sizesOpen`.
  /// - Complexity: O(edges between × pieces); less where the way ends in demands met before.
  func positions(
    readBy wanted: [(value: ValueReference, demand: Demand)]
  ) throws(Problem) -> [PositionSet] {
    var demands: [ValueReference: [PositionBox]] = [:]
    for (value, demand) in wanted { try add(PositionBox(sets: demand), to: value, &demands) }
    var questions: [RegionMemory.Question] = []
    let answer: RegionMemory.Answer
    do throws(Problem) {
      answer = .success(try follow(&demands, noting: &questions))
    } catch {
      answer = .failure(error)
    }
    memory.remember(answer, to: questions)
    return try answer.get()
  }

  /// Follows demands to the source, or to the first that were met before.
  /// - Parameter questions: gains the demands on the way that decide the answer alone.
  private func follow(
    _ demands: inout [ValueReference: [PositionBox]],
    noting questions: inout [RegionMemory.Question]
  ) throws(Problem) -> [PositionSet] {
    let target = report.sources[source ?? 0]
    var index = demands.keys.map(\.node).max() ?? -1
    while index > target.node, !demands.isEmpty {
      if isAskedOnce, demands.count == 1, let (value, boxes) = demands.first {
        index = value.node
        if index <= target.node { break }
        if let input = inputInPlace(of: value) {
          demands.removeAll(keepingCapacity: true)
          demands[input] = boxes
          continue
        }
      } else if demands.count == 1, let (value, boxes) = demands.first {
        let question = RegionMemory.Question(value: value, boxes: boxes)
        if let known = memory.answer(to: question) { return try known.get() }
        questions.append(question)
        index = value.node
        if index <= target.node { break }
      }
      for output in report.layers[index].outputs.indices {
        let made = ValueReference(node: index, output: output)
        guard let boxes = demands.removeValue(forKey: made), isReached(made) else { continue }
        try push(boxes, of: made, into: &demands)
      }
      index -= 1
    }
    return try positions(
      in: demands[target] ?? [], of: shape(of: target), report.axes[source ?? 0])
  }

  /// The positions along each spatial axis of each input that these demands read.
  /// - Throws: where those of some input are unknown.
  /// - Complexity: as for a single input.
  func positionsOfInputs(
    readBy wanted: [(value: ValueReference, demand: Demand)]
  ) throws(Problem) -> [[PositionSet]] {
    var demands: [ValueReference: [PositionBox]] = [:]
    for (value, demand) in wanted { try add(PositionBox(sets: demand), to: value, &demands) }
    let isInput = Set(report.inputs)
    for index in report.layers.indices.reversed() where !isInput.contains(index) {
      for output in report.layers[index].outputs.indices {
        let made = ValueReference(node: index, output: output)
        guard let boxes = demands.removeValue(forKey: made), isReached(made) else { continue }
        try push(boxes, of: made, into: &demands)
      }
    }
    var all: [[PositionSet]] = []
    for (node, axes) in zip(report.inputs, report.axesOfInputs) {
      let input = ValueReference(node: node)
      all.append(try positions(in: demands[input] ?? [], of: shape(of: input), axes))
    }
    return all
  }

  /// What a value has in the same places, all of it.
  private func inputInPlace(of value: ValueReference) -> ValueReference? {
    guard report.layers[value.node].isPointwise, report.layers[value.node].outputs.count == 1,
      let input = report.layers[value.node].inputs.first, isReached(input)
    else { return nil }
    return input
  }

  /// The positions of the source's boxes, axis by axis.
  private func positions(
    in boxes: [PositionBox], of shape: Shape, _ axes: SourceAxes
  ) throws(Problem) -> [PositionSet] {
    var result = [PositionSet](repeating: .empty, count: axes.dimensions.count)
    for box in boxes {
      for (axis, dimension) in axes.dimensions.enumerated() {
        let more = try shape.spelledOut(box.sets[dimension], dimension)
        do throws(ArithmeticError) { result[axis] = try result[axis].union(more) } catch {
          throw .undetermined(.tooLarge)
        }
      }
    }
    return result
  }

  /// Passes what is asked of one value on to the inputs of the node that makes it.
  private func push(
    _ boxes: [PositionBox], of value: ValueReference,
    into demands: inout [ValueReference: [PositionBox]]
  ) throws(Problem) {
    stepCount += 1
    let inputs = report.layers[value.node].inputs
    for reading in try readings(of: value) {
      let input = inputs[reading.input]
      guard isReached(input) else { continue }
      for box in boxes {
        for asked in try reading.pulled(box, work: &work, { self.carriesAxis(input, $0) }) {
          try add(asked, to: input, &demands)
        }
      }
    }
  }

  private func add(
    _ box: PositionBox, to value: ValueReference,
    _ demands: inout [ValueReference: [PositionBox]]
  ) throws(Problem) {
    work += 1 + box.runCount + (demands[value]?.count ?? 0)
    do throws(ArithmeticError) {
      try demands[value, default: []].insert(box)
    } catch {
      throw .undetermined(.tooLarge)
    }
  }
}
