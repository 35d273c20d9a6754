// Functions of the file, read as if their nodes stood at the place of the call.

extension Translator {
  /// The function that a node calls; nil for an operator.
  func function(calledBy index: Int, of list: NodeList) -> Int? {
    let record = list.nodes[index]
    guard record.operation >= 0, case let functions = operators[record.operation].functions,
      !functions.isEmpty
    else { return nil }
    return functions[
      OperatorTable.Callee(
        domain: domain(of: record), overload: string(list.overload(of: index)))]
  }

  /// "" for ONNX's own.
  func domain(of record: NodeRecord) -> String {
    if record.domain.isEmpty { return ONNXDomain.own }
    let domain = string(record.domain)
    return domain == ONNXDomain.longName ? ONNXDomain.own : domain
  }

  func unfold(_ index: Int, _ call: Call) throws -> MadeValues {
    let function = file.functions[index]
    if call.inputs.count > function.inputs.count {
      throw ImportProblem.tooMany("inputs", call.inputs.count, function.inputs.count)
    }
    if call.outputCount > function.outputs.count {
      throw ImportProblem.tooMany("outputs", call.outputCount, function.outputs.count)
    }
    let scope = try scope(of: function, call)
    let outer = frame
    defer { frame = outer }
    frame = Frame(scope)
    for (name, input) in zip(function.inputs, call.inputs) {
      guard let input else { continue }
      if !frame.define(name, input) { throw ImportProblem.inputTwice(text(name)) }
    }
    try read(list: index + 1)
    return MadeValues(function.outputs.prefix(call.outputCount).map { frame[$0] })
  }

  private func scope(of function: FunctionRecord, _ call: Call) throws -> Scope {
    let around = prefixes[frame.scope.prefix]
    let prefix = (around.isEmpty ? "" : around + ".") + displayName(of: made.current)
    let count = function.nodes.count
    // The prefix comes before the name of each node.
    let (names, overflow) = prefix.utf8.count.multipliedReportingOverflow(by: count + 1)
    if overflow { try takeFunctionBytes(.max) }
    try takeFunctionBytes(names)
    try takeFunctionBytes(function.settingsBytes(in: bytes))
    prefixes.append(prefix)
    let opsets = function.opsets.isEmpty ? file.opsets : function.opsets
    if opsets[ONNXDomain.own] != nil || function.nodes.nodes.contains(where: { isOwn($0) }) {
      try ONNXDomain.check(opsets, at: place())
    }
    var attributes = try AttributeSet(function.attributes[...], in: bytes).byName
    attributes.merge(call.attributes.byName) { _, given in given }
    return Scope(prefix: prefixes.count - 1, attributes: attributes, opsets: opsets)
  }

  private func isOwn(_ record: NodeRecord) -> Bool {
    record.domain.isEmpty || domain(of: record) == ONNXDomain.own
  }

  /// Counts bytes that a call reads again.
  func takeFunctionBytes(_ count: Int) throws(ONNXError) {
    if !allowance.functionBytes.take(count) {
      throw ONNXError(place(), .tooManyFunctionBytes(allowance.functionBytes.greatest))
    }
  }
}

extension FunctionRecord {
  /// How many bytes of it are read at each call: all but tensors and graphs, which are stepped over.
  fileprivate func settingsBytes(in bytes: UnsafeRawBufferPointer) -> Int {
    var total = size
    for node in nodes.nodes {
      for message in nodes.attributes(of: node) {
        total -= message.count - AttributeSet.settingsBytes(of: message, in: bytes)
      }
    }
    return total
  }
}
