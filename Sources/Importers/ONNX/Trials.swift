/// What is read on trial, as the branches of which nobody knows which is taken, leaves no nodes. This notes
/// what is to be taken back with them and can't be found by their indices.
struct Trials {
  /// How many are running, one in the other.
  private var depth = 0
  /// Tensors of the file that nodes use.
  private(set) var tensors: [Int] = []
  /// Constants that became nodes.
  private(set) var constants: [ConstantTensor] = []
  /// Layers on constants that became nodes.
  private(set) var layers: [DeferredNode] = []

  /// How much was noted when a trial began.
  struct Start {
    let nodes: Int
    fileprivate let tensors: Int
    fileprivate let constants: Int
    fileprivate let layers: Int
  }

  mutating func begin(at nodes: Int) -> Start {
    depth += 1
    return Start(
      nodes: nodes, tensors: tensors.count, constants: constants.count, layers: layers.count)
  }

  /// - Returns: the tensors that were used meanwhile; those around the trial may have been, too.
  mutating func end(_ start: Start) -> ArraySlice<Int> {
    for constant in constants[start.constants...] { constant.reference = nil }
    for layer in layers[start.layers...] { layer.node = nil }
    constants.removeLast(constants.count - start.constants)
    layers.removeLast(layers.count - start.layers)
    let used = tensors[start.tensors...]
    depth -= 1
    if depth == 0 { tensors = [] }
    return used
  }

  mutating func note(tensor: Int) { if depth > 0 { tensors.append(tensor) } }

  mutating func note(constant: ConstantTensor) { if depth > 0 { constants.append(constant) } }

  mutating func note(layer: DeferredNode) { if depth > 0 { layers.append(layer) } }

  /// Whether a layer on constants became a node in a trial that was there before it.
  /// - Parameter count: how many such there were.
  func ranLayer(since start: Start, of count: Int) -> Bool {
    layers[start.layers...].contains { $0.number < count }
  }
}
