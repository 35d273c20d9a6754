import Analyses
import ConvArithmetic
import LayerGraph

/// Reads the nodes of a model into a graph of ours, in one pass: constants are computed where they are
/// small, sizes stay formulas, and what meets data becomes a node.
final class Translator {
  let bytes: UnsafeRawBufferPointer
  let file: ModelRecord
  let names: FileNames
  /// The graph's nodes, then those of each function, then those of the graphs that nodes hold.
  let lists: [NodeList]
  /// The graph's, then those of the graphs that nodes hold.
  let initializers: [TensorRecord]
  let operators: OperatorTable
  var made: NodeStore
  private var shapes: ShapeTracker
  /// What the user knows of open sizes.
  private let promised: Assumptions
  /// What the file calls open sizes, by what they are called here.
  private(set) var sizeNames: [String: String] = [:]
  /// Whether an input has them.
  var hasOpenSizes = false
  /// Decides what shape computations compare.
  let judge: SizeJudge
  /// The initializers that somebody looked into.
  private var opened: [Int: ConstantTensor] = [:]
  /// Tensors of whole numbers that stand for real ones.
  var dequantized: Set<Int> = []
  /// The scales that were computed of data, by which it is quantized.
  var quantizationScales: Set<ValueReference> = []
  /// See `findChannelBlock`.
  private(set) lazy var channelBlock = findChannelBlock()
  /// The tensors of whole numbers that were gathered from, by the nodes that hold them.
  var wholeNumberTables: [Int: Int] = [:]
  /// What was computed from constants.
  private var constants: [ConstantTensor] = []
  /// Those that became nodes, by these.
  private var tensorsOfNodes: [Int: ConstantTensor] = [:]
  /// Real numbers in Constant nodes, which follow the initializers in the count of tensors.
  private(set) var inConstantNodes: [TensorRecord] = []
  /// Those in functions and branches, by the places of the nodes: each time they are read finds the same.
  private var ofFunctions: [Int: Int] = [:]
  /// Which of them stand in branches.
  private var inBranches: Set<Int> = []
  private(set) var deferredCount = 0
  private var sequences: [[TensorValue]] = []
  private var pool = OperatorPool()
  var windows = WindowTable()
  /// The values of what is being read.
  var frame: Frame
  var allowance: ReadingAllowance
  /// What the node that is being read asked to look at, but is too much to be read.
  var unread: UnreadConstants?
  var order: ReadingOrder
  /// The names of values that another node makes than that which stands for the node of the file: handed on
  /// unchanged, given back by a function.
  var handedOn: [(name: Int, node: Int)] = []
  /// Which nodes of the graph are read, where not all are.
  var cut: CutNodes?
  /// Where functions were called, as beginnings of names, in order of the calls; "" is the graph itself.
  var prefixes = [""]

  init(
    _ bytes: UnsafeRawBufferPointer, _ file: ModelRecord, names: FileNames,
    assuming promised: Assumptions
  ) throws(ONNXError) {
    self.promised = promised
    shapes = ShapeTracker(promised)
    judge = SizeJudge(promised)
    self.bytes = bytes
    self.file = file
    self.names = names
    let graph = file.graph?.nodes ?? NodeList()
    lists = [graph] + file.functions.map(\.nodes) + file.subgraphs.graphs.map(\.nodes)
    allowance = ReadingAllowance(fileOf: bytes.count)
    operators = try OperatorTable(lists, file.functions, names: names.count) { name in
      UnsafeRawBufferPointer(rebasing: bytes[names.place(name)]).text
    }
    initializers = (file.graph?.initializers ?? []) + file.subgraphs.graphs.flatMap(\.initializers)
    frame = Frame(names: names.count, opsets: file.opsets)
    order = ReadingOrder(names: names.count)
    made = NodeStore(minimumCapacity: graph.count, initializers: initializers.count)
  }

  /// Calls open sizes otherwise than the file does, before anything is required of them.
  func callSizes(_ names: [String: String]) {
    for (name, symbol) in names { sizeNames[symbol] = name }
    // Who promised what can't be is told when the report is made.
    guard !names.isEmpty, let promised = promised.renaming(names) else { return }
    shapes = ShapeTracker(promised)
    judge.requirements = Requirements(assumptions: promised)
  }

  /// Whether a function's nodes are being read, and not the graph's.
  var isInFunction: Bool { frame.scope.prefix != 0 }

  // MARK: Emitting

