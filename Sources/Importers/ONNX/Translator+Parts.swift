import LayerGraph

// One node of the file that stands for several operators, as runtimes fuse them.

extension Translator {
  /// The values that several nodes make, which become parts of the node of the file: what one hands to the next is
  /// stored nowhere.
  /// - Parameter type: how the results are stored; nil: as the first value that is read.
  func fused(
    _ call: Call, type: LayerGraph.ElementType? = nil, _ body: () throws -> MadeValues
  ) throws -> MadeValues {
    let start = made.nodes.count
    let type = type ?? call.inputs.lazy.compactMap { $0 }.compactMap(storedType).first ?? .float32
    let values = try body()
    var results: [ValueReference] = []
    for case .data(let reference)? in [values.first] + values.others { results.append(reference) }
    made.settle(from: start, results: results, type: type)
    return values
  }

  /// Nodes that are called as a part of the node of the file.
  func part<Result>(_ name: StaticString, _ body: () throws -> Result) rethrows -> Result {
    let outer = made.current.step
    made.current.step = .part(name)
    defer { made.current.step = outer }
    return try body()
  }

  /// The value that a part makes.
  func part(_ name: StaticString, _ operation: Operator, _ inputs: [TensorValue]) throws
    -> TensorValue
  {
    try part(name) { try one(operation, inputs) }
  }

  /// The first value that a part makes.
  func value(
    ofPart name: StaticString, _ body: () throws -> MadeValues
  ) throws -> TensorValue {
    guard let value = try part(name, body).first else { throw ImportProblem.shapeUnknown }
    return value
  }

  /// A map with channels last, as an operator on one with channels first reads it, and back again.
  func channelsFirst(
    _ value: TensorValue, _ body: (TensorValue) throws -> TensorValue
  ) throws -> TensorValue {
    let rank = try shape(of: value).rank
    guard rank >= 3 else { throw ImportProblem.shapeUnknown }
    let space = Array(2..<rank)
    let turned = try part(
      "channelsFirst", .permute(Permute([0, rank - 1] + space.map { $0 - 1 })), [value])
    return try part(
      "channelsLast", .permute(Permute([0] + space + [1])), [try body(turned)])
  }
}

extension Call {
  /// The node with its settings as an operator of ONNX that reads these values.
  /// - Parameter outputs: of how many outputs at most it is asked.
  func reading(_ inputs: [TensorValue?], outputs: Int = .max) -> Call {
    Call(
      entry: entry, domain: ONNXDomain.own, version: translator.frame.scope.version,
      inputs: inputs[...], attributes: attributes, wanted: wanted.prefix(outputs),
      translator: translator)
  }
}
