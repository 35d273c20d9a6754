import ConvArithmetic
import LayerGraph

/// Decides, once all uses are known, where each tensor of the file is counted and as what: once and whole, at
/// the first node that learns it, or else keeps statistics in it, or else reads it.
struct StoredNumbersPass {
  private let translator: Translator
  private let usualType: LayerGraph.ElementType
  /// Nodes whose counts don't follow from their operators.
  private var deviating: Set<Int>
  private var homes: [(tensor: Int, use: TensorUse)] = []
  private var found: [Int: Found] = [:]
  private(set) var loose: [StoredTensor] = []

  /// What is counted at a node.
  private struct Found {
    var counts = ParameterCounts.zero
    var bytes: Dim = 0
    var hasUsualBytes = true
    var tensors: [StoredTensor] = []
    /// Learned numbers that a constant is made of, wherever they are counted.
    var learned: Dim = 0
  }

  /// Marks the nodes; gives back what no node has as a value.
  static func run(
    on translator: Translator, usualType: LayerGraph.ElementType
  ) throws(ArithmeticError) -> [StoredTensor] {
    var pass = StoredNumbersPass(translator, usualType)
    try pass.findHomes()
    try pass.count()
    try pass.mark()
    return pass.loose
  }

  private init(_ translator: Translator, _ usualType: LayerGraph.ElementType) {
    self.translator = translator
    self.usualType = usualType
    // Where shapes are unknown, what the file stores is known.
    deviating = translator.made.holders.irregular.union(translator.unknownNodes())
  }

  // MARK: Where each is counted

