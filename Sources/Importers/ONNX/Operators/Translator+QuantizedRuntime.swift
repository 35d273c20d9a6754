import ConvArithmetic
import Escaping
import LayerGraph

// onnxruntime's own operators on whole numbers of few bits.

extension Translator {
  static let quantizedRuntimeHandlers: [String: Handler] = [
    "QGemm": { try $0.quantizedGemm($1) },
    "QLinearAdd": { try $0.quantizedElementwise($1, .add) },
    "QLinearMul": { try $0.quantizedElementwise($1, .multiply) },
    "QLinearConcat": { try $0.quantizedConcat($1) },
    "QLinearAveragePool": { translator, call in
      let isPadCounted = try call.attributes.flag("count_include_pad")
      return try translator.quantizedMap(call, "pool") { value in
        try translator.pool(call.reading([value]), .average(countIncludePad: isPadCounted))
      }
    },
    "QLinearGlobalAveragePool": { translator, call in
      try translator.quantizedMap(call, "pool") { value in
        try translator.global(call.reading([value]), .average(countIncludePad: true))
      }
    },
    "QLinearSigmoid": { translator, call in
      try translator.quantizedMap(call, "sigmoid") {
        try translator.apply(.activation(Activation(.sigmoid)), to: $0)
      }
    },
    "QLinearLeakyRelu": { translator, call in
      let slope = try call.attributes.float("alpha", default: 0.01)
      return try translator.quantizedMap(call, "activation") {
        try translator.apply(.activation(Activation(.leakyRelu(slope: slope))), to: $0)
      }
    },
    "QLinearSoftmax": { translator, call in
      let isOld = try call.attributes.int("opset", default: 13) < 13
      let softmax = Softmax(
        dimension: try call.attributes.int("axis", default: isOld ? 1 : -1),
        includesFollowing: isOld)
      return try translator.quantizedMap(call, "softmax") {
        try translator.apply(.softmax(softmax), to: $0)
      }
    },
    "QLinearWhere": { try $0.quantizedWhere($1) },
    "MatMulIntegerToFloat": { try $0.integerProductToReal($1) },
    "DynamicQuantizeMatMul": { try $0.dynamicProduct($1) },
    "DynamicQuantizeLSTM": { try $0.dynamicRecurrence($1) },
  ]

  /// A, its scale and zero point, B and its own, C, and those of the result, where that is quantized.
  private func quantizedGemm(_ call: Call) throws -> MadeValues {
    func product() throws -> MadeValues {
      let left = try dequantizedInput(call, 0)
      let right = try weight(call, 3)
      let bias = try call.optional(6).map { try real($0) }
      return try part("gemm") { try gemm(call.reading([left, right, bias])) }
    }
    guard call.optional(7) != nil else { return try fused(call, type: .float32, product) }
    return try requantized(call, scale: 7, zeroPoint: 8, product)
  }

  /// Both operands and the result, each with scale and zero point.
  private func quantizedElementwise(
    _ call: Call, _ function: Elementwise.Function
  ) throws -> MadeValues {
    try requantized(call, scale: 6, zeroPoint: 7) {
      let operands = [try dequantizedInput(call, 0), try dequantizedInput(call, 3)]
      let name: StaticString = function == .add ? "add" : "mul"
      return [try part(name, .elementwise(Elementwise(function)), operands)]
    }
  }

  /// A condition, then as above.
  private func quantizedWhere(_ call: Call) throws -> MadeValues {
    try requantized(call, scale: 7, zeroPoint: 8) {
      let choices = [try dequantizedInput(call, 1), try dequantizedInput(call, 4)]
      return [try part("where", .select(Select()), [try call.input(0)] + choices)]
    }
  }

  /// Scale and zero point of the result, then each value with its own.
  private func quantizedConcat(_ call: Call) throws -> MadeValues {
    guard call.attributes.has("axis") else { throw ImportProblem.attributeMissing("axis") }
    let axis = try call.attributes.int("axis")
    return try requantized(call, scale: 0, zeroPoint: 1) {
      var values: [TensorValue] = []
      for index in stride(from: 2, to: call.inputs.count, by: 3) {
        values.append(try dequantizedInput(call, index))
      }
      if values.isEmpty { throw ImportProblem.inputMissing(2) }
      return [try part("concat", .concat(Concat(dimension: axis)), values)]
    }
  }

  /// A value and the result, each with scale and zero point.
  private func quantizedMap(
    _ call: Call, _ name: StaticString, _ body: (TensorValue) throws -> MadeValues
  ) throws -> MadeValues {
    try requantized(call, scale: 3, zeroPoint: 4) {
      try ordered(call, try dequantizedInput(call, 0)) { value in
        try part(name) { try body(value) }
      }
    }
  }

  /// A, B, their scales, their zero points, and a bias.
  private func integerProductToReal(_ call: Call) throws -> MadeValues {
    try fused(call, type: storedType(of: try call.input(2)) ?? .float32) {
      let left = try part("dequantize") {
        try dequantized(
          try call.input(0),
          QuantizationGrid(scale: try call.input(2), zeroPoint: call.optional(4), axis: -1))
      }
      return try product(
        left, try call.input(1), scale: try call.input(3), zeroPoint: call.optional(5),
        bias: call.optional(6), call)
    }
  }

  /// A of real numbers, which is quantized first; B, its scale and zero point, and a bias.
  private func dynamicProduct(_ call: Call) throws -> MadeValues {
    try fused(call) {
      try product(
        try roundedByAll(try call.input(0)), try call.input(1), scale: try call.input(2),
        zeroPoint: call.optional(3),
        bias: call.optional(4), call)
    }
  }

  /// X, which is quantized first, and what LSTM reads besides, of which W and R are whole numbers, directions × features
  /// × gates·hidden and directions × hidden × gates·hidden; behind them scale and zero point of each.
  private func dynamicRecurrence(_ call: Call) throws -> MadeValues {
    let weights = try [(1, scale: 8), (2, scale: 10)].map { index, scale in
      let weight = try dequantized(
        try call.input(index),
        QuantizationGrid(scale: try call.input(scale), zeroPoint: call.optional(scale + 1)))
      guard isWeight(weight) else { throw ImportProblem.dataDependent(index) }
      return try one(.permute(Permute([0, 2, 1])), [weight])
    }
    return try fused(call) {
      let input = try roundedByAll(try call.input(0))
      return try recurrence(
        call.reading([input] + weights + (3...7).map { call.optional($0) }), .lstm)
    }
  }

  /// Real numbers as they are once whole numbers stood for them, by a scale that all of them make.
  private func roundedByAll(_ value: TensorValue) throws -> TensorValue {
    let quantized = try part("quantize") { try dynamicallyQuantized(value) }
    guard let whole = quantized.first, quantized.others.count == 2 else {
      throw ImportProblem.shapeUnknown
    }
    return try part("dequantize") {
      try dequantized(
        whole, QuantizationGrid(scale: quantized.others[0], zeroPoint: quantized.others[1]))
    }
  }

  /// A·B + bias.
  private func product(
    _ left: TensorValue, _ right: TensorValue, scale: TensorValue, zeroPoint: TensorValue?,
    bias: TensorValue?, _ call: Call
  ) throws -> MadeValues {
    let right = try part("dequantize") {
      try dequantized(right, QuantizationGrid(scale: scale, zeroPoint: zeroPoint, axis: -1))
    }
    let product = try self.value(ofPart: "matmul") { try matMul(call.reading([left, right])) }
    guard let bias else { return [product] }
    return [try part("bias", .elementwise(Elementwise(.add)), [product, bias])]
  }
}
