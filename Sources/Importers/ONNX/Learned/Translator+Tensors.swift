import Analyses
import ConvArithmetic
import LayerGraph

// What there is to know of the tensors of the file by their numbers.

extension Translator {
  /// How many real numbers Constant nodes hold; no more than 64 bits can count, as a graph was made.
  var floatConstantElements: Int {
    inConstantNodes.reduce(0) { $0 &+ ($1.count ?? 0) }
  }

  func isReal(tensor: Int) -> Bool { record(ofTensor: tensor).isReal }

  /// Whether its numbers are counted: real ones, and whole ones that stand for such.
  func isCounted(tensor: Int) -> Bool { isReal(tensor: tensor) || dequantized.contains(tensor) }

  func count(ofTensor tensor: Int) -> Int { record(ofTensor: tensor).count ?? 0 }

  func name(ofTensor tensor: Int) -> String { text(record(ofTensor: tensor).name) }

  func type(ofTensor tensor: Int) -> LayerGraph.ElementType {
    let number = record(ofTensor: tensor).elementType
    if let type = ElementType(rawValue: number)?.stored { return type }
    return QuantizedType(number).bounds == nil ? .float32 : .int8
  }

  /// What its numbers take, packed where several share a byte.
  func bytes(ofTensor tensor: Int) throws(ArithmeticError) -> Dim {
    let elements = Dim(count(ofTensor: tensor))
    let bits = TensorEncoding(type: record(ofTensor: tensor).elementType)?.bits ?? 0
    guard (1..<8).contains(bits) else {
      return try elements * Dim(type(ofTensor: tensor).bytes)
    }
    return try (elements * Dim(bits)).ceilDivided(by: 8)
  }

  /// The name of the initializer that a value is all made of.
  func nameOfInitializer(_ value: TensorValue) -> Int? {
    switch value {
    case .data, .sequence: nil
    case .initializer(let index): initializers[index].isReal ? initializers[index].name : nil
    case .constant(let index): nameOfInitializer(computed(index))
    }
  }

  func nameOfInitializer(_ tensor: ConstantTensor) -> Int? {
    guard tensor.parts.count == 1, let part = tensor.parts.first, isCounted(tensor: part.tensor),
      !isInConstantNode(part.tensor)
    else { return nil }
    return initializers[part.tensor].name
  }

  /// The tensors that several values are made of, each once.
  /// - Parameter areOperands: whether they are computed with each other; what is surely a constant then
  ///   stays one, wherever the result is used.
  func parts(
    of values: [TensorValue], holding held: HeldTensors? = nil, areOperands: Bool
  ) -> [TensorPart] {
    var parts: [TensorPart] = []
    if allowance.parts.isUsedUp { return parts }
    var seen: Set<Int> = []
    func add(_ value: TensorValue, _ evidence: (Int) -> StoredTensor.Evidence?) {
      for part in self.parts(of: value)
      where parts.count < Self.maximumParts && seen.insert(part.tensor).inserted {
        parts.append(
          TensorPart(tensor: part.tensor, evidence: part.evidence ?? evidence(part.tensor)))
      }
    }
    for value in values { add(value) { areOperands ? surelyConstant($0) : nil } }
    for (role, value) in held?.all ?? [] { add(value) { evidence(of: $0, heldAs: role) } }
    _ = allowance.parts.take(parts.count)
    return parts
  }

  /// A value made of more tensors than this isn't followed back to all of them: a hostile file would take
  /// the square of its length.
  private static var maximumParts: Int { 1024 }

  /// Refuses a file whose constants are made of too many others.
  func checkParts() throws(ONNXError) {
    if allowance.parts.isUsedUp {
      throw ONNXError(place(), .tooManyParts(allowance.parts.greatest))
    }
  }
}

extension Operator {
  /// Whether elements of several values are computed with each other.
  var combinesElements: Bool {
    switch self {
    case .elementwise, .select: true
    default: false
    }
  }

  /// Whether it has multiply-accumulates, as layers have that do more than move or prepare numbers.
  func multiplies(_ site: Site) -> Bool {
    guard let work = try? rules.work(site) else { return false }
    return work.multiplyAccumulates != 0
  }
}
