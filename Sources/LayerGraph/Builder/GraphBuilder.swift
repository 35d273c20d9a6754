/// Writes a graph down layer by layer.
///
///     let network = GraphBuilder("tiny")
///     let image = network.input(3, 32, 32)
///     let features = image.conv(16, 3, padding: 1).relu().maxPool(2)
///     let graph = try network.build(output: features.globalAveragePool().flatten().linear(10))
///
/// Nothing is computed here: mistakes are found by `build` and by the analyses.
public final class GraphBuilder {
  public let name: String
  private var nodes: [Node] = []
  private var operators = OperatorPool()
  private var scopes: [String] = []
  private var used: [String: Int] = [:]
  private var counters: [String: Int] = [:]

  /// The first use of a value that another builder made; refused by `build`.
  private var misuse: Diagnostic?

  public init(_ name: String) { self.name = name }

  /// Puts the names of all layers that `body` adds below `name`.
  public func scope<Result>(_ name: String, _ body: () throws -> Result) rethrows -> Result {
    scopes.append(name)
    defer { scopes.removeLast() }
    return try body()
  }

  /// Adds a layer. Without a name it is called after its kind and numbered; a name that is taken gets
  /// "_1", "_2", …
  public func add(
    _ operation: Operator, to inputs: [Value], named name: String? = nil,
    sharedWeights: SharedWeights? = nil
  ) -> Value {
    let node = Node(
      name: uniqueName(name ?? numbered(operation.kind)), shared: operators.shared(operation),
      inputs: inputs.map(\.reference), sharedWeights: sharedWeights)
    for input in inputs where input.builder !== self && misuse == nil {
      misuse = Diagnostic(node.location, .foreignValue(network: input.builder.name))
    }
    nodes.append(node)
    return Value(builder: self, reference: ValueReference(node: nodes.count - 1))
  }

  /// The finished graph with one output.
  public func build(output: Value, hasBatch: Bool = false) throws(Diagnostic) -> Graph {
    try build(outputs: [("output", output)], hasBatch: hasBatch)
  }

  /// The finished graph with several named outputs.
  public func build(
    outputs: [(name: String, value: Value)], hasBatch: Bool = false
  ) throws(Diagnostic) -> Graph {
    if let misuse { throw misuse }
    for output in outputs where output.value.builder !== self {
      throw Diagnostic(
        .node(name: output.name, kind: "output"),
        .foreignValue(network: output.value.builder.name))
    }
    return try Graph(
      name: name, nodes: nodes,
      outputs: outputs.map { Graph.Output(name: $0.name, value: $0.value.reference) },
      hasBatch: hasBatch)
  }

  private func numbered(_ kind: String) -> String {
    let stem = kind.replacing(" ", with: "_")
    let path = (scopes + [stem]).joined(separator: ".")
    counters[path, default: 0] += 1
    return stem + "\(counters[path] ?? 1)"
  }

  private func uniqueName(_ leaf: String) -> String {
    let path = (scopes + [leaf]).joined(separator: ".")
    guard let count = used[path] else {
      used[path] = 0
      return path
    }
    var next = count + 1
    while used["\(path)_\(next)"] != nil { next += 1 }
    used[path] = next
    used["\(path)_\(next)"] = 0
    return "\(path)_\(next)"
  }
}

/// A value in a network under construction: layers are added by calling them on it.
public struct Value {
  public let builder: GraphBuilder
  public let reference: ValueReference

  init(builder: GraphBuilder, reference: ValueReference) {
    self.builder = builder
    self.reference = reference
  }

  /// Adds any operator that reads this value, and others after it.
  public func then(
    _ operation: Operator, with others: [Value] = [], named name: String? = nil,
    sharedWeights: SharedWeights? = nil
  ) -> Value {
    builder.add(operation, to: [self] + others, named: name, sharedWeights: sharedWeights)
  }

  /// Another output of the node that made this value.
  public func output(_ index: Int) -> Value {
    Value(
      builder: builder, reference: ValueReference(node: reference.node, output: index))
  }
}
