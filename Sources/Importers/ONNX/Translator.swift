import Analyses
import ConvArithmetic
import LayerGraph

/// Reads the nodes of a model into a graph of ours, in one pass: constants are computed where they are
/// small, sizes stay formulas, and what meets data becomes a node.
final class Translator {
  let bytes: UnsafeRawBufferPointer
  let file: ModelRecord
  private(set) var names: NameTable
  private(set) var nodes: [Node] = []
  /// Where each node came from, for its name.
  private(set) var origins: [Origin] = []
  private var shapes = ShapeTracker()
  /// The values of the frame that is being read, by the number of their names.
  private var frame = Frame()
  /// Initializers whose numbers some node counts.
  private var counted: Set<Int> = []
  /// Who held an initializer last, and as what.
  private var holders: [Int: (node: Int, role: SharedWeights.Role)] = [:]
  private var unfolded = 0
  private var functionDepth = 0
  /// The node that is being read.
  private var origin = Origin.none

  init(_ bytes: UnsafeRawBufferPointer, _ file: ModelRecord, names: NameTable) {
    self.bytes = bytes
    self.file = file
    self.names = names
  }

  /// The values of the graph or of one call of a function.
  struct Frame {
    var values: [Int: TensorValue] = [:]
    /// Names of values whose tensors are absent: outputs that nobody could give.
    var prefix = ""
    var attributes: AttributeSet?
    var opsets: [String: Int] = [:]
  }

  // MARK: Emitting

  /// The values that an operator makes of these: constants of constants, else a node.
  func apply(
    _ operation: Operator, _ inputs: [TensorValue], holding held: HeldTensors = HeldTensors(),
    step: String? = nil
  ) throws -> [TensorValue] {
    if inputs.isEmpty || inputs.contains(where: \.isData) {
      let values = emit(operation, try inputs.map { try reference(to: $0) }, step: step)
      hold(held)
      return values
    }
    let shapes = try inputs.map { try shape(of: $0) }
    let learned = inputs.flatMap(\.learned)
    var requirements = Requirements(assumptions: .none)
    do {
      return try operation.rules.outputShapes(of: shapes, assumptions: &requirements).map {
        .constant(ConstantTensor(shape: $0, type: inputs[0].type, .unknown, learned: learned))
      }
    } catch let problem as Problem {
      throw ImportProblem.invalid(problem)
    } catch is UnknownReason {
      throw ImportProblem.shapeUnknown
    }
  }

  /// As `apply`, for the first output.
  func one(
    _ operation: Operator, _ inputs: [TensorValue], step: String? = nil
  ) throws -> TensorValue {
    guard let first = try apply(operation, inputs, step: step).first else {
      throw ImportProblem.shapeUnknown
    }
    return first
  }

  private func emit(
    _ operation: Operator, _ inputs: [ValueReference], step: String? = nil
  ) -> [TensorValue] {
    nodes.append(Node(name: "", operation: operation, inputs: inputs))
    var origin = origin
    origin.step = step
    origins.append(origin)
    let index = nodes.count - 1
    let count = operation.payload.outputCount
    if count == 1 { return [.data(ValueReference(node: index))] }
    return (0..<max(0, min(count, Split.maximumParts))).map {
      .data(ValueReference(node: index, output: $0))
    }
  }

  /// A node's output; constants become nodes the first time data meets them.
  func reference(to value: TensorValue) throws -> ValueReference {
    switch value {
    case .data(let reference): return reference
    case .constant(let tensor):
      if let reference = tensor.reference { return reference }
      var learned = 0
      for part in tensor.learned where counted.insert(part.name).inserted {
        learned = try learned.plus(part.count)
      }
      let constant = Constant(
        tensor.shape, isLearned: learned > 0,
        learnedElements: learned > 0 ? .constant(learned) : nil)
      nodes.append(Node(name: "", operation: .constant(constant), inputs: []))
      var place = origin
      place.constant = tensor.learned.count == 1 ? tensor.learned[0].name : nil
      place.step = "constant"
      origins.append(place)
      let reference = ValueReference(node: nodes.count - 1)
      tensor.reference = reference
      return reference
    }
  }

  /// - Throws: `.shapeUnknown` when it can't be had, `.problem` when a layer before it doesn't fit.
  func shape(of value: TensorValue) throws -> Shape {
    switch value {
    case .constant(let tensor): return tensor.shape
    case .data(let reference): return try shapes.shape(of: reference, in: nodes)
    }
  }

