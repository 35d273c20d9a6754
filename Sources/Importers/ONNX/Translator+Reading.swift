import ConvArithmetic
import LayerGraph

// Node after node, and functions as if their nodes stood at the place of the call.

extension Translator {
  func define(_ name: Int, _ value: TensorValue) throws(ONNXError) {
    if frame[name] != nil { throw ONNXError(place(), .defined(text(name))) }
    frame[name] = value
  }

  /// Adds an input of the network.
  func input(_ name: Int, _ operation: Operator) throws(ONNXError) {
    origin = Origin(input: name)
    _ = emit(operation, [])
    try define(name, .data(ValueReference(node: nodes.count - 1)))
  }

  func read(list number: Int) throws(ONNXError) {
    let list = lists[number]
    let order = try ReadingOrder.order(of: list, defined: { self.frame[$0] != nil }, in: self)
    let outer = origin
    defer { origin = outer }
    for index in order {
      origin = Origin(list: number, index: index, prefix: frame.prefix)
      try read(list.nodes[index], of: list)
    }
  }

  private func read(_ record: NodeRecord, of list: NodeList) throws(ONNXError) {
    unfolded += 1
    if unfolded > Self.maximumNodes { throw ONNXError(place(), .tooManyNodes(Self.maximumNodes)) }
    do {
      let results = try translate(record, of: list)
      for (name, result) in zip(list.outputs(of: record), results) where name != NodeList.absent {
        if let result { try define(Int(name), result) }
      }
    } catch let error as ONNXError {
      throw error
    } catch let error as WireError {
      throw ONNXError(place(), .wire(error))
    } catch let error as ArithmeticError {
      throw ONNXError(place(), .arithmetic(error))
    } catch let error as Problem {
      throw ONNXError(place(), .problem(error))
    } catch let error as ImportProblem {
      throw ONNXError(place(), error)
    } catch {
      throw ONNXError(place(), .problem(.undetermined(.tooLarge)))
    }
  }

  private func translate(_ record: NodeRecord, of list: NodeList) throws -> [TensorValue?] {
    guard record.operation >= 0 else { throw ONNXError(place(), .noOperator) }
    let domain = record.domain.isEmpty ? "" : string(record.domain)
    let isOwn = domain.isEmpty || domain == "ai.onnx"
    let operation = operation(record.operation)
    let outputs = list.outputs(of: record)
    let call = Call(
      operation: operation.name, version: isOwn ? frame.version : frame.opsets[domain] ?? 0,
      inputs: try inputs(of: record, list),
      attributes: try AttributeSet(
        list.attributes(of: record), in: bytes, caller: frame.attributes),
      outputCount: outputs.count, wanted: outputs, translator: self)
    if let function = file.functions.firstIndex(where: {
      $0.name == call.operation && $0.domain == domain
    }) {
      return try unfold(function, call)
    }
    do {
      if isOwn, let known = try translate(call, operation.handler) { return known }
      throw ImportProblem.unsupported
    } catch ImportProblem.dataDependent, ImportProblem.shapeUnknown {
      return try opaque(call, isKnown: true)
    } catch ImportProblem.unsupported {
      return try opaque(call, isKnown: false)
    }
  }

  private func inputs(of record: NodeRecord, _ list: NodeList) throws -> [TensorValue?] {
    let names = list.inputs(of: record)
    var inputs: [TensorValue?] = []
    inputs.reserveCapacity(names.count)
    for name in names {
      guard name != NodeList.absent else {
        inputs.append(nil)
        continue
      }
      guard let input = frame[Int(name)] else {
        throw ONNXError(place(), .undefined(text(Int(name))))
      }
      inputs.append(input)
    }
    return inputs
  }

  private func translate(_ call: Call, _ handler: Handler?) throws -> [TensorValue?]? {
    if !call.inputs.isEmpty, call.inputs.allSatisfy({ $0?.isData != true }) {
      let arrays = try call.inputs.map { try $0.flatMap { try array(of: $0) } }
      if arrays.contains(where: { $0 != nil }), let folded = try Folding.fold(call, arrays) {
        let learned = call.inputs.flatMap { $0.map { self.learned(in: $0) } ?? [] }
        return [constant(ConstantTensor(folded, learned: learned))]
      }
    }
    return try handler?(self, call)
  }

  /// Reads the nodes of a function as if they stood at the place of the call.
  private func unfold(_ index: Int, _ call: Call) throws -> [TensorValue?] {
    if depth >= Self.maximumDepth {
      throw ONNXError(place(), .functionsTooDeep(Self.maximumDepth))
    }
    let function = file.functions[index]
    let outer = frame
    defer {
      frame = outer
      depth -= 1
    }
    depth += 1
    let around = prefixes[outer.prefix]
    prefixes.append((around.isEmpty ? "" : around + ".") + displayName)
    frame = Frame(
      prefix: prefixes.count - 1,
      attributes: call.attributes.merging(
        defaults: try AttributeSet(function.attributes, in: bytes)),
      opsets: function.opsets.isEmpty ? file.opsets : function.opsets)
    for (name, input) in zip(function.inputs, call.inputs) where input != nil {
      frame[name] = input
    }
    try read(list: index + 1)
    return function.outputs.map { frame[$0] }
  }

  private static let maximumDepth = 32
  private static let maximumNodes = 4_000_000

  /// The node that is being read, for messages.
  func place() -> ONNXError.Place {
    guard let list = origin.list else { return .value(text(origin.input)) }
    let operation = lists[list].nodes[origin.index].operation
    return .node(
      name: displayName, operation: operation >= 0 ? text(operation) : "?", index: origin.index)
  }

  private var displayName: String {
    guard let list = origin.list else { return text(origin.input) }
    let record = lists[list].nodes[origin.index]
    if !record.name.isEmpty { return string(record.name) }
    guard let output = lists[list].outputs(of: record).first, output >= 0 else { return "" }
    return text(Int(output))
  }
}
