/// The values of the graph, of one call of a function or of a branch, by the numbers of their names.
struct Frame {
  /// The graph's own: one place for each name there is.
  private var table: [TensorValue?]
  /// A function's few.
  private var few: [Int: TensorValue] = [:]
  /// What the newest node reads, and behind it what is left of those before it: one list for all nodes.
  private var inputs: [TensorValue?] = []
  /// That around a branch; one at most.
  private let outer: [Frame]
  let scope: Scope

  /// The graph's.
  init(names: Int, opsets: [String: Int]) {
    table = Array(repeating: nil, count: names)
    outer = []
    scope = Scope(prefix: 0, attributes: nil, opsets: opsets)
  }

  /// A function's.
  init(_ scope: Scope) {
    table = []
    outer = []
    self.scope = scope
  }

  /// A branch's, whose nodes read those of the frame around it too.
  init(inside outer: Frame) {
    table = []
    self.outer = [outer]
    scope = outer.scope
  }

  subscript(_ name: Int) -> TensorValue? {
    get {
      if table.isEmpty { return few[name] ?? outer.first?[name] }
      return table.indices.contains(name) ? table[name] : nil
    }
    set {
      if table.isEmpty {
        few[name] = newValue
      } else if table.indices.contains(name) {
        table[name] = newValue
      }
    }
  }

  /// Gives a name its value; false when it has one.
  mutating func define(_ name: Int, _ value: TensorValue) -> Bool {
    if table.isEmpty {
      if few[name] != nil { return false }
      few[name] = value
    } else {
      guard table.indices.contains(name) else { return true }
      if table[name] != nil { return false }
      table[name] = value
    }
    return true
  }

  /// The values that a node reads, nil where one is left out; and the first name without a value.
  mutating func inputs(
    of node: NodeRecord, in list: NodeList
  ) -> (values: ArraySlice<TensorValue?>, missing: Int?) {
    var count = 0
    for place in node.inputs {
      let name = Int(list.read[place])
      var value: TensorValue?
      if name != NodeList.absent {
        value = self[name]
        if value == nil { return ([], name) }
      }
      if count < inputs.count { inputs[count] = value } else { inputs.append(value) }
      count += 1
    }
    return (inputs[..<count], nil)
  }

  /// All values, with the numbers of their names.
  var all: [(name: Int, value: TensorValue)] {
    table.enumerated().compactMap { name, value in value.map { (name, $0) } }
  }
}

/// What holds for all nodes of the graph, or of one call of a function.
struct Scope {
  /// The number of the call that this is, among `Translator.prefixes`.
  let prefix: Int
  /// The messages of the call's, by their names.
  let attributes: [String: Range<Int>]?
  let opsets: [String: Int]
  /// That of ONNX's own operators.
  let version: Int

  init(prefix: Int, attributes: [String: Range<Int>]?, opsets: [String: Int]) {
    self.prefix = prefix
    self.attributes = attributes
    self.opsets = opsets
    version = opsets[""] ?? 0
  }
}
