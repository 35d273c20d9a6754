import Analyses
import ConvArithmetic
import LayerGraph

/// Reads the nodes of a model into a graph of ours, in one pass: constants are computed where they are
/// small, sizes stay formulas, and what meets data becomes a node.
final class Translator {
  let bytes: UnsafeRawBufferPointer
  let file: ModelRecord
  let names: FileNames
  /// The graph's nodes, then those of each function.
  let lists: [NodeList]
  private(set) var nodes: [Node] = []
  /// Where each node came from, for its name.
  private(set) var origins: [Origin] = []
  private var shapes = ShapeTracker()
  /// The initializers, and those of them that somebody looked into.
  private var initializers: [TensorRecord] = []
  private var opened: [Int: ConstantTensor] = [:]
  /// What was computed from constants.
  private var constants: [ConstantTensor] = []
  /// Of each initializer whether some node counts its numbers, and who held it last, as what.
  private var isCounted: [Bool] = []
  private var holders: [(node: Int, role: SharedWeights.Role)?] = []
  var windows = WindowTable()
  /// What is being read: the values, the node, how deep in functions, how many nodes in all.
  var frame: Frame
  var origin = Origin()
  var depth = 0
  /// Where functions were called, as beginnings of names, in order of the calls; "" is the graph itself.
  var prefixes = [""]
  var unfolded = 0
  /// The operators met so far, and where among them each is, by the number of its name.
  private var operations: [Operation] = []
  private var operationPlaces: [Int32]

  struct Operation {
    let name: String
    let handler: Handler?
  }

  init(_ bytes: UnsafeRawBufferPointer, _ file: ModelRecord, names: FileNames) {
    self.bytes = bytes
    self.file = file
    self.names = names
    let graph = file.graph?.nodes ?? NodeList()
    lists = [graph] + file.functions.map(\.nodes)
    frame = Frame(names: names.count, opsets: file.opsets)
    operationPlaces = Array(repeating: -1, count: names.count)
    nodes.reserveCapacity(graph.count)
    origins.reserveCapacity(graph.count)
  }

  /// What an operator becomes, looked up once for each name.
  func operation(_ name: Int) -> Operation {
    if operationPlaces[name] >= 0 { return operations[Int(operationPlaces[name])] }
    let text = text(name)
    operationPlaces[name] = Int32(truncatingIfNeeded: operations.count)
    operations.append(Operation(name: text, handler: Self.handlers[text]))
    return operations[operations.count - 1]
  }

  // MARK: Emitting

  /// The values that an operator makes of these: constants of constants, else a node.
  func apply(
    _ operation: Operator, _ inputs: [TensorValue], holding held: HeldTensors? = nil,
    step: Step? = nil
  ) throws -> [TensorValue?] {
    if inputs.isEmpty || inputs.contains(where: \.isData) {
      let references = try inputs.map { try reference(to: $0) }
      let values = emit(operation, references, step: step)
      if let held { hold(held) }
      return values
    }
    let shapes = try inputs.map { try shape(of: $0) }
    let learned = inputs.flatMap { self.learned(in: $0) }
    var requirements = Requirements(assumptions: .none)
    do {
      return try operation.rules.outputShapes(of: shapes, assumptions: &requirements).map {
        constant(ConstantTensor(shape: $0, type: type(of: inputs[0]), .unknown, learned: learned))
      }
    } catch let problem as Problem {
      throw ImportProblem.invalid(problem)
    } catch is UnknownReason {
      throw ImportProblem.shapeUnknown
    }
  }

  /// As `apply`, for the first output.
  func one(
    _ operation: Operator, _ inputs: [TensorValue], step: Step? = nil
  ) throws -> TensorValue {
    guard let first = try apply(operation, inputs, step: step).first, let first else {
      throw ImportProblem.shapeUnknown
    }
    return first
  }

  func emit(
    _ operation: Operator, _ inputs: [ValueReference], step: Step? = nil
  ) -> [TensorValue?] {
    nodes.append(Node(name: "", operation: operation, inputs: inputs))
    origins.append(origin)
    if let step { origins[origins.count - 1].step = step }
    let index = nodes.count - 1
    let count = operation.outputCount
    if count == 1 { return [.data(ValueReference(node: index))] }
    return (0..<max(0, min(count, Split.maximumParts))).map {
      .data(ValueReference(node: index, output: $0))
    }
  }

  /// A layer of which only the place is known, and at most what sizes it makes.
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

  /// A node's output; constants become nodes the first time data meets them.
  func reference(to value: TensorValue) throws -> ValueReference {
    switch value {
    case .data(let reference): return reference
    case .initializer(let index): return try reference(to: open(index))
    case .constant(let index): return try reference(to: constants[index])
    }
  }

