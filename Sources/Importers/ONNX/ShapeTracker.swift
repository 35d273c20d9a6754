import Analyses
import ConvArithmetic
import LayerGraph

/// The shapes of the nodes read so far, computed when a shape computation asks and only up to there: by
/// the operators' own rules, the formulas' one home.
struct ShapeTracker {
  /// Nil where a shape can't be had.
  private var shapes: [[Shape]?] = []
  private var requirements: Requirements

  init(_ promised: Assumptions) { requirements = Requirements(assumptions: promised) }

  /// - Throws: `ImportProblem.shapeUnknown`, or a `Misfit` when a layer before it doesn't fit.
  mutating func shape(of value: ValueReference, in nodes: [Node]) throws -> Shape {
    while shapes.count <= value.node { shapes.append(try next(shapes.count, in: nodes)) }
    guard let outputs = shapes[value.node], value.output < outputs.count else {
      throw ImportProblem.shapeUnknown
    }
    return outputs[value.output]
  }

  /// Of nodes that are taken back.
  mutating func forget(from node: Int) {
    if shapes.count > node { shapes.removeLast(shapes.count - node) }
  }

  private mutating func next(_ index: Int, in nodes: [Node]) throws -> [Shape]? {
    let node = nodes[index]
    var inputs: [Shape] = []
    inputs.reserveCapacity(node.inputs.count)
    for input in node.inputs {
      guard let outputs = shapes[input.node], input.output < outputs.count else { return nil }
      inputs.append(outputs[input.output])
    }
    do {
      if let problem = node.shared.problem { throw problem }
      let outputs = try node.operation.rules.outputShapes(of: inputs, requirements: &requirements)
      for shape in outputs { try shape.requireRank() }
      return outputs
    } catch is UnknownReason {
      return nil
    } catch is ArithmeticError {
      return nil
    } catch let problem as Problem {
      throw Misfit(node: index, problem: problem)
    }
  }
}

/// A node of the graph whose inputs don't fit it: often one long before that which asked for a shape.
struct Misfit: Error {
  let node: Int
  let problem: Problem
}
