public import ConvArithmetic
public import LayerGraph

/// Everything there is to know about a network without running it: a plain value.
public struct Report: Sendable {
  public let graph: Graph
  public let options: Options
  /// The input nodes' indices in `layers`.
  public let inputs: [Int]
  /// The values that the fields look at: the inputs, unless asked otherwise, as many as fields are kept on.
  public let sources: [ValueReference]
  /// The dimensions of each source that fields are told along.
  public let axes: [SourceAxes]
  /// The same of each input.
  public let axesOfInputs: [SourceAxes]
  /// The inputs after these, on which no fields are kept: what depends on them is too much together. Most networks
  /// have none. `lookingAt` tells of any of them.
  public let sourcesLeftOut: [ValueReference]
  /// How many steps through connections the fields on all sources may take together: some for each connection of the
  /// network. The last sources are left out from where it would be more.
  public let stepLimit: Int
  /// One for each node, in execution order.
  public let layers: [LayerReport]
  /// One for each name that several layers share ("layer1", "layer1.0"), in order of first use.
  public let modules: [ModuleReport]
  public let total: Totals
  /// What must hold for the open sizes so that all this is right.
  public let requirements: [Requirement]
  /// What holds of the open sizes where the requirements do, and what was promised. Layers early in the network were
  /// looked at before later ones required anything: ⌊H/8⌋ is H/8 where H % 16 = 0 turned out to be needed.
  public let known: Assumptions
  /// Where the facts came from; verification asks it about narrower and longer networks of the kind.
  package let rules: RuleBook
  /// The modules' numbers by name.
  private let moduleNames: NameTable

  /// What the user may choose.
  public struct Options: Hashable, Sendable {
    /// Promises about open sizes.
    public var assumptions: Assumptions
    /// How all numbers are stored; nil: as the network says.
    public var elementType: ElementType?
    /// Whether unknown operators pass, making everything after them unknown.
    public var allowsOpaque: Bool
    /// What the dimensions of inputs are, each for the inputs of its rank.
    public var layouts: [Layout]
    /// The same of inputs by name, before those by rank.
    public var layoutsByName: [String: Layout]
    /// Whether other axes are those along which windows move and places are told apart; N×C×… where not.
    public var findsAxes: Bool

    public init(
      assumptions: Assumptions = .none, elementType: ElementType? = nil,
      allowsOpaque: Bool = false, layouts: [Layout] = [],
      layoutsByName: [String: Layout] = [:], findsAxes: Bool = true
    ) {
      self.assumptions = assumptions
      self.elementType = elementType
      self.allowsOpaque = allowsOpaque
      self.layouts = layouts
      self.layoutsByName = layoutsByName
      self.findsAxes = findsAxes
    }

    func layout(of input: String, rank: Int) -> Layout? {
      if let layout = layoutsByName[input], layout.rank == rank { return layout }
      return layouts.first { $0.rank == rank }
    }
  }

  /// Analyses a network.
  /// - Throws: a `Diagnostic` that names the layer whose input does not fit it.
  /// - Complexity: O(nodes + edges), however many inputs there are; weights and activations are never touched.
  public init(of graph: Graph, options: Options = Options()) throws(Diagnostic) {
    try self.init(
      of: graph, options: options, sources: graph.inputs.map { ValueReference(node: $0) })
  }

  /// As above, with the fields looking at other values than the inputs.
  init(
    of graph: Graph, options: Options, sources: [ValueReference],
    rules: RuleBook? = nil, axesOfInputs axes: [SourceAxes]? = nil
  ) throws(Diagnostic) {
    let graph = graph.assuming(options.assumptions)
    let limit = SourceLimit(of: graph)
    let kept = limit.count(of: sources)
    let walk = try GraphWalk(graph, options: options, rules: rules)
    var axesPass = AxesPass(graph, walk.layers, options, limit)
    let inputs = graph.inputs.map { ValueReference(node: $0) }
    axesOfInputs = axes ?? inputs.map { axesPass.axes(of: $0) }
    self.axes =
      sources == inputs
      ? Array(axesOfInputs.prefix(kept)) : sources.prefix(kept).map { axesPass.axes(of: $0) }
    let fields = FieldWalk(
      graph, walk, sources: Array(sources.prefix(kept)), axes: self.axes)
    self.graph = graph
    self.rules = rules ?? { $0.operation.rules }
    self.options = options
    self.sources = Array(sources.prefix(kept))
    sourcesLeftOut = Array(sources.dropFirst(kept))
    stepLimit = limit.steps
    self.inputs = graph.inputs
    layers = fields.layers
    requirements = walk.requirements
    known = walk.known
    (modules, moduleNames) = ModulePass.modules(of: layers)
    total = TotalPass.totals(of: layers, graph: graph, options: options)
  }

  /// The layer of this name, or the last layer of the module of this name; see `index(of:)`.
  public subscript(_ name: String) -> LayerReport? { index(of: name).map { layers[$0] } }

  /// Whether the fields look at the network's inputs, as they do unless asked otherwise.
  public var looksAtInputs: Bool {
    inputs.elementsEqual((sources + sourcesLeftOut).map(\.node))
  }

  /// The index of the layer of this name, of the layer that a file knows by this name, or of the last layer
  /// of the module of this name.
  public func index(of name: String) -> Int? {
    graph.index(named: name) ?? graph.index(alias: name) ?? lastLayer(ofModule: name)
  }

  private func lastLayer(ofModule name: String) -> Int? {
    let number = moduleNames.number(hash: NameHash.of(name)) { modules[$0].name == name }
    return number.flatMap { modules[$0].layers.last }
  }

  /// As `index(of:)`, with an error that suggests the nearest name.
  public func requireIndex(of name: String) throws(Diagnostic) -> Int {
    if let index = index(of: name) { return index }
    let names = layers.map(\.name) + modules.map(\.name)
    let nearest = NearestName.suggestion(for: name, among: names)
    throw Diagnostic(.graph, .unknownNode(name, suggestion: nearest))
  }
}

/// The rules of each node. Tests put in a corrupted one, to see that verification finds it.
package typealias RuleBook = @Sendable (Node) -> any OperatorRules

extension Report {
  /// A report by other rules than the operators' own.
  /// - Parameter axes: those of the inputs, where they are known from a network like this one.
  package init(
    of graph: Graph, options: Options = Options(), rules: @escaping RuleBook,
    axesOfInputs axes: [SourceAxes]? = nil
  ) throws(Diagnostic) {
    try self.init(
      of: graph, options: options, sources: graph.inputs.map { ValueReference(node: $0) },
      rules: rules, axesOfInputs: axes)
  }
}

extension Graph {
  /// The whole analysis of this network.
  public func report(_ options: Report.Options = Report.Options()) throws(Diagnostic) -> Report {
    try Report(of: self, options: options)
  }
}
