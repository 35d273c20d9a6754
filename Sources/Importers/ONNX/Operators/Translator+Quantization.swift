import ConvArithmetic
import Escaping
import LayerGraph

// Numbers of few bits that stand for real ones.

extension Translator {
  static let quantizationHandlers: [String: Handler] = [
    "QuantizeLinear": { try $0.quantize($1) },
    "DequantizeLinear": { try $0.dequantize($1) },
    "DynamicQuantizeLinear": { translator, call in
      try translator.dynamicallyQuantized(try call.input(0))
    },
  ]

  /// x, scale, zero point.
  private func quantize(_ call: Call) throws -> MadeValues {
    let type = try quantizedType(call, zeroPoint: 2)
    if let blocked = try blocked(call, type.stored) { return blocked }
    let grid = QuantizationGrid(
      scale: try call.input(1), zeroPoint: call.optional(2),
      axis: try call.attributes.int("axis", default: 1))
    return try fused(call, type: type.stored) {
      [try quantized(try call.input(0), grid, type)]
    }
  }

  /// x, scale, zero point.
  private func dequantize(_ call: Call) throws -> MadeValues {
    let (value, scale) = (try call.input(0), try call.input(1))
    let type = storedType(of: scale) ?? .float32
    if !value.isData, !scale.isData { return [try dequantizedConstant(value, scale)] }
    learnTable(value)
    if let blocked = try blocked(call, type) { return blocked }
    let grid = QuantizationGrid(
      scale: scale, zeroPoint: call.optional(2),
      axis: try call.attributes.int("axis", default: 1))
    return try fused(call, type: type) { [try dequantized(value, grid)] }
  }

  /// Whole numbers, the scale and the zero point that all values together make.
  func dynamicallyQuantized(_ value: TensorValue) throws -> MadeValues {
    let values = try apply(.dynamicQuantization(DynamicQuantization()), to: value)
    if case .data(let reference)? = values.first {
      made.setTypes([.uint8, .float32, .uint8], of: reference.node)
      quantizationScales.insert(ValueReference(node: reference.node, output: 1))
    }
    return values
  }

  /// Data of which each block along an axis has a scale of its own: all places stay what they are.
  private func blocked(_ call: Call, _ type: LayerGraph.ElementType) throws -> MadeValues? {
    guard try call.attributes.int("block_size") > 0, try call.input(0).isData else { return nil }
    let shape = try call.shape(0)
    let values = try known(call, [shape], kept: Array(shape.dims.indices))
    if case .data(let reference)? = values.first { made.setTypes([type], of: reference.node) }
    return values
  }

  /// That of the zero point, or as an attribute says.
  func quantizedType(_ call: Call, zeroPoint: Int) throws -> QuantizedType {
    switch call.optional(zeroPoint) {
    case .initializer(let index): return QuantizedType(initializers[index].elementType)
    case .constant(let index): return QuantizedType(computed(index).type.rawValue)
    case .data(let reference):
      let stored = made.types[reference.node]
      return QuantizedType(
        ElementType.allCases.first { $0.stored == stored && !$0.isReal }?.rawValue)
    case .sequence, nil:
      let number = try call.attributes.int("output_dtype")
      return number == 0 ? .usual : QuantizedType(number)
    }
  }

  // MARK: Values

  /// (q − zero point)·scale.
  func dequantized(_ value: TensorValue, _ grid: QuantizationGrid) throws -> TensorValue {
    if !value.isData, grid.scale?.isData != true, grid.zeroPoint?.isData != true {
      return try dequantizedConstant(value, grid.scale)
    }
    if let numbers = try numbers(of: grid) {
      if grid.scale == nil, numbers.zeroPoint == 0 { return value }
      return try one(
        .activation(
          Activation(.dequantize(scale: numbers.scale, zeroPoint: numbers.zeroPoint))), [value])
    }
    var value = value
    if let zero = grid.zeroPoint, try !isZero(zero) {
      let zero = try aligned(zero, to: value, grid.axis)
      value = try part("offset", .elementwise(Elementwise(.subtract)), [value, zero])
    }
    guard let scale = grid.scale else { return value }
    return try part(
      "scale", .elementwise(Elementwise(.multiply)),
      [value, try aligned(scale, to: value, grid.axis)]
    )
  }

