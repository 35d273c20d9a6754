import ConvArithmetic
import Escaping
import LayerGraph

// Sequences, in which one of PyTorch's exporters has the parts of a split: their values go on as they are.

extension Translator {
  static let sequenceHandlers: [String: Handler] = [
    "SplitToSequence": { try $0.splitToSequence($1) },
    "SequenceConstruct": { translator, call in [translator.sequence(try call.all())] },
    "SequenceAt": { try $0.sequenceAt($1) },
    "SequenceLength": { translator, call in
      let count = try translator.values(in: try call.input(0)).count
      return [
        translator.constant(ConstantTensor(KnownArray(scalar: .integer(Dim(count)), type: .int64)))
      ]
    },
    "ConcatFromSequence": { translator, call in
      if try call.attributes.flag("new_axis") { throw ImportProblem.unsupported }
      let values = try translator.values(in: try call.input(0))
      try translator.takeSequenceValues(values.count)
      return try translator.apply(
        .concat(Concat(dimension: try call.attributes.int("axis"))), values)
    },
  ]

  /// A number is the length of each part, the last may be shorter; a list has the lengths.
  private func splitToSequence(_ call: Call) throws -> MadeValues {
    let axis = try call.attributes.int("axis")
    guard let lengths = try call.array(1) else { throw ImportProblem.dataDependent(1) }
    guard var sizes = lengths.integers else { throw ImportProblem.dataDependent(1) }
    if lengths.rank == 0, let length = sizes.first {
      let shape = try call.shape(0)
      guard let place = Folding.place(axis, shape.rank), let whole = shape[place].constant,
        length > 0, whole / length < Split.maximumParts
      else { throw ImportProblem.shapeUnknown }
      sizes = Array(repeating: length, count: whole / length)
      if whole % length != 0 { sizes.append(whole % length) }
    }
    try takeSequenceValues(sizes.count)
    let parts = try apply(
      .split(Split(dimension: axis, parts: .sizes(sizes))), to: try call.input(0))
    return [sequence(([parts.first] + parts.others).compactMap { $0 })]
  }

  func takeSequenceValues(_ count: Int) throws(ONNXError) {
    if !allowance.sequenceValues.take(count) {
      throw ONNXError(place(), .tooManySequenceValues(allowance.sequenceValues.greatest))
    }
  }

  private func sequenceAt(_ call: Call) throws -> MadeValues {
    let values = try values(in: try call.input(0))
    guard let index = try call.integers(1)?.first else { throw ImportProblem.inputMissing(1) }
    guard let place = Folding.place(index, values.count) else {
      throw ImportProblem.attribute("position", "\(index) is no place among \(values.count)")
    }
    return [values[place]]
  }
}