  /// Notes the initializers that the newest node holds; those that another node holds as well are shared
  /// between the two.
  private func hold(_ held: HeldTensors) {
    let index = nodes.count - 1
    origins[index].weight = (held.weights ?? held.scale)?.learned.first?.name
    for (role, value) in held.byRole {
      guard case .constant(let tensor)? = value, tensor.learned.count == 1 else { continue }
      let name = tensor.learned[0].name
      counted.insert(name)
      guard let first = holders.updateValue((index, role), forKey: name) else { continue }
      let key = text(name)
      for (node, role) in [first, (index, role)] {
        var shared = nodes[node].sharedWeights ?? SharedWeights()
        shared.set(role, key)
        nodes[node].sharedWeights = shared
      }
    }
  }

  func text(_ name: Int) -> String { string(names.place(name)) }

  func string(_ place: Range<Int>) -> String {
    String(decoding: UnsafeRawBufferPointer(rebasing: bytes[place]), as: UTF8.self)
  }

  // MARK: Reading nodes

  func define(_ name: Int, _ value: TensorValue) throws(ONNXError) {
    if frame.values.updateValue(value, forKey: name) != nil {
      throw ONNXError(place(), .defined(text(name)))
    }
  }

  func value(_ name: Int) -> TensorValue? { frame.values[name] }

  func reserve(_ count: Int) {
    frame.values.reserveCapacity(count)
    nodes.reserveCapacity(count)
    origins.reserveCapacity(count)
    frame.opsets = file.opsets
  }

  /// Adds an input of the network.
  func input(_ name: Int, _ operation: Operator) throws(ONNXError) {
    origin = Origin(value: name)
    try define(name, emit(operation, [])[0])
  }

  func read(_ list: NodeList) throws(ONNXError) {
    for index in try ReadingOrder.order(of: list, defined: { self.value($0) != nil }, in: self) {
      try read(list.nodes[index], at: index, of: list)
    }
  }

