import ConvArithmetic
import Escaping
import LayerGraph

extension Translator {
  static let constantHandlers: [String: Handler] = [
    "Constant": { [$0.constant(try $0.constant($1))] },
    "ConstantOfShape": { try $0.constantOfShape($1) },
    "Shape": { translator, call in
      let shape = try call.shape(0)
      let start = clamp(try call.attributes.int("start"), shape.rank)
      let end = clamp(try call.attributes.int("end", default: shape.rank), shape.rank)
      let dims = Array(shape.dims[start..<max(start, end)])
      return [translator.constant(ConstantTensor(KnownArray(dims)))]
    },
    "Size": { translator, call in
      let count = try call.shape(0).elements()
      return [
        translator.constant(ConstantTensor(KnownArray(scalar: .integer(count), type: .int64)))
      ]
    },
    // What these make of constants was computed before; here something isn't known.
    "Range": { try $0.range($1) },
    "EyeLike": { try $0.eye($1) },
  ]

  /// Ones on a diagonal of a matrix of the same sizes.
  private func eye(_ call: Call) throws -> MadeValues {
    let (shape, input) = (try call.shape(0), try call.input(0))
    let number = try call.attributes.int("dtype", default: type(of: input).rawValue)
    let type = ElementType(rawValue: number) ?? .float
    let diagonal = try call.attributes.int("k")
    let sizes = shape.dims.compactMap(\.constant)
    guard shape.rank == 2, sizes.count == 2, let count = KnownArray.small(sizes) else {
      return [constant(ConstantTensor(shape: shape, type: type, .unknown))]
    }
    let ones = KnownArray(
      sizes: sizes, elements: Array(repeating: .integer(0), count: count), type: type
    ).mapPlaced { _, position in .integer(position[1] - position[0] == diagonal ? 1 : 0) }
    return [constant(ConstantTensor(ones))]
  }

  /// max(⌈(limit − start)/delta⌉, 0) elements (ONNX Range), of integers or of real numbers.
  private func range(_ call: Call) throws -> MadeValues {
    guard call.inputs.allSatisfy({ $0?.isData == false }),
      let start = try call.array(0)?.elements.first, let limit = try call.array(1)?.elements.first,
      let delta = try call.array(2)?.elements.first, let step = delta.number
    else { throw ImportProblem.dataDependent(0) }
    if step == 0 { throw ImportProblem.input(2, "the step is 0, so that the range never ends") }
    let isForward = step > 0
    let distance = ScalarArithmetic.subtract(isForward ? limit : start, isForward ? start : limit)
    let steps: Scalar
    if let whole = distance.integer, let by = delta.integer?.constant {
      steps = .integer(try whole.ceilDivided(by: isForward ? by : 0.minus(by)))
    } else {
      steps = ScalarArithmetic.divide(distance, .real(step.magnitude), isReal: true)
    }
    guard let count = ScalarArithmetic.ceil(steps).integer,
      let isSome = judge.decides(count, atLeast: 0, elseAtMost: 0)
    else { throw ImportProblem.shapeUnknown }
    let type = type(of: try call.input(0))
    return [
      constant(ConstantTensor(shape: [isSome ? count : 0], type: type, .unknown, unread: unread))
    ]
  }

  private static func clamp(_ axis: Int, _ rank: Int) -> Int {
    min(max(axis < 0 ? axis &+ rank : axis, 0), rank)
  }

  private func constant(_ call: Call) throws -> ConstantTensor {
    let attributes = call.attributes
    if let place = try attributes.tensor("value") {
      return try stored(try TensorRecord(unnamed: WireReader(bytes, place)))
    }
    if let place = try attributes.sparseTensor("sparse_value") {
      return try stored(try TensorRecord(unnamedSparse: WireReader(bytes, place)))
    }
    if attributes.has("value_int") {
      let value = Scalar.integer(.constant(try attributes.int("value_int")))
      return ConstantTensor(KnownArray(scalar: value, type: .int64))
    }
    if attributes.has("value_float") {
      let value = Scalar.real(try attributes.float("value_float", default: 0))
      return ConstantTensor(
        KnownArray(scalar: value, type: .float), parts: parts(of: TensorRecord(floats: [])))
    }
    if let count = try attributes.count(ofInts: "value_ints"), count > ConstantTensor.limit {
      return ConstantTensor(shape: Shape(sizes: [count]), type: .int64, .unknown)
    }
    if let values = try attributes.ints("value_ints") {
      return ConstantTensor(KnownArray(values.map { .constant($0) }))
    }
    if let values = try attributes.floats("value_floats") {
      let parts = parts(of: TensorRecord(floats: [values.count]))
      if values.count > ConstantTensor.limit {
        return ConstantTensor(
          shape: Shape(sizes: [values.count]), type: .float, .unknown, parts: parts)
      }
      return ConstantTensor(
        KnownArray(sizes: [values.count], elements: values.map { .real($0) }, type: .float),
        parts: parts)
    }
    if attributes.has("value_string") {
      return ConstantTensor(shape: [], type: .string, .unknown)
    }
    throw ImportProblem.attributeMissing("value")
  }

  private func stored(_ record: TensorRecord) throws -> ConstantTensor {
    guard record.count != nil else {
      throw ONNXError(.offset(record.offset), .tensorSize(record.dims))
    }
    return ConstantTensor(stored: record, parts: parts(of: record))
  }

  /// A Constant node's real numbers, which the file stores too.
  private func parts(of record: TensorRecord) -> [TensorPart] {
    guard record.isReal, (record.count ?? 0) > 0 else { return [] }
    var record = record
    record.name = firstOutput ?? NodeList.absent
    return [TensorPart(tensor: register(constantNode: record), evidence: .constantNode)]
  }

  private func constantOfShape(_ call: Call) throws -> MadeValues {
    guard let dims = try call.dims(0) else { throw ImportProblem.inputMissing(0) }
    var (scalar, type) = (Scalar.real(0), ElementType.float)
    if let place = try call.attributes.tensor("value") {
      let record = try TensorRecord(unnamed: WireReader(bytes, place))
      type = ElementType(rawValue: record.elementType) ?? .float
      scalar = try record.elements(bytes, limit: 1)?.first ?? .unknown
    }
    return [constant(ConstantTensor(shape: Shape(dims), type: type, .uniform(scalar)))]
  }
}
