import Analyses
import ConvArithmetic
import LayerGraph

// Values of no elements, as pads and pieces of length 0 are: they depend on nothing, and add nothing.

extension Translator {
  /// Whether it is known to have no elements.
  func isEmpty(_ value: TensorValue) -> Bool {
    switch value {
    case .data, .sequence: false
    case .initializer(let index): initializers[index].dims.contains(0)
    case .constant(let index): computed(index).shape.dims.contains(0)
    }
  }

  func empty(_ shape: Shape, type: ElementType) -> TensorValue {
    constant(ConstantTensor(shape: shape, type: type, .elements([])))
  }

  /// What an operator makes where some of its inputs have no elements and others are data; nil where that is
  /// nothing special.
  func applyToEmpty(
    _ operation: Operator, _ inputs: [TensorValue], step: Step?
  ) throws -> MadeValues? {
    let shapes = try outputShapes(of: operation, inputs)
    if shapes.allSatisfy({ $0.dims.contains(0) }) {
      return MadeValues(shapes.map { empty($0, type: .float) })
    }
    guard case .concat = operation else { return nil }
    let pieces = inputs.filter { !isEmpty($0) }
    if pieces.count > 1 { return try apply(operation, pieces, step: step) }
    return try apply(.identity(Identity()), pieces, step: step)
  }

  private func outputShapes(
    of operation: Operator, _ inputs: [TensorValue]
  ) throws -> [Shape] {
    do {
      try operation.validate()
      let shapes = try inputs.map { try shape(of: $0) }
      return try operation.rules.outputShapes(of: shapes, requirements: &judge.requirements)
    } catch let problem as Problem {
      throw ImportProblem.invalid(problem)
    } catch is UnknownReason {
      throw ImportProblem.shapeUnknown
    }
  }

  /// A slice that keeps nothing; nil where it keeps something, or that isn't known.
  func emptySlice(_ cut: SliceSettings, of value: TensorValue) throws -> TensorValue? {
    guard !cut.surelyKeepsSomething, let shape = try? shape(of: value),
      let axis = Folding.place(cut.axis, shape.rank), let size = shape[axis].constant,
      cut.positions(in: size)?.count == 0
    else { return nil }
    var sizes = shape
    sizes[axis] = 0
    return empty(sizes, type: type(of: value))
  }

  /// Parts, of which some have no elements; nil where all have some.
  func splitWithEmpty(
    _ sizes: [Int], along axis: Int, _ value: TensorValue
  ) throws -> MadeValues? {
    guard sizes.contains(0), !sizes.contains(where: { $0 < 0 }) else { return nil }
    var shape = try shape(of: value)
    guard let place = Folding.place(axis, shape.rank) else { return nil }
    let kept = sizes.filter { $0 > 0 }
    let made = try apply(
      .split(Split(dimension: axis, parts: .sizes(kept))), to: value)
    var parts = ([made.first] + made.others).makeIterator()
    shape[place] = 0
    return MadeValues(
      sizes.map { $0 == 0 ? empty(shape, type: type(of: value)) : parts.next() ?? nil })
  }
}