  private func read(
    _ record: NodeRecord, at index: Int, of list: NodeList
  ) throws(ONNXError) {
    let outer = origin
    defer { origin = outer }
    let outputs = Array(list.outputs(of: record))
    origin = Origin(record: record, index: index, outputs: outputs, prefix: frame.prefix)
    unfolded += 1
    if unfolded > Self.maximumNodes { throw ONNXError(place(), .tooManyNodes(Self.maximumNodes)) }
    do {
      let results = try translate(record, of: list, outputs: outputs)
      for (name, result) in zip(outputs, results) where name != NodeList.absent {
        if let result { try define(name, result) }
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

  private func translate(
    _ record: NodeRecord, of list: NodeList, outputs: [Int]
  ) throws -> [TensorValue?] {
    guard record.operation >= 0 else { throw ONNXError(place(), .noOperator) }
    let operation = text(record.operation)
    let domain = string(record.domain)
    let attributes = try AttributeSet(
      list.attributes(of: record), in: bytes, caller: frame.attributes)
    var inputs: [TensorValue?] = []
    for name in list.inputs(of: record) {
      guard name != NodeList.absent else {
        inputs.append(nil)
        continue
      }
      guard let input = value(name) else { throw ONNXError(place(), .undefined(text(name))) }
      inputs.append(input)
    }
    let isOwn = domain.isEmpty || domain == "ai.onnx"
    let call = Call(
      operation: operation, version: frame.opsets[isOwn ? "" : domain] ?? 0, inputs: inputs,
      attributes: attributes, outputCount: outputs.count, wanted: outputs.map { $0 >= 0 },
      translator: self)
    if let function = file.functions.first(where: {
      $0.name == operation && $0.domain == domain
    }) {
      return try unfold(function, call)
    }
    do {
      if isOwn, let known = try translateOwn(call) { return known }
      throw ImportProblem.unsupported
    } catch ImportProblem.dataDependent, ImportProblem.shapeUnknown {
      return try opaque(call, isKnown: true)
    } catch ImportProblem.unsupported {
      return try opaque(call, isKnown: false)
    }
  }

  private func translateOwn(_ call: Call) throws -> [TensorValue?]? {
    if call.inputs.allSatisfy({ $0?.isData != true }), !call.inputs.isEmpty {
      let arrays = try call.inputs.indices.map { try call.array($0) }
      if arrays.contains(where: { $0 != nil }), let folded = try Folding.fold(call, arrays) {
        let learned = call.inputs.flatMap { $0?.learned ?? [] }
        return [.constant(ConstantTensor(folded, learned: learned))]
      }
    }
    guard let handler = Self.handlers[call.operation] else { return nil }
    return try handler(self, call)
  }

  /// A layer of which only the place is known.
  func opaque(
    _ call: Call, isKnown: Bool, shapes: [Shape]? = nil, multiplyAccumulates: Dim? = nil
  ) throws -> [TensorValue?] {
    let count = min(max(call.outputCount, 1), shapes?.count ?? .max)
    let operation = Opaque(
      name: call.operation, outputs: count, shapes: shapes.map { Array($0.prefix(count)) },
      isKnown: isKnown, multiplyAccumulates: multiplyAccumulates)
    let inputs = try call.inputs.compactMap { $0 }.map { try reference(to: $0) }
    return emit(.opaque(operation), inputs)
  }

  /// Reads the nodes of a function as if they stood at the place of the call.
  private func unfold(_ function: FunctionRecord, _ call: Call) throws -> [TensorValue?] {
    if functionDepth >= Self.maximumDepth {
      throw ONNXError(place(), .functionsTooDeep(Self.maximumDepth))
    }
    let outer = frame
    defer {
      frame = outer
      functionDepth -= 1
    }
    functionDepth += 1
    frame = Frame(
      prefix: (outer.prefix.isEmpty ? "" : outer.prefix + ".") + displayName(of: origin),
      attributes: call.attributes.merging(
        defaults: try AttributeSet(function.attributes, in: bytes)),
      opsets: function.opsets.isEmpty ? file.opsets : function.opsets)
    for (name, input) in zip(function.inputs, call.inputs) {
      if let input { frame.values[name] = input }
    }
    try read(function.nodes)
    return function.outputs.map { frame.values[$0] }
  }

  /// The values read so far, by name.
  func values() -> [String: ONNXModel.Value] {
    var values: [String: ONNXModel.Value] = [:]
    for (name, value) in frame.values {
      switch value {
      case .data(let reference): values[text(name)] = .data(reference)
      case .constant(let tensor): values[text(name)] = .constant(tensor.shape)
      }
    }
    return values
  }

  private static let maximumDepth = 32
  private static let maximumNodes = 4_000_000

  func place() -> ONNXError.Place {
    .node(
      name: displayName(of: origin), operation: origin.operation(self), index: origin.index ?? 0)
  }

  private func displayName(of origin: Origin) -> String {
    let name = string(origin.record.name)
    if !name.isEmpty { return name }
    return origin.outputs.first.map { $0 >= 0 ? text($0) : "" } ?? ""
  }
}

extension TensorValue {
  var isData: Bool { if case .data = self { true } else { false } }

  var learned: [LearnedTensor] {
    if case .constant(let tensor) = self { tensor.learned } else { [] }
  }

  var type: ElementType {
    if case .constant(let tensor) = self { tensor.type } else { .float }
  }
}

/// The constants that a layer holds as its own numbers, by what they are for.
struct HeldTensors {
  var weights: TensorValue?
  var biases: TensorValue?
  var scale: TensorValue?
  var shift: TensorValue?

  var byRole: [(SharedWeights.Role, TensorValue?)] {
    [(.weights, weights), (.biases, biases), (.scale, scale), (.shift, shift)]
  }
}

/// Where a node of the graph came from.
struct Origin {
  var record = NodeRecord(offset: 0)
  /// The node's place in the file's list; nil for inputs.
  var index: Int?
  /// The numbers of the names of its outputs.
  var outputs: [Int] = []
  var prefix = ""
  /// What this node is for, where one node of the file became several.
  var step: String?
  /// The initializer that a constant holds.
  var constant: Int?
  /// The initializer that a layer holds as its weight.
  var weight: Int?

  static let none = Origin()

  init() {}

  init(value: Int) { outputs = [value] }

  init(record: NodeRecord, index: Int, outputs: [Int], prefix: String) {
    self.record = record
    self.index = index
    self.outputs = outputs
    self.prefix = prefix
  }

  func operation(_ translator: Translator) -> String {
    record.operation >= 0 ? translator.text(record.operation) : "input"
  }
}

extension SharedWeights {
  mutating func set(_ role: Role, _ key: String) {
    switch role {
    case .weights: weights = key
    case .biases: biases = key
    case .scale: scale = key
    case .shift: shift = key
    case .statistics: statistics = key
    }
  }
}
