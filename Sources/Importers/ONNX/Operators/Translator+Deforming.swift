import ConvArithmetic
import LayerGraph

// Operators that read where values say, and what makes such places.

extension Translator {
  static let deformingHandlers: [String: Handler] = [
    "DeformConv": { try $0.deformableConvolution($1) },
    "GridSample": { try $0.gridSample($1) },
    "AffineGrid": { try $0.affineGrid($1) },
  ]

  /// X, W (M×C/g×k…), offsets, bias, mask: as large as the ordinary convolution, but read anywhere.
  private func deformableConvolution(_ call: Call) throws -> MadeValues {
    let (data, weight, offsets) = (try call.shape(0), try call.shape(1), try call.shape(2))
    guard data.rank == weight.rank, offsets.rank == data.rank, data.rank >= 3 else {
      throw ImportProblem.shapeUnknown
    }
    let output = Shape([data[0], weight[0]] + offsets.dims[2...])
    // A tap for each weight of a filter, for each output.
    let taps = try Shape(Array(weight.dims.dropFirst())).elements()
    let macs = try output.elements() * taps
    guard call.inputs.contains(where: { $0?.isData == true }) else {
      return try known(call, [output], multiplyAccumulates: macs)
    }
    let inputs = call.inputs.enumerated().compactMap { index, value in
      value.map { (value: $0, place: index == 1 || index == 3 ? OperandPlace.weight : .other) }
    }
    return try reading(call, output, inputs, multiplyAccumulates: macs, kept: [0])
  }

  /// N×C×…, with a grid N×…×rank.
  private func gridSample(_ call: Call) throws -> MadeValues {
    let (data, grid) = (try call.shape(0), try call.shape(1))
    guard data.rank >= 3, grid.rank == data.rank else { throw ImportProblem.shapeUnknown }
    let rank = data.rank
    let output = Shape(Array(data.dims[..<2]) + Array(grid.dims[1..<rank - 1]))
    let values = [try call.input(0), try call.input(1)]
    guard values.contains(where: \.isData) else { return try known(call, [output]) }
    return try fused(call) {
      // As a map of the coordinates, whose places are those of the output.
      let turned = Permute([0, rank - 1] + Array(1..<rank - 1))
      let places = try part("grid", .permute(turned), [values[1]])
      return try part("sample") {
        try reading(
          call, output, [(values[0], .other), (places, .other)], multiplyAccumulates: 0,
          kept: [0, 1])
      }
    }
  }

  /// An operator that reads its first value where others say.
  private func reading(
    _ call: Call, _ output: Shape, _ inputs: [(value: TensorValue, place: OperandPlace)],
    multiplyAccumulates: Dim, kept: [Int]
  ) throws -> MadeValues {
    var operation = Opaque(
      name: call.qualifiedOperation, shapes: [output], isKnown: true,
      multiplyAccumulates: multiplyAccumulates, keptDimensions: kept)
    operation.readsByValue = true
    return emit(
      .opaque(operation), try inputs.map { try reference(to: $0.value, as: $0.place) })
  }

  /// θ (N × rank × rank + 1) with the places of a grid: N × spatial sizes × rank.
  private func affineGrid(_ call: Call) throws -> MadeValues {
    guard let size = try call.dims(1) else { throw ImportProblem.dataDependent(1) }
    guard size.count >= 3 else { throw ImportProblem.shapeUnknown }
    let rank = size.count - 2
    let places = try Shape(Array(size[2...])).elements()
    // The places follow from the sizes, with a 1 behind each of them.
    let base = ConstantTensor(
      shape: [places, .constant(rank + 1)], type: type(of: try call.input(0)), .unknown)
    base.isFixed = true
    return try fused(call) {
      let made = try part(
        "matmul", .matMul(MatMul(transposesSecond: true)), [constant(base), try call.input(0)])
      let target = [.copy] + size[2...].map { Reshape.Size.value($0) } + [.value(.constant(rank))]
      return [try part("grid", .reshape(Reshape(target)), [made])]
    }
  }
}