  /// The values that an operator makes of these: constants of constants, else a node.
  func apply(
    _ operation: consuming Operator, _ inputs: [TensorValue], holding held: HeldTensors? = nil,
    step: Step? = nil
  ) throws -> MadeValues {
    guard inputs.isEmpty || inputs.contains(where: \.isData) else {
      return try compute(operation, inputs, holding: held, step: step)
    }
    if inputs.contains(where: isEmpty),
      let made = try applyToEmpty(copy operation, inputs, step: step)
    {
      return made
    }
    var references: [ValueReference] = []
    references.reserveCapacity(inputs.count)
    for (index, input) in inputs.enumerated() {
      references.append(
        input.isData
          ? try reference(to: input)
          : try reference(
            to: input,
            as: OperandPlace(index, of: copy operation, isAfterNorm: isAfterNorm(inputs))))
    }
    return emit(operation, references, holding: held, step: step)
  }

  /// As above, of one value.
  func apply(
    _ operation: consuming Operator, to input: TensorValue, holding held: HeldTensors? = nil
  ) throws -> MadeValues {
    guard case .data(let reference) = input else {
      return try compute(operation, [input], holding: held, step: nil)
    }
    return emit(operation, [reference], holding: held)
  }

  /// Whether the first data among values is what an instance norm makes, reshaped and scaled at most.
  private func isAfterNorm(_ inputs: [TensorValue]) -> Bool {
    guard inputs.count == 2, case .data(var reference)? = inputs.first(where: \.isData) else {
      return false
    }
    for _ in 0..<3 {
      let node = made.nodes[reference.node]
      switch node.operation {
      case .instanceNorm: return true
      case .reshape: break
      case .elementwise(let payload) where payload.function == .multiply: break
      default: return false
      }
      guard let before = node.inputs.first else { return false }
      reference = before
    }
    if case .instanceNorm = made.nodes[reference.node].operation { return true }
    return false
  }

