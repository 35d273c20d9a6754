import ConvArithmetic
import LayerGraph

// Node after node, and functions as if their nodes stood at the place of the call.

extension Translator {
  /// Gives a value its name, unless nobody asks for it.
  private func define(_ name: Int32, _ value: TensorValue) throws(ONNXError) {
    if name == NodeList.absent { return }
    if !frame.define(Int(name), value) { throw ONNXError(place(), .defined(text(Int(name)))) }
  }

  /// As above, for what the node makes that is being read.
  private func make(_ name: Int32, _ value: TensorValue) throws(ONNXError) {
    try define(name, value)
    guard depth == 0, name >= 0, case .data(let reference) = value else { return }
    if !made.isNewest(reference.node) { handedOn.append((Int(name), reference.node)) }
  }

  /// Adds an input of the network.
  func input(_ name: Int, _ operation: Operator, _ type: Int) throws(ONNXError) {
    made.progress.origin = Origin(input: name)
    if let value = emit(operation, []).first {
      if case .data(let reference) = value, let type = ElementType(rawValue: type)?.stored {
        made.setTypes([type], of: reference.node)
      }
      try define(Int32(truncatingIfNeeded: name), value)
    }
  }

  func read(list number: Int) throws(ONNXError) {
    let list = lists[number]
    let scope = frame.scope
    let order = try order.order(of: list, in: frame, self)
    let outer = made.progress.origin
    defer { made.progress.origin = outer }
    for index in order {
      if !made.progress.advance(to: Origin(list: number, index: index, prefix: scope.prefix)) {
        throw ONNXError(place(), .tooManyNodes(Progress.maximumNodes))
      }
      try read(list.nodes[index], of: list, in: scope)
    }
  }

  private func read(
    _ record: NodeRecord, of list: NodeList, in scope: Scope
  ) throws(ONNXError) {
    do {
      let values = try translate(record, of: list, in: scope)
      guard let first = record.outputs.first else { return }
      if let value = values.first { try make(list.made[first], value) }
      for (place, other) in zip(record.outputs.dropFirst(), values.others) {
        if let other { try make(list.made[place], other) }
      }
    } catch let error as ONNXError {
      throw error
    } catch let error as WireError {
      throw ONNXError(place(), .wire(error))
    } catch let error as ArithmeticError {
      throw ONNXError(place(), .arithmetic(error))
    } catch let misfit as Misfit {
      throw ONNXError(place(of: made.origins[misfit.node]), .problem(misfit.problem))
    } catch let error as Problem {
      throw ONNXError(place(), .problem(error))
    } catch let error as ImportProblem {
      throw ONNXError(place(), error)
    } catch {
      throw ONNXError(place(), .problem(.undetermined(.tooLarge)))
    }
  }

  private func translate(
    _ record: NodeRecord, of list: NodeList, in scope: Scope
  ) throws -> MadeValues {
    guard record.operation >= 0 else { throw ONNXError(place(), .noOperator) }
    let domain = record.domain.isEmpty ? "" : string(record.domain)
    let isOwn = domain.isEmpty || domain == "ai.onnx"
    let (inputs, missing) = frame.inputs(of: record, in: list)
    if let missing { throw ONNXError(place(), .undefined(text(missing))) }
    let written = list.attributes(of: record)
    let attributes =
      if let caller = scope.attributes {
        try AttributeSet(written, in: bytes, caller: caller)
      } else {
        try AttributeSet(written, in: bytes)
      }
    let entry = operators[record.operation]
    let call = Call(
      entry: entry, domain: isOwn ? "" : domain,
      version: isOwn ? scope.version : scope.opsets[domain] ?? 0, inputs: inputs,
      attributes: attributes, wanted: list.outputs(of: record), translator: self)
    if !entry.functions.isEmpty,
      let function = entry.functions.first(where: { file.functions[$0].domain == domain })
    {
      return try unfold(function, call)
    }
    do {
      if isOwn, let known = try translate(call) { return known }
      throw ImportProblem.unsupported
    } catch ImportProblem.dataDependent, ImportProblem.shapeUnknown {
      return try opaque(call, isKnown: true)
    } catch ImportProblem.unsupported {
      return try opaque(call, isKnown: false)
    }
  }

  private func translate(_ call: Call) throws -> MadeValues? {
    if !call.inputs.isEmpty, call.inputs.allSatisfy({ $0?.isData != true }) {
      let arrays = try call.inputs.map { try $0.flatMap { try array(of: $0) } }
      if arrays.contains(where: { $0 != nil }), let folded = try Folding.fold(call, arrays) {
        let parts = parts(
          of: call.inputs.compactMap { $0 }, areOperands: Folding.combines(call.operation))
        return [constant(ConstantTensor(folded, parts: parts))]
      }
    }
    guard let made = try call.entry.handler?(self, call) else { return nil }
    setTypes(of: made, call)
    return made
  }

  /// Reads the nodes of a function as if they stood at the place of the call.
  private func unfold(_ index: Int, _ call: Call) throws -> MadeValues {
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
    let around = prefixes[outer.scope.prefix]
    prefixes.append((around.isEmpty ? "" : around + ".") + displayName(of: made.progress.origin))
    frame = Frame(
      Scope(
        prefix: prefixes.count - 1,
        attributes: call.attributes.merging(
          defaults: try AttributeSet(function.attributes[...], in: bytes)),
        opsets: function.opsets.isEmpty ? file.opsets : function.opsets))
    for (name, input) in zip(function.inputs, call.inputs) where input != nil {
      frame[name] = input
    }
    try read(list: index + 1)
    return MadeValues(function.outputs.map { frame[$0] })
  }

  private static let maximumDepth = 32

  /// The node that is being read, for messages.
  func place() -> ONNXError.Place { place(of: made.progress.origin) }

  /// The node of the file that one of the graph came from, for messages.
  func place(of origin: Origin) -> ONNXError.Place {
    guard let record = record(at: origin) else { return .value(text(Int(origin.input))) }
    return .node(
      name: displayName(of: origin),
      operation: record.operation >= 0 ? text(record.operation) : "?",
      index: Int(origin.index))
  }

  /// The node of the file that one of the graph came from; nil for inputs.
  private func record(at origin: Origin) -> NodeRecord? {
    origin.list == Origin.none ? nil : lists[Int(origin.list)].nodes[Int(origin.index)]
  }

  /// The number of the name of the first value that the node makes that is being read.
  var firstOutput: Int? {
    let origin = made.progress.origin
    guard let record = record(at: origin) else { return nil }
    return lists[Int(origin.list)].outputs(of: record).first.map(Int.init)
  }

  private func displayName(of origin: Origin) -> String {
    guard let record = record(at: origin) else { return text(Int(origin.input)) }
    if !record.name.isEmpty { return string(record.name) }
    guard let output = lists[Int(origin.list)].outputs(of: record).first, output >= 0 else {
      return ""
    }
    return text(Int(output))
  }
}
