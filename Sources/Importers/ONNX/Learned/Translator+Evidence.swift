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
        made.add(
          TensorUse(
            node: Int32(truncatingIfNeeded: node), role: role, isWhole: true, isValue: false,
            evidence: evidence(of: index, heldAs: role)), of: index)
      case .constant(let index):
        let tensor = computed(index)
        let parts = tensor.parts.filter { isCounted(tensor: $0.tensor) }
        if parts.isEmpty { hold(unstored: value, as: role, by: node) }
        let isWhole = isWhole(parts, tensor)
        guard allowance.parts.take(parts.count) else { continue }
        for part in parts {
          made.add(
            TensorUse(
              node: Int32(truncatingIfNeeded: node), role: role,
              isWhole: isWhole, isValue: false,
              evidence: part.evidence ?? evidence(of: part.tensor, heldAs: role)),
            of: part.tensor)
        }
      }
    }
  }

  /// Numbers that no float of the file holds, as weights of ConstantOfShape or those that are fed: the layer
  /// has them, so they are among its parameters, which then are more than the floats stored.
  private func hold(unstored value: TensorValue, as role: SharedWeights.Role, by node: Int) {
    guard let elements = try? shape(of: value).elements() else { return }
    made.holders.add(unstored: elements, as: role, by: node)
  }

  /// Whether a constant is one tensor of the file, at most moved.
  /// - Parameter parts: those of its parts that are counted.
  private func isWhole(_ parts: [TensorPart], _ tensor: ConstantTensor) -> Bool {
    parts.count == 1
      && (try? tensor.shape.elements()) == Dim(count(ofTensor: parts[0].tensor))
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

  /// Notes that a node reads a constant without a node for it.
  func use(_ value: TensorValue, at node: Int) {
    switch value {
    case .data, .sequence: return
    case .initializer(let index): use(open(index), at: node, as: .other)
    case .constant(let index): use(computed(index), at: node, as: .other)
    }
  }

  /// Notes that a node reads a constant.
  func use(_ tensor: ConstantTensor, at node: Int, as place: OperandPlace) {
    let parts = tensor.parts.filter { isCounted(tensor: $0.tensor) }
    if place == .table, parts.isEmpty, let table = tensor.parts.first?.tensor {
      wholeNumberTables[node] = table
    }
    let isWhole = isWhole(parts, tensor)
    guard allowance.parts.take(parts.count) else { return }
    for part in parts {
      made.add(
        TensorUse(
          node: Int32(truncatingIfNeeded: node), role: .weights,
          isWhole: isWhole, isValue: true,
          evidence: part.evidence ?? evidence(of: part.tensor, tensor.shape, place)),
        of: part.tensor)
    }
  }

  private func evidence(
    of tensor: Int, _ shape: Shape, _ place: OperandPlace
  ) -> StoredTensor.Evidence {
    if isInConstantNode(tensor) { return .constantNode }
    let record = initializers[tensor]
    let called = TensorName(names.place(record.name), in: bytes)
    let name = called.evidence
    if name == .bufferName { return .bufferName }
    if record.count == 1, called.isAttentionScale { return .single }
    if isMadeUp(tensor, record, called: name, place) { return .values }
    if place == .table || place == .weight { return .place }
    if let name, name == .name || name == .word { return name }
    if record.count == 1 { return name == nil && isFromPyTorch ? .name : .single }
    if place.isScaleOrShift && shape.isOneForEachChannel || place == .joined && shape.isRow {
      return .shape
    }
    // What PyTorch's exporters didn't name themselves has the name that it has in its module.
    if name == nil { return isFromPyTorch ? .name : .nothing }
    return .exporterName
  }

  /// What is a constant wherever its result goes; nil if that depends.
  func surelyConstant(_ tensor: Int) -> StoredTensor.Evidence? {
    if isInConstantNode(tensor) { return .constantNode }
    let record = initializers[tensor]
    let called = TensorName(names.place(record.name), in: bytes)
    let name = called.evidence
    if name == .bufferName { return .bufferName }
    if record.count == 1 {
      return (name == .name || name == .word) && !called.isAttentionScale ? nil : .single
    }
    if !record.isReal || record.startsIrregularly(bytes) { return nil }
    return record.isSinusoid(bytes) || values(ofTensor: tensor)?.areMade == true ? .values : nil
  }

  /// Whether the values look as nobody learns them. Those of fewer bits are whole numbers anyway.
  private func isMadeUp(
    _ tensor: Int, _ record: TensorRecord, called name: StoredTensor.Evidence?,
    _ place: OperandPlace
  ) -> Bool {
    guard record.isReal, record.count != 1, !record.startsIrregularly(bytes) else { return false }
    if record.isSinusoid(bytes) { return true }
    guard let values = values(ofTensor: tensor) else { return false }
    if values.areMade || isMissingBias(record, values) { return true }
    guard name == .exporterName else { return false }
    // The scale and shift of a norm that has none of its own, as the newer exporter writes it.
    return place == .scale(ofNorm: true) && values.areAll(1)
      || place == .shift(ofNorm: true) && values.areAll(0) || values.areOneSetting
  }

  /// The zeros that attention without a bias of its keys keeps between those of queries and values.
  private func isMissingBias(_ record: TensorRecord, _ values: MadeUpValues) -> Bool {
    values.areAll(0) && text(record.name).hasSuffix("k_bias")
  }

  private var isFromPyTorch: Bool { file.producer == "pytorch" }
}

extension Shape {
  /// Whether all sizes but one are 1, as those of a token that is joined to others.
  fileprivate var isRow: Bool {
    dims.count { $0 != 1 } == 1 && dims.allSatisfy { ($0.constant ?? 0) >= 1 }
  }

  /// Whether it is a row where channels may be. The last of 1×1×n are places of N×C×n as well.
  fileprivate var isOneForEachChannel: Bool {
    isRow && !(rank == 3 && dims[2] != 1)
  }
}