  /// The constants that an operator makes of constants.
  private func compute(
    _ operation: Operator, _ inputs: [TensorValue], holding held: HeldTensors?, step: Step?
  ) throws -> MadeValues {
    let shapes = try inputs.map { try shape(of: $0) }
    let parts = parts(of: inputs, holding: held, areOperands: operation.combinesElements)
    do {
      try operation.validate()
      let outputs = try operation.rules.outputShapes(
        of: shapes, requirements: &judge.requirements)
      for shape in outputs { try shape.requireRank() }
      let site = Site(inputs: shapes, outputs: outputs)
      var layer: DeferredNode?
      if held != nil || inputs.contains(where: isMadeByLayer) || operation.multiplies(site) {
        layer = DeferredNode(
          operation, inputs, holding: held, origin: made.current, step: step,
          number: deferredCount)
        deferredCount += 1
      }
      return MadeValues(
        outputs.enumerated().map { index, shape in
          constant(
            ConstantTensor(
              shape: shape, type: type(of: inputs[0]), .unknown, parts: parts,
              madeBy: layer.map { ($0, index) }, unread: unread))
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
    let shared = share(operation)
    let index = made.append(
      shared, inputs, weight: held?.main.flatMap { nameOfInitializer($0) }, step: step)
    if let held { hold(held, by: index) }
    let count = shared.outputCount
    if count == 1 { return MadeValues(.data(ValueReference(node: index))) }
    return MadeValues((0..<count).map { .data(ValueReference(node: index, output: $0)) })
  }

  /// The object for an operator: that of the last node of the same kind if it is equal, as in most networks.
  private func share(_ operation: consuming Operator) -> SharedOperator {
    let origin = made.current
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
  /// - Parameters:
  ///   - kept: the dimensions of the first input along which places stay what they are.
  ///   - weights: the inputs that stand where an operator learns.
  ///   - settings: those that are no values of the network when they are constant.
  func opaque(
    _ call: Call, isKnown: Bool, shapes: [Shape]? = nil, multiplyAccumulates: Dim? = nil,
    kept: [Int] = [], weights: Set<Int> = [], settings: Set<Int> = [],
    unread: UnreadConstants? = nil
  ) throws -> MadeValues {
    let count = min(max(call.outputCount, 1), shapes?.count ?? .max)
    let operation = Opaque(
      name: call.qualifiedOperation, outputs: count, shapes: shapes.map { Array($0.prefix(count)) },
      isKnown: isKnown, multiplyAccumulates: multiplyAccumulates, keptDimensions: kept,
      unread: unread)
    var inputs: [ValueReference] = []
    for (index, input) in call.inputs.enumerated() {
      guard let input, input.isData || !settings.contains(index), !isEmpty(input) else { continue }
      inputs.append(try reference(to: input, as: weights.contains(index) ? .weight : .other))
    }
    return emit(.opaque(operation), inputs)
  }

  /// A node's output; constants become nodes the first time data meets them.
  func reference(to value: TensorValue, as place: OperandPlace = .other) throws -> ValueReference {
    switch value {
    case .data(let reference): return reference
    case .initializer(let index): return try reference(to: open(index), as: place)
    case .constant(let index): return try reference(to: constants[index], as: place)
    case .sequence: throw ImportProblem.unsupported
    }
  }

  private func reference(
    to tensor: ConstantTensor, as place: OperandPlace
  ) throws -> ValueReference {
    if let (layer, output) = tensor.layer {
      try run(layer)
      return ValueReference(node: layer.node ?? 0, output: output)
    }
    let reference: ValueReference
    if let known = tensor.reference {
      reference = known
    } else {
      let constant = Constant(tensor.shape, isLearned: false)
      reference = ValueReference(
        node: made.append(
          constant, named: nameOfInitializer(tensor), type: tensor.type.stored ?? .float32))
      tensor.reference = reference
      tensorsOfNodes[reference.node] = tensor
      made.trials.note(constant: tensor)
    }
    use(tensor, at: reference.node, as: place)
    return reference
  }

  /// The constant that a node is.
  func tensor(ofNode node: Int) -> ConstantTensor? { tensorsOfNodes[node] }

  /// Ends a trial: of what was read in it nothing is left but what is known of constants, and what was learned.
  func end(_ trial: Trials.Start, keepingUses: Bool) {
    for node in trial.nodes..<made.nodes.count { tensorsOfNodes[node] = nil }
    made.end(trial, keepingUses: keepingUses)
    shapes.forget(from: trial.nodes)
  }

  /// The node that a constant became, which was computed.
  func node(holding constant: Int) -> Int? {
    let tensor = constants[constant]
    return tensor.layer.map(\.node.node) ?? tensor.reference?.node
  }

  /// Makes nodes of a layer on constants and of those before it, in their order.
  private func run(_ layer: DeferredNode) throws {
    if layer.node != nil { return }
    var (found, next, queue) = (Set([layer.number]), 0, [layer])
    while next < queue.count {
      for case .constant(let index) in queue[next].inputs {
        if let before = constants[index].layer?.node, before.node == nil,
          found.insert(before.number).inserted
        {
          queue.append(before)
        }
      }
      next += 1
    }
    let origin = made.current
    defer { made.current = origin }
    for layer in queue.sorted(by: { $0.number < $1.number }) {
      made.current = layer.origin
      var inputs: [ValueReference] = []
      for (index, input) in layer.inputs.enumerated() {
        inputs.append(try reference(to: input, as: OperandPlace(index, of: layer.operation)))
      }
      layer.node = made.nodes.count
      made.trials.note(layer: layer)
      _ = emit(layer.operation, inputs, holding: layer.held, step: layer.step)
    }
  }

  /// Whether a layer makes it that would run on constants.
  func isMadeByLayer(_ value: TensorValue) -> Bool {
    if case .constant(let index) = value { constants[index].layer != nil } else { false }
  }

  // MARK: Looking at values

  /// - Throws: `.shapeUnknown` when it can't be had, a `Misfit` when a layer before it doesn't fit.
  func shape(of value: TensorValue) throws -> Shape {
    switch value {
    case .data(let reference): try shapes.shape(of: reference, in: made.nodes)
    case .initializer(let index): Shape(sizes: initializers[index].dims)
    case .constant(let index): constants[index].shape
    case .sequence: throw ImportProblem.shapeUnknown
    }
  }

  /// The nodes of which it isn't known what they make: where sizes are open, and where some node's are unknown.
  func unknownNodes() -> Set<Int> {
    guard made.makesUnknown || hasOpenSizes else { return [] }
    var unknown: Set<Int> = []
    for node in made.nodes.indices
    where (try? shapes.shape(of: ValueReference(node: node), in: made.nodes)) == nil {
      unknown.insert(node)
    }
    return unknown
  }

  /// The sizes of a constant; nil where they are open, and of data.
  func sizes(of value: TensorValue) -> [Int]? {
    switch value {
    case .data, .sequence: nil
    case .initializer(let index): initializers[index].dims
    case .constant(let index): constants[index].shape.sizes
    }
  }

  /// The tensors that a value was made of, of real numbers or such as may stand for them.
  func parts(of value: TensorValue) -> [TensorPart] {
    switch value {
    case .data, .sequence: []
    case .initializer(let index):
      initializers[index].mayBeReal ? [TensorPart(tensor: index, evidence: nil)] : []
    case .constant(let index): constants[index].parts
    }
  }

  /// A constant that was computed.
  func computed(_ index: Int) -> ConstantTensor { constants[index] }

  /// A tensor of the file, by its number among all.
  func record(ofTensor tensor: Int) -> TensorRecord {
    tensor < initializers.count
      ? initializers[tensor] : inConstantNodes[tensor - initializers.count]
  }

  /// Whether a graph holds it that a node holds.
  func isInSubgraph(_ tensor: Int) -> Bool {
    tensor < initializers.count
      ? tensor >= file.graph?.initializers.count ?? 0
      : inBranches.contains(tensor - initializers.count)
  }

  func isInConstantNode(_ tensor: Int) -> Bool { tensor >= initializers.count }

  /// Counts a Constant node's real numbers among the tensors; gives back its number.
  func register(constantNode record: TensorRecord) -> Int {
    let origin = made.current
    let place = Int(origin.list) << 32 | Int(origin.index)
    let isReadAgain = origin.list > 0
    if isReadAgain, let known = ofFunctions[place] { return known }
    inConstantNodes.append(record)
    if Int(origin.list) > file.functions.count { inBranches.insert(inConstantNodes.count - 1) }
    made.holders.append()
    let tensor = initializers.count + inConstantNodes.count - 1
    if isReadAgain { ofFunctions[place] = tensor }
    return tensor
  }

  func type(of value: TensorValue) -> ElementType {
    switch value {
    case .data, .sequence: .float
    case .initializer(let index): ElementType(rawValue: initializers[index].elementType) ?? .string
    case .constant(let index): constants[index].type
    }
  }

  /// The elements of a constant; nil when they aren't known, or too many were asked for.
  func array(of value: TensorValue) throws(WireError) -> KnownArray? {
    let tensor: ConstantTensor
    switch value {
    case .data, .sequence: return nil
    case .initializer(let index): tensor = open(index)
    case .constant(let index): tensor = constants[index]
    }
    guard let count = tensor.countOfKnown else {
      unread = tensor.tooLong ?? unread
      return nil
    }
    guard allowance.elements.take(count) else {
      unread = UnreadConstants(allowance.elements)
      return nil
    }
    return try tensor.array(bytes)
  }

  /// Whether it is a constant that follows from settings.
  func isFixed(_ value: TensorValue) -> Bool {
    if case .constant(let index) = value { constants[index].isFixed } else { false }
  }

  /// Whether it is a constant of zeros; false where that can't be told.
  func isZero(_ value: TensorValue) throws(WireError) -> Bool {
    switch value {
    case .data, .sequence: false
    case .initializer(let index): try open(index).isZero(bytes)
    case .constant(let index): try constants[index].isZero(bytes)
    }
  }

  /// An initializer as a value; the same object each time.
  func open(_ index: Int) -> ConstantTensor {
    if let tensor = opened[index] { return tensor }
    let tensor = ConstantTensor(
      stored: initializers[index], parts: parts(of: .initializer(index)))
    opened[index] = tensor
    return tensor
  }

  func constant(_ tensor: ConstantTensor) -> TensorValue {
    constants.append(tensor)
    return .constant(constants.count - 1)
  }

  func sequence(_ values: [TensorValue]) -> TensorValue {
    sequences.append(values)
    return .sequence(sequences.count - 1)
  }

  /// The values in a sequence.
  /// - Throws: `.shapeUnknown` for what is none.
  func values(in sequence: TensorValue) throws -> [TensorValue] {
    guard case .sequence(let index) = sequence else { throw ImportProblem.shapeUnknown }
    return sequences[index]
  }

  /// A name by its number; nothing where there is none.
  func text(_ name: Int) -> String { name >= 0 ? string(names.place(name)) : "" }

  func string(_ place: Range<Int>) -> String {
    UnsafeRawBufferPointer(rebasing: bytes[place]).text
  }
}