  private func reference(to tensor: ConstantTensor) throws -> ValueReference {
    if let reference = tensor.reference { return reference }
    var learned = 0
    for part in tensor.learned where !isCounted[part.index] {
      isCounted[part.index] = true
      learned = try learned.plus(part.count)
    }
    let constant = Constant(
      tensor.shape, isLearned: learned > 0,
      learnedElements: learned > 0 ? .constant(learned) : nil)
    nodes.append(Node(name: "", operation: .constant(constant), inputs: []))
    var place = origin
    place.constant =
      tensor.learned.count == 1 ? initializers[tensor.learned[0].index].name : nil
    place.step = .constant
    origins.append(place)
    let reference = ValueReference(node: nodes.count - 1)
    tensor.reference = reference
    return reference
  }

  /// Notes the initializers that the newest node holds; those that another node holds as well are shared
  /// between the two.
  private func hold(_ held: HeldTensors) {
    let index = nodes.count - 1
    if let main = held.weights ?? held.scale, let held = heldInitializer(main) {
      origins[index].weight = initializers[held].name
    }
    hold(held.weights, as: .weights, index)
    hold(held.biases, as: .biases, index)
    hold(held.scale, as: .scale, index)
    hold(held.shift, as: .shift, index)
  }

  private func hold(_ value: TensorValue?, as role: SharedWeights.Role, _ index: Int) {
    guard let value, let held = heldInitializer(value) else { return }
    isCounted[held] = true
    let last = holders[held]
    holders[held] = (index, role)
    guard let first = last else { return }
    let key = text(initializers[held].name)
    for (node, role) in [first, (index, role)] {
      var shared = nodes[node].sharedWeights ?? SharedWeights()
      shared[role] = key
      nodes[node].sharedWeights = shared
    }
  }

  /// The one initializer of real numbers that a value is made of.
  private func heldInitializer(_ value: TensorValue) -> Int? {
    switch value {
    case .data: nil
    case .initializer(let index): initializers[index].isReal ? index : nil
    case .constant(let index):
      constants[index].learned.count == 1 ? constants[index].learned[0].index : nil
    }
  }

  // MARK: Looking at values

  /// - Throws: `.shapeUnknown` when it can't be had, `.invalid` when a layer before it doesn't fit.
  func shape(of value: TensorValue) throws -> Shape {
    switch value {
    case .data(let reference): try shapes.shape(of: reference, in: nodes)
    case .initializer(let index): Shape(sizes: initializers[index].dims)
    case .constant(let index): constants[index].shape
    }
  }

  /// The sizes of a constant; nil where they are open, and of data.
  func sizes(of value: TensorValue) -> [Int]? {
    switch value {
    case .data: nil
    case .initializer(let index): initializers[index].dims
    case .constant(let index): constants[index].shape.sizes
    }
  }

  /// The initializers of real numbers that a value was made of.
  func learned(in value: TensorValue) -> [LearnedTensor] {
    switch value {
    case .data: []
    case .initializer(let index): learned(in: index)
    case .constant(let index): constants[index].learned
    }
  }

  private func learned(in index: Int) -> [LearnedTensor] {
    let record = initializers[index]
    guard record.isReal, let count = record.count else { return [] }
    return [LearnedTensor(index: index, count: count)]
  }

  func type(of value: TensorValue) -> ElementType {
    switch value {
    case .data: .float
    case .initializer(let index): ElementType(rawValue: initializers[index].elementType) ?? .string
    case .constant(let index): constants[index].type
    }
  }

  /// The elements of a constant; nil when they aren't known.
  func array(of value: TensorValue) throws(WireError) -> KnownArray? {
    switch value {
    case .data: nil
    case .initializer(let index): try open(index).array(bytes)
    case .constant(let index): try constants[index].array(bytes)
    }
  }

  /// An initializer as a value; the same object each time.
  private func open(_ index: Int) -> ConstantTensor {
    if let tensor = opened[index] { return tensor }
    let record = initializers[index]
    let tensor = ConstantTensor(stored: record, learned: learned(in: index))
    opened[index] = tensor
    return tensor
  }

  func constant(_ tensor: ConstantTensor) -> TensorValue {
    constants.append(tensor)
    return .constant(constants.count - 1)
  }

  /// Takes the file's initializers, each by its place among them.
  func take(initializers: [TensorRecord]) {
    self.initializers = initializers
    isCounted = Array(repeating: false, count: initializers.count)
    holders = Array(repeating: nil, count: initializers.count)
  }

  /// Gives the nodes away, so that whoever names them need not copy them.
  func takeNodes() -> [Node] {
    defer { nodes = [] }
    return nodes
  }

  func text(_ name: Int) -> String { string(names.place(name)) }

  func string(_ place: Range<Int>) -> String {
    String(decoding: UnsafeRawBufferPointer(rebasing: bytes[place]), as: UTF8.self)
  }
}
