import ConvArithmetic
import LayerGraph

// What tells whether a tensor of the file is learned where it is used.

extension Translator {
  // MARK: Held by a layer

  /// Notes what a layer holds as its own numbers.
  func hold(_ held: HeldTensors, by node: Int) {
    for (role, value) in held.all {
      switch value {
      case .data, .sequence: hold(unstored: value, as: role, by: node)
      case .initializer(let index):
        guard initializers[index].isReal else { continue }
        made.holders.add(
          TensorUse(
            node: Int32(truncatingIfNeeded: node), role: role, isWhole: true, isValue: false,
            evidence: evidence(of: index, heldAs: role)), of: index)
      case .constant(let index):
        let tensor = computed(index)
        if tensor.parts.isEmpty { hold(unstored: value, as: role, by: node) }
        for part in tensor.parts {
          made.holders.add(
            TensorUse(
              node: Int32(truncatingIfNeeded: node), role: role,
              isWhole: isWhole(part, of: tensor), isValue: false,
              evidence: part.evidence ?? evidence(of: part.tensor, heldAs: role)),
            of: part.tensor)
        }
      }
    }
  }

  private func hold(unstored value: TensorValue, as role: SharedWeights.Role, by node: Int) {
    guard let elements = try? shape(of: value).elements() else { return }
    made.holders.add(unstored: elements, as: role, by: node)
  }

  /// Whether a constant is one tensor of the file, at most moved.
  private func isWhole(_ part: TensorPart, of tensor: ConstantTensor) -> Bool {
    tensor.parts.count == 1
      && (try? tensor.shape.elements()) == Dim(count(ofTensor: part.tensor))
  }

  /// The place says that it is learned, unless an exporter put it there: ones and zeros into norms that
  /// have none of their own, fixed filters into convolutions.
  func evidence(
    of tensor: Int, heldAs role: SharedWeights.Role
  ) -> StoredTensor.Evidence {
    if isInConstantNode(tensor) { return .constantNode }
    let record = initializers[tensor]
    switch role {
    case .statistics: return .statistics
    case .biases: return .place
    case .weights: return isFixedFilter(record) ? .values : .place
    case .scale, .shift:
      if hasDot(record.name) { return .place }
      let name = TensorName(names.place(record.name), in: bytes).evidence
      if name == .name || name == .word { return .place }
      guard let values = values(ofTensor: tensor) else {
        // PyTorch's newer exporter calls so what it makes while it writes one operator.
        return text(record.name).hasPrefix("val_") ? .exporterName : .place
      }
      return values.areAll(role == .scale ? 1 : 0) ? .values : .place
    }
  }

  /// Channels that each have the same filter of several taps: blurring, as no network learns it.
  private func isFixedFilter(_ record: TensorRecord) -> Bool {
    guard record.dims.count >= 3, record.dims[0] > 1, record.dims[1] == 1 else { return false }
    return record.rowsAreEqual(bytes)
      || TensorName(names.place(record.name), in: bytes).evidence == .bufferName
  }

  private func hasDot(_ name: Int) -> Bool {
    let place = names.place(name)
    return bytes.first(UInt8(ascii: "."), in: place) != nil
      && bytes.first(UInt8(ascii: ":"), in: place) == nil
  }

  private func values(ofTensor tensor: Int) -> MadeUpValues? {
    guard !isInConstantNode(tensor) else { return nil }
    return MadeUpValues((try? array(of: .initializer(tensor))) ?? nil)
  }

  // MARK: Read as a value

  /// Notes that a node reads a constant.
  func use(_ tensor: ConstantTensor, at node: Int, as place: OperandPlace) {
    for part in tensor.parts {
      made.holders.add(
        TensorUse(
          node: Int32(truncatingIfNeeded: node), role: .weights,
          isWhole: isWhole(part, of: tensor), isValue: true,
          evidence: part.evidence ?? evidence(of: part.tensor, tensor.shape, place)),
        of: part.tensor)
    }
  }

  private func evidence(
    of tensor: Int, _ shape: Shape, _ place: OperandPlace
  ) -> StoredTensor.Evidence {
    if isInConstantNode(tensor) { return .constantNode }
    let record = initializers[tensor]
    let name = TensorName(names.place(record.name), in: bytes).evidence
    if name == .bufferName { return .bufferName }
    if record.count != 1, !record.startsIrregularly(bytes), let values = values(ofTensor: tensor),
      values.areMade || isMissingBias(record, values)
    {
      return .values
    }
    if place == .table || place == .weight { return .place }
    if let name, name == .name || name == .word { return name }
    if record.count == 1 { return name == nil && isFromPyTorch ? .name : .single }
    if place == .scaleOrShift || place == .joined, shape.isOneForEachChannel { return .shape }
    // What PyTorch's exporters didn't name themselves has the name that it has in its module.
    if name == nil { return isFromPyTorch ? .name : .nothing }
    return .exporterName
  }

  /// What is a constant wherever its result goes; nil if that depends.
  func surelyConstant(_ tensor: Int) -> StoredTensor.Evidence? {
    if isInConstantNode(tensor) { return .constantNode }
    let record = initializers[tensor]
    let name = TensorName(names.place(record.name), in: bytes).evidence
    if name == .bufferName { return .bufferName }
    if record.count == 1 { return name == .name || name == .word ? nil : .single }
    if record.startsIrregularly(bytes) { return nil }
    return values(ofTensor: tensor)?.areMade == true ? .values : nil
  }

  /// The zeros that attention without a bias of its keys keeps between those of queries and values.
  private func isMissingBias(_ record: TensorRecord, _ values: MadeUpValues) -> Bool {
    values.areAll(0) && text(record.name).hasSuffix("k_bias")
  }

  private var isFromPyTorch: Bool { file.producer == "pytorch" }
}

extension Shape {
  /// Whether all sizes but one are 1.
  fileprivate var isOneForEachChannel: Bool {
    dims.count { $0 != 1 } == 1 && dims.allSatisfy { ($0.constant ?? 0) >= 1 }
  }
}
