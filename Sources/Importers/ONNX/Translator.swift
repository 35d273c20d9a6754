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
  let initializers: [TensorRecord]
  let operators: OperatorTable
  var made: NodeStore
  private var shapes: ShapeTracker
  /// Decides what shape computations compare.
  let judge: SizeJudge
  /// The initializers that somebody looked into.
  private var opened: [Int: ConstantTensor] = [:]
  /// What was computed from constants.
  private var constants: [ConstantTensor] = []
  private var pool = OperatorPool()
  var windows = WindowTable()
  /// What is being read: the values, how deep in functions.
  var frame: Frame
  var depth = 0
  var order: ReadingOrder
  /// The names of values that another node makes than that which stands for the node of the file: handed on
  /// unchanged, given back by a function.
  var handedOn: [(name: Int, node: Int)] = []
  /// Where functions were called, as beginnings of names, in order of the calls; "" is the graph itself.
  var prefixes = [""]

  init(
    _ bytes: UnsafeRawBufferPointer, _ file: ModelRecord, names: FileNames,
    assuming promised: Assumptions
  ) {
    shapes = ShapeTracker(promised)
    judge = SizeJudge(promised)
    self.bytes = bytes
    self.file = file
    self.names = names
    let graph = file.graph?.nodes ?? NodeList()
    lists = [graph] + file.functions.map(\.nodes)
    operators = OperatorTable(lists, file.functions, names: names.count) { name in
      UnsafeRawBufferPointer(rebasing: bytes[names.place(name)]).text
    }
    initializers = file.graph?.initializers ?? []
    frame = Frame(names: names.count, opsets: file.opsets)
    order = ReadingOrder(names: names.count)
    made = NodeStore(minimumCapacity: graph.count, initializers: initializers.count)
  }

  // MARK: Emitting

  /// The values that an operator makes of these: constants of constants, else a node.
  func apply(
    _ operation: consuming Operator, _ inputs: [TensorValue], holding held: HeldTensors? = nil,
    step: Step? = nil
  ) throws -> MadeValues {
    guard inputs.isEmpty || inputs.contains(where: \.isData) else {
      return try compute(operation, inputs)
    }
    return emit(operation, try inputs.map { try reference(to: $0) }, holding: held, step: step)
  }

  /// As above, of one value.
  func apply(
    _ operation: consuming Operator, to input: TensorValue, holding held: HeldTensors? = nil
  ) throws -> MadeValues {
    guard case .data(let reference) = input else { return try compute(operation, [input]) }
    return emit(operation, [reference], holding: held)
  }

  /// The constants that an operator makes of constants.
  private func compute(_ operation: Operator, _ inputs: [TensorValue]) throws -> MadeValues {
    let shapes = try inputs.map { try shape(of: $0) }
    let learned = inputs.flatMap { self.learned(in: $0) }
    do {
      try operation.validate()
      return MadeValues(
        try operation.rules.outputShapes(of: shapes, assumptions: &judge.requirements).map {
          constant(ConstantTensor(shape: $0, type: type(of: inputs[0]), .unknown, learned: learned))
        })
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
    guard let first = try apply(operation, inputs, step: step).first else {
      throw ImportProblem.shapeUnknown
    }
    return first
  }

  /// - Parameter held: the constants that it holds as its own numbers.
  func emit(
    _ operation: consuming Operator, _ inputs: [ValueReference],
    holding held: HeldTensors? = nil, step: Step? = nil
  ) -> MadeValues {
    let held = held.map { HeldInitializers($0) { heldInitializer($0) } }
    let shared = share(operation)
    let index = made.append(shared, inputs, holding: held, step: step, in: self)
    let count = shared.outputCount
    if count == 1 { return MadeValues(.data(ValueReference(node: index))) }
    return MadeValues(
      (0..<max(0, min(count, Split.maximumParts))).map {
        .data(ValueReference(node: index, output: $0))
      })
  }

  /// The object for an operator: that of the last node of the same kind if it is equal, as in most networks.
  private func share(_ operation: consuming Operator) -> SharedOperator {
    let origin = made.progress.origin
    guard origin.list >= 0 else { return pool.shared(operation) }
    let name = lists[Int(origin.list)].nodes[Int(origin.index)].operation
    guard name >= 0 else { return pool.shared(operation) }
    let entry = operators[name]
    if let recent = entry.recent, recent.operation == operation { return recent }
    let shared = pool.shared(operation)
    entry.recent = shared
    return shared
  }

  /// A layer of which only the place is known, and at most what sizes it makes.
  func opaque(
    _ call: Call, isKnown: Bool, shapes: [Shape]? = nil, multiplyAccumulates: Dim? = nil
  ) throws -> MadeValues {
    let count = min(max(call.outputCount, 1), shapes?.count ?? .max)
    let operation = Opaque(
      name: call.qualifiedOperation, outputs: count, shapes: shapes.map { Array($0.prefix(count)) },
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
    for part in tensor.learned where made.holders.count(part.index) {
      learned = try learned.plus(part.count)
    }
    let constant = Constant(
      tensor.shape, isLearned: learned > 0,
      learnedElements: learned > 0 ? .constant(learned) : nil)
    let name = tensor.learned.count == 1 ? initializers[tensor.learned[0].index].name : nil
    let reference = ValueReference(node: made.append(constant, named: name))
    tensor.reference = reference
    return reference
  }

  /// The node that a constant became, which was computed.
  func node(holding constant: Int) -> Int? { constants[constant].reference?.node }

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

  /// - Throws: `.shapeUnknown` when it can't be had, a `Misfit` when a layer before it doesn't fit.
  func shape(of value: TensorValue) throws -> Shape {
    switch value {
    case .data(let reference): try shapes.shape(of: reference, in: made.nodes)
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

  /// A name by its number; nothing where there is none.
  func text(_ name: Int) -> String { name >= 0 ? string(names.place(name)) : "" }

  func string(_ place: Range<Int>) -> String {
    UnsafeRawBufferPointer(rebasing: bytes[place]).text
  }
}
