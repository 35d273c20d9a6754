import ConvArithmetic
import LayerGraph

// Node after node.

extension Translator {
  /// Gives a value its name, unless nobody asks for it.
  private func define(_ name: Int32, _ value: TensorValue) throws(ONNXError) {
    if name == NodeList.absent { return }
    if !frame.define(Int(name), value) { throw defined(name) }
  }

  /// As above, for what the node makes that is being read.
  private func make(_ name: Int32, _ value: TensorValue) throws(ONNXError) {
    try define(name, value)
    guard !isInFunction, name >= 0, case .data(let reference) = value else { return }
    if !made.isNewest(reference.node) { handedOn.append((Int(name), reference.node)) }
  }

  /// Adds an input of the network.
  func input(_ name: Int, _ operation: Operator, _ type: Int) throws(ONNXError) {
    made.current = Origin(input: name)
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
    let order = try order.order(ofList: number, in: frame, self)
    let outer = made.current
    defer { made.current = outer }
    for index in order where number > 0 || cut?.needs(index) != false {
      made.current = Origin(list: number, index: index, prefix: scope.prefix)
      try read(list.nodes[index], of: list, in: scope)
    }
  }

  private func read(
    _ record: NodeRecord, of list: NodeList, in scope: Scope
  ) throws(ONNXError) {
    do {
      let values = try translate(record, of: list, in: scope)
      try checkParts()
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
    unread = nil
    let domain = domain(of: record)
    let isOwn = domain == ONNXDomain.own
    let (inputs, missing) = frame.inputs(of: record, in: list)
    if let missing { throw ONNXError(place(), .undefined(text(missing))) }
    let written = list.attributes(of: record)
    let attributes =
      if let caller = scope.attributes {
        try AttributeSet(written, in: bytes, caller: caller)
      } else {
        try AttributeSet(written, in: bytes)
      }
    try takeFunctionBytes(attributes.givenBytes)
    let entry = operators[record.operation]
    let call = Call(
      entry: entry, domain: domain,
      version: isOwn ? scope.version : scope.opsets[domain] ?? 0, inputs: inputs,
      attributes: attributes, wanted: list.outputs(of: record), translator: self)
    if !entry.functions.isEmpty,
      let function = function(calledBy: Int(made.current.index), of: list)
    {
      return try unfold(function, call)
    }
    try requireOutputs(call)
    do {
      if let known = try translate(call) { return known }
      throw ImportProblem.unsupported
    } catch ImportProblem.dataDependent, ImportProblem.shapeUnknown {
      return try opaque(
        call, isKnown: true, multiplyAccumulates: multiplyAccumulates(of: call), unread: unread)
    } catch ImportProblem.unsupported {
      return try opaque(call, isKnown: false, multiplyAccumulates: multiplyAccumulates(of: call))
    }
  }

  /// Refuses a node with more outputs than one may make; only functions hand on what others made.
  private func requireOutputs(_ call: Call) throws(Problem) {
    if call.outputCount > Split.maximumParts {
      throw .settingTooLarge("outputs", value: call.outputCount, greatest: Split.maximumParts)
    }
  }

  private func translate(_ call: Call) throws -> MadeValues? {
    let handler = call.entry.handler(in: call.domain)
    if call.domain == ONNXDomain.own, let folded = try fold(call) { return folded }
    guard let made = try handler?(self, call) else { return nil }
    try setTypes(of: made, call)
    return made
  }

  /// What is computed from constants alone, where all that is wanted of it is known.
  private func fold(_ call: Call) throws -> MadeValues? {
    guard let rule = call.entry.folding, !call.inputs.isEmpty,
      call.inputs.allSatisfy({ $0?.isData != true })
    else { return nil }
    if allowance.computedElements.isUsedUp {
      unread = UnreadConstants(allowance.computedElements)
      return nil
    }
    let arrays = try call.inputs.map { try $0.flatMap { try array(of: $0) } }
    guard arrays.contains(where: { $0 != nil }) else { return nil }
    let folded = try Folding.fold(call, arrays, by: rule)
    var count = 0
    for output in 0..<max(call.outputCount, 1) where output == 0 || call.wants(output) {
      guard output < folded.count, let array = folded[output], array.rank <= Shape.maximumRank
      else { return nil }
      count += array.elements.count
    }
    guard allowance.computedElements.take(count) else {
      unread = UnreadConstants(allowance.computedElements)
      return nil
    }
    let parts = parts(
      of: call.inputs.compactMap { $0 }, areOperands: Folding.combines(call.operation))
    return MadeValues(
      folded.prefix(max(call.outputCount, 1)).enumerated().map { output, array in
        // Beside what is picked stand places, which nobody learned.
        let isPlaces = output > 0 && array?.type == .int64
        return array.map { constant(ConstantTensor($0, parts: isPlaces ? [] : parts)) }
      })
  }

  /// The node that is being read, for messages.
  func place() -> ONNXError.Place { place(of: made.current) }

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
    let origin = made.current
    guard let record = record(at: origin) else { return nil }
    return lists[Int(origin.list)].outputs(of: record).first.map(Int.init)
  }

  func displayName(of origin: Origin) -> String {
    guard let record = record(at: origin) else { return text(Int(origin.input)) }
    if !record.name.isEmpty { return string(record.name) }
    guard let output = lists[Int(origin.list)].outputs(of: record).first, output >= 0 else {
      return ""
    }
    return text(Int(output))
  }
}