  /// x/scale, rounded, plus the zero point, as far as the type goes.
  func quantized(
    _ value: TensorValue, _ grid: QuantizationGrid, _ type: QuantizedType
  ) throws -> TensorValue {
    if !value.isData, grid.scale?.isData != true, grid.zeroPoint?.isData != true {
      let parts = parts(of: [value], areOperands: false)
      return constant(
        ConstantTensor(shape: try shape(of: value), type: .int8, .unknown, parts: parts))
    }
    if let numbers = try numbers(of: grid), let bounds = type.bounds {
      return try one(
        .activation(
          Activation(
            .quantize(
              scale: numbers.scale, zeroPoint: numbers.zeroPoint, least: bounds.lowerBound,
              greatest: bounds.upperBound))), [value])
    }
    var value = value
    if let scale = grid.scale {
      let scale = try aligned(scale, to: value, grid.axis)
      value = try part("scale", .elementwise(Elementwise(.divide)), [value, scale])
    }
    if type.isReal { return value }
    value = try part("round", .activation(Activation(.round)), [value])
    if let zero = grid.zeroPoint, try !isZero(zero) {
      let zero = try aligned(zero, to: value, grid.axis)
      value = try part("offset", .elementwise(Elementwise(.add)), [value, zero])
    }
    guard let bounds = type.bounds else { return value }
    let (least, greatest) = (Double(bounds.lowerBound), Double(bounds.upperBound))
    return try part(
      "clip", .activation(Activation(.hardTanh(least: least, greatest: greatest))), [value])
  }

  /// Where there is one scale and one zero point, and both are known.
  private func numbers(
    of grid: QuantizationGrid
  ) throws -> (scale: Double, zeroPoint: Int)? {
    var (scale, zeroPoint) = (1.0, 0)
    if let value = grid.scale {
      guard let array = try array(of: value), array.elements.count == 1,
        let number = array.elements[0].number
      else { return nil }
      scale = number
    }
    if let value = grid.zeroPoint, try !isZero(value) {
      guard let array = try array(of: value), array.elements.count == 1,
        let number = array.elements[0].integer?.constant
      else { return nil }
      zeroPoint = number
    }
    return (scale, zeroPoint)
  }

  /// Numbers for each place along an axis, with sizes of 1 for the dimensions behind it. They are not learned.
  private func aligned(
    _ numbers: TensorValue, to value: TensorValue, _ axis: Int
  ) throws -> TensorValue {
    let numbers = quantizationConstant(numbers)
    let (shape, rank) = (try shape(of: numbers), try shape(of: value).rank)
    guard shape.rank == 1, let count = shape.dims.first, count != 1 else { return numbers }
    guard let place = Folding.place(axis, rank) else {
      throw ImportProblem.attribute("axis", "\(axis) is no dimension of \(rank)")
    }
    if place == rank - 1 { return numbers }
    let ones = Array(repeating: Reshape.Size.value(1), count: rank - 1 - place)
    return try part("axis", .reshape(Reshape([.value(count)] + ones)), [numbers])
  }

  // MARK: Constants

  /// Stored numbers of few bits are weights like others; the scales are not learned.
  func dequantizedConstant(_ value: TensorValue, _ scale: TensorValue?) throws -> TensorValue {
    var parts = self.parts(of: value)
    if case .initializer(let index) = value { parts = [TensorPart(tensor: index, evidence: nil)] }
    dequantized.formUnion(parts.map(\.tensor))
    for part in scale.map({ self.parts(of: $0) }) ?? []
    where part.tensor != parts.first?.tensor {
      parts.append(TensorPart(tensor: part.tensor, evidence: .quantization))
    }
    let type = scale.map { self.type(of: $0) } ?? .float
    return constant(
      ConstantTensor(shape: try shape(of: value), type: type, .unknown, parts: parts))
  }

  /// The scale of quantized numbers, wherever it is multiplied.
  func quantizationConstant(_ value: TensorValue) -> TensorValue {
    guard !value.isData, let shape = try? shape(of: value) else { return value }
    let parts = parts(of: value).map { TensorPart(tensor: $0.tensor, evidence: .quantization) }
    return constant(ConstantTensor(shape: shape, type: type(of: value), .unknown, parts: parts))
  }

  func isQuantizationScale(_ value: TensorValue) -> Bool {
    if case .data(let reference) = value { quantizationScales.contains(reference) } else { false }
  }

  /// A table of whole numbers that was gathered from, before what was taken is read as real numbers.
  private func learnTable(_ value: TensorValue) {
    guard case .data(let reference) = value,
      case .gather = made.nodes[reference.node].operation,
      let source = made.nodes[reference.node].inputs.first,
      let tensor = wholeNumberTables[source.node], dequantized.insert(tensor).inserted
    else { return }
    made.holders.add(
      TensorUse(
        node: Int32(truncatingIfNeeded: source.node), role: .weights, isWhole: true, isValue: true,
        evidence: .place), of: tensor)
  }
}
