import ConvArithmetic
import LayerGraph

extension Translator {
  static let mergingHandlers: [String: Handler] = {
    var handlers: [String: Handler] = functions.mapValues { function in
      { try $0.elementwise($1, function) }
    }
    handlers["Where"] = { translator, call in
      try translator.apply(
        .select(Select()), [try call.input(0), try call.input(1), try call.input(2)])
    }
    handlers["Concat"] = { translator, call in
      guard call.attributes.has("axis") else { throw ImportProblem.attributeMissing("axis") }
      return try translator.apply(
        .concat(Concat(dimension: try call.attributes.int("axis"))), try call.all())
    }
    return handlers
  }()

  private static let functions: [String: Elementwise.Function] = [
    "Add": .add, "Sum": .add, "Sub": .subtract, "Mul": .multiply, "Div": .divide,
    "Min": .minimum, "Max": .maximum, "Mean": .mean, "Pow": .power, "Mod": .modulo, "And": .and,
    "Or": .or, "Xor": .xor, "Equal": .equal, "Less": .less, "LessOrEqual": .lessOrEqual,
    "Greater": .greater, "GreaterOrEqual": .greaterOrEqual,
  ]

  private func elementwise(
    _ call: Call, _ function: Elementwise.Function
  ) throws -> MadeValues {
    let inputs = try call.all()
    // ONNX's Mod is Python's unless `fmod` asks for C's.
    let likeC = try call.attributes.flag("fmod")
    let function = function == .modulo && likeC ? .remainder : function
    // One of several is itself: Sum, Mean, Min and Max take any number.
    if inputs.count == 1, Elementwise(function).arity.upperBound == .max {
      return try apply(.identity(Identity()), inputs)
    }
    if function == .power, let exponent = try call.array(1), exponent.elements.count == 1,
      exponent.rank == 0 || inputs[0].isData
    {
      switch exponent.elements[0].number {
      case 2?: return try apply(.activation(Activation(.square)), [inputs[0]])
      case 0.5?: return try apply(.activation(Activation(.squareRoot)), [inputs[0]])
      default: break
      }
    }
    // What multiplies the scale of quantized data is that of quantized weights.
    if function == .multiply, inputs.contains(where: isQuantizationScale) {
      return try apply(.elementwise(Elementwise(function)), inputs.map(quantizationConstant))
    }
    return try apply(.elementwise(Elementwise(function)), inputs)
  }
}

extension Call {
  /// All inputs, none left out.
  func all() throws(ImportProblem) -> [TensorValue] {
    var all: [TensorValue] = []
    for index in inputs.indices { all.append(try input(index)) }
    if all.isEmpty { throw .inputMissing(0) }
    return all
  }
}
