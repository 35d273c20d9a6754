extension Graph {
  /// What makes these values, and nothing else: their layers and inputs, and those before them.
  ///
  /// Its numbers are those of a network of its own. Stored tensors that no node has as a value are dropped where layers
  /// are: nobody knows whose they were.
  /// - Throws: a `Diagnostic` for an output that there is not.
  /// - Complexity: O(nodes + edges).
  public func cut(to outputs: [Output]) throws(Diagnostic) -> Graph {
    for output in outputs {
      do throws(Problem) { try GraphValidation.check(output.value, among: nodes) } catch {
        throw Diagnostic(.node(name: output.name, kind: "output"), error)
      }
    }
    var isNeeded = [Bool](repeating: false, count: nodes.count)
    for output in outputs { isNeeded[output.value.node] = true }
    for index in nodes.indices.reversed() where isNeeded[index] {
      for input in nodes[index].inputs { isNeeded[input.node] = true }
    }
    var places = [Int](repeating: 0, count: nodes.count)
    var kept: [Node] = []
    for index in nodes.indices where isNeeded[index] {
      places[index] = kept.count
      var node = nodes[index]
      node.inputs = node.inputs.map { $0.moved(by: places) }
      kept.append(node)
    }
    return try Graph(
      name: name, nodes: kept,
      outputs: outputs.map { Output(name: $0.name, value: $0.value.moved(by: places)) },
      hasBatch: hasBatch, conditions: conditions, elementType: elementType,
      looseTensors: kept.count == nodes.count ? looseTensors : []
    ).calling(sizes: sizeNames)
  }

  /// The values of this name: those of a layer, of a file's value, the result, those that a module hands on;
  /// "split#1" is the layer's second.
  /// - Throws: a `Diagnostic` that suggests the nearest name.
  public func outputs(named name: String) throws(Diagnostic) -> [Output] {
    if let index = index(named: name) { return outputs(of: index, called: name) }
    if let output = outputs.first(where: { $0.name == name }) { return [output] }
    if let index = index(alias: name) { return outputs(of: index, called: name) }
    if let value = numbered(name) { return [Output(name: name, value: value)] }
    let handedOn = outputs(ofModule: name)
    if !handedOn.isEmpty { return handedOn }
    throw Diagnostic(.graph, .unknownNode(name, suggestion: nearest(to: name)))
  }

  private func outputs(of node: Int, called name: String) -> [Output] {
    (0..<nodes[node].shared.outputCount).map { output in
      Output(
        name: output == 0 ? name : "\(name)#\(output)",
        value: ValueReference(node: node, output: output))
    }
  }

  /// What layers after a module read of it, and its results; those of its last layer where there are none.
  private func outputs(ofModule name: String) -> [Output] {
    let start = name + "."
    let isInside = nodes.map { $0.name.hasPrefix(start) }
    guard let last = isInside.lastIndex(of: true) else { return [] }
    var values: Set<ValueReference> = []
    for index in nodes.indices where !isInside[index] {
      values.formUnion(nodes[index].inputs.filter { isInside[$0.node] })
    }
    values.formUnion(outputs.map(\.value).filter { isInside[$0.node] })
    if values.count < 2 {
      return values.first.map { [Output(name: name, value: $0)] } ?? outputs(of: last, called: name)
    }
    let sorted = values.sorted { ($0.node, $0.output) < ($1.node, $1.output) }
    return sorted.map { value in
      let layer = nodes[value.node].name
      return Output(name: value.output == 0 ? layer : "\(layer)#\(value.output)", value: value)
    }
  }

  /// "split#1", as documents of graphs have it.
  private func numbered(_ name: String) -> ValueReference? {
    guard let mark = name.lastIndex(of: "#"), let output = Int(name[name.index(after: mark)...]),
      let node = index(named: String(name[..<mark])) ?? index(alias: String(name[..<mark])),
      (0..<nodes[node].shared.outputCount).contains(output)
    else { return nil }
    return ValueReference(node: node, output: output)
  }

  private func nearest(to name: String) -> String? {
    let own = nodes.flatMap { [$0.name] + $0.aliases } + outputs.map(\.name)
    if let nearest = NearestName.suggestion(for: name, among: own) { return nearest }
    var modules: Set<String> = []
    for node in nodes {
      var module = node.name[...]
      while let dot = module.lastIndex(of: ".") {
        module = module[..<dot]
        if !modules.insert(String(module)).inserted { break }
      }
    }
    return NearestName.suggestion(for: name, among: modules.sorted())
  }
}

extension ValueReference {
  /// The same value among other nodes.
  fileprivate func moved(by places: [Int]) -> ValueReference {
    ValueReference(node: places[node], output: output)
  }
}
