import ConvArithmetic
import LayerGraph

// What a graph is given from outside, and what it gives.

extension Translator {
  /// Defines the initializers; gives back how many real numbers they hold.
  func readInitializers() throws(ONNXError) -> Int {
    var total = 0
    // They are as many as the values, which this takes from `frame` once instead of each time.
    var values = Frame(Scope(prefix: 0, attributes: nil, opsets: [:]))
    swap(&values, &frame)
    defer { swap(&values, &frame) }
    for index in 0..<(file.graph?.initializers.count ?? 0) {
      let name = initializers[index].name
      guard name >= 0, let count = initializers[index].count else {
        let tensor = initializers[index]
        throw ONNXError(.offset(tensor.offset), .tensorSize(tensor.dims))
      }
      if initializers[index].isReal {
        let (sum, overflow) = total.addingReportingOverflow(count)
        if overflow {
          throw ONNXError(.offset(initializers[index].offset), .arithmetic(.tooLarge))
        }
        total = sum
      }
      if !values.define(name, .initializer(index)) {
        let first = initializers.first { $0.name == name }
        throw ONNXError(
          .offset(initializers[index].offset),
          .initializerTwice(text(name), at: first?.offset ?? 0))
      }
    }
    return total
  }

  /// Defines those of a graph that a node holds.
  func defineInitializers(ofSubgraph number: Int) throws(ONNXError) {
    let graphs = file.subgraphs.graphs
    var index = file.graph?.initializers.count ?? 0
    for graph in graphs[..<number] { index += graph.initializers.count }
    for tensor in graphs[number].initializers {
      guard tensor.name >= 0, tensor.count != nil else {
        throw ONNXError(.offset(tensor.offset), .tensorSize(tensor.dims))
      }
      if !frame.define(tensor.name, .initializer(index)) {
        throw ONNXError(
          .offset(tensor.offset), .initializerTwice(text(tensor.name), at: tensor.offset))
      }
      index += 1
    }
  }

  /// Defines the inputs. Before IR version 4 initializers are listed among them, which they are not.
  func readInputs(
    _ record: GraphRecord, _ given: [String: Shape]
  ) throws(ONNXError) -> [ONNXModel.Input] {
    let declared = record.inputs.filter { $0.name >= 0 && frame[$0.name] == nil }
    let names = declared.map { text($0.name) }
    if let unknown = given.keys.sorted().first(where: { !$0.isEmpty && !names.contains($0) }) {
      throw ONNXError(.file, .inputUnknown(unknown, names))
    }
    var openSizes = OpenSizeNames(declared: declared, given: given)
    var inputs: [ONNXModel.Input] = []
    for (index, (input, name)) in zip(declared, names).enumerated() {
      if frame[input.name] != nil { throw ONNXError(.value(name), .inputTwice) }
      try requireKnownType(input, name)
      let override = given[name] ?? (index == 0 ? given[""] : nil)
      if override == nil, input.dims == [.number(0)] {
        // A list without any element is known: axes, sizes or scales that are left out.
        let type = ElementType(rawValue: input.elementType) ?? .float
        frame[input.name] = constant(
          ConstantTensor(KnownArray(sizes: [0], elements: [], type: type)))
        continue
      }
      guard input.isTensor || override != nil else {
        try self.input(
          input.name, .opaque(Opaque(name: "\(input.kind) input", outputs: 1, isKnown: true)),
          input.elementType)
        continue
      }
      if input.dims == nil, override == nil {
        throw ONNXError(
          .value(name), .inputWithoutShape(name: name, isOnly: declared.count == 1))
      }
      let shape = try self.shape(of: input, named: name, given: override, &openSizes)
      try self.input(input.name, .input(Input(shape)), input.elementType)
      inputs.append(ONNXModel.Input(name: name, shape: shape))
    }
    hasOpenSizes = inputs.contains { $0.shape.sizes == nil }
    callSizes(openSizes.short)
    return inputs
  }

