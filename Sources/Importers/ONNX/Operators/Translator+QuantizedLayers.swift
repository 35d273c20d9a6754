import ConvArithmetic
import LayerGraph

// Layers whose numbers are whole ones of few bits: what they stand for is computed with real ones.

extension Translator {
  static let quantizedLayerHandlers: [String: Handler] = [
    "QLinearConv": { try $0.quantizedConvolution($1) },
    "QLinearMatMul": { try $0.quantizedProduct($1) },
    "ConvInteger": { try $0.integerConvolution($1) },
    "MatMulInteger": { try $0.integerProduct($1) },
  ]

  /// x, its scale and zero point, the weight and its own, those of the result, the bias.
  private func quantizedConvolution(_ call: Call) throws -> MadeValues {
    try requantized(call, scale: 6, zeroPoint: 7) {
      let value = try dequantizedInput(call, 0)
      let weight = try weight(call, 3)
      let bias = try call.optional(8).map { try real($0) }
      return try ordered(call, value) { value in
        try part("conv") { try convolution(call.reading([value, weight, bias])) }
      }
    }
  }

  /// Both factors with scale and zero point, and those of the result.
  private func quantizedProduct(_ call: Call) throws -> MadeValues {
    try requantized(call, scale: 6, zeroPoint: 7) {
      let left = try dequantizedInput(call, 0)
      let right = try dequantizedInput(call, 3, axis: -1)
      return try part("matmul") { try matMul(call.reading([left, right])) }
    }
  }

  /// x, the weight, and their zero points.
  private func integerConvolution(_ call: Call) throws -> MadeValues {
    try fused(call, type: .int32) {
      let value = try part("offset") {
        try dequantized(try call.input(0), QuantizationGrid(zeroPoint: call.optional(2)))
      }
      let weight = try real(try call.input(1))
      return try part("conv") { try convolution(call.reading([value, weight])) }
    }
  }

  /// Both factors, and their zero points.
  private func integerProduct(_ call: Call) throws -> MadeValues {
    try fused(call, type: .int32) {
      let left = try part("offset") {
        try dequantized(
          try call.input(0), QuantizationGrid(zeroPoint: call.optional(2), axis: -2))
      }
      let right = try part("offset") {
        try dequantized(
          try call.input(1), QuantizationGrid(zeroPoint: call.optional(3), axis: -1))
      }
      return try part("matmul") { try matMul(call.reading([left, right])) }
    }
  }

  // MARK: What they share

  /// What a layer makes of real numbers, as whole ones of few bits.
  func requantized(
    _ call: Call, scale: Int, zeroPoint: Int, _ body: () throws -> MadeValues
  ) throws -> MadeValues {
    let type = try quantizedType(call, zeroPoint: zeroPoint)
    return try fused(call, type: type.stored) {
      guard let value = try body().first else { throw ImportProblem.shapeUnknown }
      let grid = QuantizationGrid(
        scale: try call.input(scale), zeroPoint: call.optional(zeroPoint))
      return [try part("quantize") { try quantized(value, grid, type) }]
    }
  }

  /// An input with its scale and zero point behind it, as real numbers.
  func dequantizedInput(_ call: Call, _ index: Int, axis: Int = 1) throws -> TensorValue {
    try part("dequantize") {
      try dequantized(
        try call.input(index),
        QuantizationGrid(
          scale: try call.input(index + 1), zeroPoint: call.optional(index + 2), axis: axis))
    }
  }

  /// A weight with its scale behind it; one that is fed stays as it is, and one that is computed is a value.
  func weight(_ call: Call, _ index: Int) throws -> TensorValue {
    let value = try call.input(index)
    if !value.isData { return try dequantizedConstant(value, try call.input(index + 1)) }
    return isWeight(value) ? value : try dequantizedInput(call, index, axis: 0)
  }

  /// Whole numbers that are weights or biases.
  func real(_ value: TensorValue) throws -> TensorValue {
    value.isData ? value : try dequantizedConstant(value, nil)
  }

  /// With the channels where the attribute says that they are.
  func ordered(
    _ call: Call, _ value: TensorValue, _ body: (TensorValue) throws -> MadeValues
  ) throws -> MadeValues {
    guard try call.attributes.flag("channels_last") else { return try body(value) }
    return [
      try channelsFirst(value) { value in
        guard let value = try body(value).first else { throw ImportProblem.shapeUnknown }
        return value
      }
    ]
  }
}
