import LayerGraph

/// Makes a graph of a document.
struct JSONGraphReader {
  let document: JSONDocument
  /// The default, until the document says otherwise.
  var name: String
  /// The names of the nodes and where they stand.
  private(set) var places: [(name: String, range: Range<Int>)] = []
  /// The names of the outputs and where their values stand.
  private(set) var outputPlaces: [(name: String, range: Range<Int>)] = []
  /// The nodes by name.
  private var indices: [String: Int] = [:]

  init(document: JSONDocument, name: String) {
    self.document = document
    self.name = name
  }

  mutating func graph() throws(GraphJSONError) -> Graph {
    try checkSchema()
    let tokens = try topLevel()
    if let token = tokens[.name] { name = try setting(.name, token) }
    var hasBatch = false
    if let token = tokens[.hasBatch] { hasBatch = try setting(.hasBatch, token) }
    var conditions: [Requirement] = []
    if let token = tokens[.conditions] { conditions = try setting(.conditions, token) }
    var elementType = LayerGraph.ElementType.float32
    if let token = tokens[.elementType] { elementType = try setting(.elementType, token) }
    var looseTensors: [StoredTensor] = []
    if let token = tokens[.looseTensors] { looseTensors = try setting(.looseTensors, token) }
    let nodes = try nodes(in: list(.nodes, tokens))
    let outputs = try outputs(in: list(.outputs, tokens))
    do throws(Diagnostic) {
      return try Graph(
        name: name, nodes: nodes, outputs: outputs, hasBatch: hasBatch, conditions: conditions,
        elementType: elementType, looseTensors: looseTensors)
    } catch {
      throw placed(error, tokens)
    }
  }

  private mutating func nodes(in list: Int) throws(GraphJSONError) -> [Node] {
    var coded: [CodedNode] = []
    try document.forEachItem(of: list) { token throws(GraphJSONError) in
      let value = try value(of: token)
      let node = try withPlaces { () throws(CodingFault) in try CodedNode(coded: value) }
      let range = document.range(at: node.name.place)
      if let first = indices.updateValue(coded.count, forKey: node.name.value) {
        let line = TextPlace(
          of: places[first].range, in: String(decoding: document.bytes, as: UTF8.self)
        ).line
        throw error(.nameRepeated(node.name.value, firstLine: line), range)
      }
      coded.append(node)
      places.append((node.name.value, range))
    }
    var nodes: [Node] = []
    nodes.reserveCapacity(coded.count)
    var pool = OperatorPool()
    for node in coded {
      var inputs: [ValueReference] = []
      for input in node.inputs { inputs.append(try reference(input)) }
      var node = node.node(reading: inputs)
      node.shared = pool.shared(node.operation)
      nodes.append(node)
    }
    return nodes
  }

  private mutating func outputs(in list: Int) throws(GraphJSONError) -> [Graph.Output] {
    var outputs: [Graph.Output] = []
    try document.forEachItem(of: list) { token throws(GraphJSONError) in
      let value = try value(of: token)
      let coded = try withPlaces { () throws(CodingFault) in try CodedOutput(coded: value) }
      outputs.append(Graph.Output(name: coded.name, value: try reference(coded.value)))
      outputPlaces.append((coded.name, document.range(at: coded.value.place)))
    }
    return outputs
  }

  private func reference(
    _ reference: CodedReference
  ) throws(GraphJSONError) -> ValueReference {
    guard let node = indices[reference.node] else {
      let nearest = NearestName.suggestion(for: reference.node, among: places.lazy.map(\.name))
      throw error(
        .unknownNode(reference.node, suggestion: nearest.map { CodedReference.text($0) }),
        document.range(at: reference.place))
    }
    return ValueReference(node: node, output: reference.output)
  }
}