  private mutating func findHomes() throws(ArithmeticError) {
    var singles: [StoredTensor.Evidence: Int] = [:]
    for tensor in translator.made.holders.entries.indices {
      let entry = translator.made.holders.entries[tensor]
      guard let first = entry.first else {
        // A branch that isn't taken is no part of the network.
        guard translator.isReal(tensor: tensor), !translator.isInSubgraph(tensor) else { continue }
        let evidence: StoredTensor.Evidence =
          translator.isInConstantNode(tensor) ? .constantNode : .setting
        let count = translator.count(ofTensor: tensor)
        if count == 1 {
          singles[evidence, default: 0] += 1
        } else if count > 0 {
          loose.append(named(tensor, evidence))
        }
        continue
      }
      // As almost all are.
      if entry.others.isEmpty, first.isWhole, !first.isValue,
        first.evidence == .place || first.evidence == .statistics,
        translator.type(ofTensor: tensor) == usualType
      {
        homes.append((tensor, first))
        continue
      }
      try place(tensor, entry.uses)
    }
    for (evidence, count) in singles.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      loose.append(StoredTensor(name: "", elements: count, evidence: evidence))
    }
  }

  private mutating func place(_ tensor: Int, _ uses: [TensorUse]) throws(ArithmeticError) {
    let home =
      uses.first { $0.evidence.kind == .learned }
      ?? uses.first { $0.evidence.kind == .statistics } ?? uses[0]
    homes.append((tensor, home))
    let node = Int(home.node)
    if home.evidence != .place, home.evidence != .statistics {
      found[node, default: Found()].tensors.append(named(tensor, home.evidence))
    }
    let count = Dim(translator.count(ofTensor: tensor))
    for use in uses where use.isValue && use.evidence.kind == .learned {
      let learned = try found[Int(use.node), default: Found()].learned + count
      found[Int(use.node), default: Found()].learned = learned
    }
    if home.evidence.kind == .learned, translator.type(ofTensor: tensor) != usualType {
      deviating.insert(node)
    }
    if isPlain(uses) {
      if uses.count > 1 { share(tensor, uses) }
      return
    }
    for use in uses { deviating.insert(Int(use.node)) }
  }

  /// Whether several nodes use all of it for the same, or one does.
  private func isPlain(_ uses: [TensorUse]) -> Bool {
    let isOne = uses.count == 1
    return uses.allSatisfy {
      ($0.isWhole || isOne && $0.isValue) && $0.role == uses[0].role
        && $0.evidence.kind == .learned
        || isOne && $0.isWhole && $0.evidence.kind == .statistics
    }
  }

  private func share(_ tensor: Int, _ uses: [TensorUse]) {
    let key = translator.name(ofTensor: tensor)
    for use in uses {
      var shared = translator.made[Int(use.node)].sharedWeights ?? SharedWeights()
      shared[use.role] = key
      translator.made[Int(use.node)].sharedWeights = shared
    }
  }

  private func named(_ tensor: Int, _ evidence: StoredTensor.Evidence) -> StoredTensor {
    StoredTensor(
      name: translator.name(ofTensor: tensor), elements: translator.count(ofTensor: tensor),
      evidence: evidence)
  }

  // MARK: What is counted

  private mutating func count() throws(ArithmeticError) {
    if deviating.isEmpty, found.isEmpty { return }
    for (tensor, use) in homes {
      let node = Int(use.node)
      guard use.isValue || deviating.contains(node) || found[node] != nil else { continue }
      var found = found[node, default: Found()]
      let elements = Dim(translator.count(ofTensor: tensor))
      switch use.evidence.kind {
      case .learned:
        let type = translator.type(ofTensor: tensor)
        if type != usualType { found.hasUsualBytes = false }
        found.bytes = try found.bytes + translator.bytes(ofTensor: tensor)
        try found.counts.add(elements, as: use.role)
      case .statistics: try found.counts.add(elements, as: .statistics)
      case .constant: found.counts.constants = try found.counts.constants + elements
      }
      self.found[node] = found
    }
    for (node, role, elements) in translator.made.holders.unstored where deviating.contains(node) {
      var found = found[node, default: Found()]
      try found.counts.add(elements, as: role)
      if role != .statistics {
        found.bytes = try found.bytes + elements * Dim(usualType.bytes)
      }
      self.found[node] = found
    }
  }

  private mutating func mark() throws(ArithmeticError) {
    for index in translator.made.constants {
      guard case .constant(let constant) = translator.made[index].operation else { continue }
      try mark(index, constant, found[index] ?? Found(), deviating.contains(index))
    }
    for index in deviating.union(found.keys).subtracting(translator.made.constants) {
      let found = found[index] ?? Found()
      let isDeviating = deviating.contains(index)
      translator.made[index].stored = StoredNumbers(
        counts: isDeviating ? found.counts : nil,
        bytes: isDeviating && !found.hasUsualBytes ? found.bytes : nil, tensors: found.tensors)
    }
  }

  /// A constant is learned if it is made of learned numbers.
  private func mark(
    _ index: Int, _ constant: Constant, _ found: Found, _ isDeviating: Bool
  ) throws(ArithmeticError) {
    var constant = constant
    if found.learned != 0 {
      constant.isLearned = true
      constant.learnedElements =
        try constant.shape.elements() == found.learned ? nil : found.learned
      translator.made[index].operation = .constant(constant)
      let isPlain = !isDeviating && found.counts.constants == 0
      if isPlain && found.tensors.isEmpty { return }
      translator.made[index].stored = StoredNumbers(
        counts: isPlain ? nil : found.counts, bytes: found.hasUsualBytes ? nil : found.bytes,
        tensors: found.tensors)
      return
    }
    translator.made[index].stored = StoredNumbers(counts: found.counts, tensors: found.tensors)
  }
}

extension ParameterCounts {
  fileprivate mutating func add(
    _ elements: Dim, as role: SharedWeights.Role
  ) throws(ArithmeticError) {
    switch role {
    case .weights: weights = try weights + elements
    case .biases: biases = try biases + elements
    case .scale: normAffine = try normAffine + elements
    case .shift:
      normAffine = try normAffine + elements
      normShifts = try normShifts + elements
    case .statistics: runningStatistics = try runningStatistics + elements
    }
  }
}
