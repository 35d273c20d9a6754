/// Everything about a graph that can be checked before any size is known, but for cycles.
enum GraphValidation {
  /// - Parameter names: those of the nodes by their indices, where somebody saw to it that no two are equal,
  ///   and no two aliases.
  /// - Returns: the same, or as found here.
  static func check(
    nodes: [Node], outputs: [Graph.Output], names: NameTable?
  ) throws(Diagnostic) -> NameTable {
    if nodes.isEmpty { throw Diagnostic(.graph, .noNodes) }
    if outputs.isEmpty { throw Diagnostic(.graph, .noOutput) }
    let table: NameTable
    if let names {
      table = names
    } else {
      table = try checkedNames(of: nodes)
      try checkAliases(of: nodes)
    }
    var further = 0
    for index in nodes.indices {
      try check(index, of: nodes)
      further += nodes[index].shared.outputCount - 1
      if further > Graph.maximumFurtherOutputs {
        throw Diagnostic(
          nodes[index].location,
          .tooManyOutputs(further, greatest: Graph.maximumFurtherOutputs))
      }
    }
    for output in outputs {
      do throws(Problem) { try check(output.value, among: nodes) } catch {
        throw Diagnostic(.node(name: output.name, kind: "output"), error)
      }
    }
    return table
  }

  /// The names by the nodes' indices. No two may be equal.
  static func table(of nodes: [Node]) -> NameTable {
    var table = NameTable(minimumCapacity: nodes.count)
    for node in nodes { _ = table.insert(hash: NameHash.of(node.name)) { _ in false } }
    return table
  }

  private static func checkedNames(of nodes: [Node]) throws(Diagnostic) -> NameTable {
    if let empty = nodes.firstIndex(where: \.name.isEmpty) {
      throw Diagnostic(.graph, .emptyName(layer: empty, kind: nodes[empty].operation.kind))
    }
    var table = NameTable(minimumCapacity: nodes.count)
    for index in nodes.indices {
      let name = nodes[index].name
      // Letters with marks can be written in several ways, which only strings know to be the same.
      guard name.utf8.allSatisfy({ $0 < 0x80 }) else {
        try checkText(of: nodes)
        return self.table(of: nodes)
      }
      if !table.insert(hash: NameHash.of(name), isEqual: { nodes[$0].name == name }).isNew {
        throw Diagnostic(nodes[index].location, .duplicateName(name))
      }
    }
    return table
  }

  /// Refuses the first node that has the name of one before it.
  private static func checkText(of nodes: [Node]) throws(Diagnostic) {
    var seen = Set<String>(minimumCapacity: nodes.count)
    for node in nodes where !seen.insert(node.name).inserted {
      throw Diagnostic(node.location, .duplicateName(node.name))
    }
  }

  /// Refuses the first node with an alias of one before it: it would be anybody's guess which is meant.
  private static func checkAliases(of nodes: [Node]) throws(Diagnostic) {
    var owners: [String: Int] = [:]
    for (index, node) in nodes.enumerated() {
      for alias in node.aliases {
        if let other = owners.updateValue(index, forKey: alias), other != index {
          throw Diagnostic(node.location, .duplicateAlias(alias, of: nodes[other].name))
        }
      }
    }
  }

  private static func check(_ index: Int, of nodes: [Node]) throws(Diagnostic) {
    do throws(Problem) {
      let (inputs, operation) = (nodes[index].inputs, nodes[index].shared)
      try nodes[index].stored?.validate()
      if !operation.arity.contains(inputs.count) {
        throw .arity(given: inputs.count, allowed: operation.arity)
      }
      for input in inputs { try check(input, among: nodes) }
      if let problem = operation.problem { throw problem }
    } catch {
      throw Diagnostic(nodes[index].location, error)
    }
  }

  /// Refuses a reference to nothing.
  static func check(
    _ reference: ValueReference, among nodes: [Node]
  ) throws(Problem) {
    guard nodes.indices.contains(reference.node) else {
      throw .inputMissing(reference.node, count: nodes.count)
    }
    // Almost every reference is to the first output; only the others need to know how many there are.
    guard reference.output != 0 else { return }
    let count = nodes[reference.node].shared.outputCount
    guard reference.output > 0, reference.output < count else {
      throw .outputMissing(node: nodes[reference.node].name, output: reference.output, count: count)
    }
  }
}