  private func shape(
    of input: ValueRecord, named name: String, given: Shape?, _ openSizes: inout OpenSizeNames
  ) throws(ONNXError) -> Shape {
    guard let dims = input.dims else { return given ?? [] }
    let given = given.map { openSizes.calling($0, as: dims) }
    if let given, given.rank + 1 == dims.count {
      // Written without the batch.
      if case .number(let batch)? = dims.first, batch > 0 {
        return Shape([.constant(batch)] + given.dims)
      }
      return Shape([1] + given.dims)
    }
    if let given, given.rank != dims.count {
      throw ONNXError(.value(name), .inputRank(given: given, declared: dims.count))
    }
    if let given { return given }
    var shape = Shape([])
    for (index, size) in dims.enumerated() {
      switch size {
      case .number(let number) where number > 0: shape.dims.append(.constant(number))
      case .number(0):
        throw ONNXError(.value(name), .sizeZero(index, ValueRecord.text(dims)))
      case .named(let symbol):
        shape.dims.append(openSizes.size(named: symbol, at: index, among: dims))
      // Some writers mean "open" by −1. By 0 nobody may: it is a size of zero.
      case .number, .open:
        shape.dims.append(.symbol(openSizes.name(of: index, among: dims, of: name)))
      }
    }
    return shape
  }

  /// Refuses what says that its elements are of a type that there isn't. One that says nothing is taken.
  private func requireKnownType(_ value: ValueRecord, _ name: String) throws(ONNXError) {
    if value.elementType != 0, TensorEncoding(type: value.elementType) == nil {
      throw ONNXError(.value(name), .elementType(value.elementType))
    }
  }

  /// What the file says of its outputs.
  func declaredOutputs(_ record: GraphRecord) throws(ONNXError) -> [DeclaredOutput] {
    var outputs: [DeclaredOutput] = []
    for output in record.outputs where output.name >= 0 {
      let name = text(output.name)
      try requireKnownType(output, name)
      outputs.append(DeclaredOutput(name: name, sizes: output.dims?.map(\.known)))
    }
    return outputs
  }

  /// The finished graph, its nodes named.
  func graph(of record: GraphRecord, name: String) throws(ONNXError) -> Graph {
    var outputs: [Graph.Output] = []
    for output in record.outputs where output.name >= 0 {
      let title = text(output.name)
      guard let value = frame[output.name] else {
        throw ONNXError(.value(title), .undefined(title))
      }
      // A constant that is a result becomes a node here, under the result's name.
      made.current = Origin(input: output.name)
      do { outputs.append(Graph.Output(name: title, value: try reference(to: value))) } catch {
        throw ONNXError(.value(title), .arithmetic(.tooLarge))
      }
    }
    try checkParts()
    if outputs.isEmpty { throw ONNXError(.file, .noOutput) }
    let elementType = made.markTypes()
    let loose: [StoredTensor]
    do throws(ArithmeticError) {
      // What is left of a network uses not all of the file.
      let unused = try StoredNumbersPass.run(on: self, usualType: elementType)
      loose = cut == nil ? unused : []
    } catch {
      throw ONNXError(.file, .arithmetic(error))
    }
    let (nodes, names) = NodeNames.named(by: self)
    do throws(Diagnostic) {
      return try Graph(
        name: name, nodes: nodes, outputs: outputs, hasBatch: true,
        conditions: judge.requirements.needed, elementType: elementType, looseTensors: loose,
        names: names
      ).calling(sizes: sizeNames)
    } catch {
      var place = ONNXError.Place.file
      if case .node(let name, _) = error.location,
        let index = nodes.firstIndex(where: { $0.name == name })
      {
        place = self.place(of: made.origins[index])
      }
      throw ONNXError(place, .problem(error.problem))
    }
  }

  /// The values of the graph, by name; those that depend on no input also by the names of the nodes that
  /// make them, which no layer has.
  func values() -> [String: ONNXModel.Value] {
    var values: [String: ONNXModel.Value] = [:]
    var constants: [Int: ONNXModel.Value] = [:]
    for (name, value) in frame.all {
      switch value {
      case .data(let reference): values[text(name)] = .data(reference)
      case .sequence: continue
      case .initializer, .constant:
        guard let shape = try? shape(of: value) else { continue }
        values[text(name)] = .constant(shape)
        constants[name] = .constant(shape)
      }
    }
    for node in lists[0].nodes where !node.name.isEmpty {
      let name = string(node.name)
      guard values[name] == nil, let made = lists[0].outputs(of: node).first else { continue }
      values[name] = constants[Int(made)]
    }
    return values
  }
}
