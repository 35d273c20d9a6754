/// Everything about a graph that can be checked before any size is known, but for cycles.
enum GraphValidation {
  static func check(
    nodes: [Node], outputs: [Graph.Output], areNamesUnique: Bool
  ) throws(Diagnostic) {
    if nodes.isEmpty { throw Diagnostic(.graph, .noNodes) }
    if outputs.isEmpty { throw Diagnostic(.graph, .noOutput) }
    if !areNamesUnique { try checkNames(nodes) }
    for index in nodes.indices { try check(index, of: nodes) }
    for output in outputs {
      do throws(Problem) { try check(output.value, among: nodes) } catch {
        throw Diagnostic(.node(name: output.name, kind: "output"), error)
      }
    }
  }

  private static func checkNames(_ nodes: [Node]) throws(Diagnostic) {
    if let empty = nodes.firstIndex(where: \.name.isEmpty) {
      throw Diagnostic(.graph, .emptyName(layer: empty, kind: nodes[empty].operation.kind))
    }
    if let index = duplicate(nodes) {
      throw Diagnostic(nodes[index].location, .duplicateName(nodes[index].name))
    }
  }

  /// The first node that has the name of one before it.
  private static func duplicate(_ nodes: [Node]) -> Int? {
    var table = NameTable(minimumCapacity: nodes.count)
    for index in nodes.indices {
      let name = nodes[index].name
      // Letters with marks can be written in several ways, which only strings know to be the same.
      guard name.utf8.allSatisfy({ $0 < 0x80 }) else { return duplicateText(nodes) }
      if !table.insert(hash: NameHash.of(name), isEqual: { nodes[$0].name == name }).isNew {
        return index
      }
    }
    return nil
  }

  private static func duplicateText(_ nodes: [Node]) -> Int? {
    var seen = Set<String>(minimumCapacity: nodes.count)
    return nodes.firstIndex { !seen.insert($0.name).inserted }
  }

  private static func check(_ index: Int, of nodes: [Node]) throws(Diagnostic) {
    do throws(Problem) {
      let (inputs, operation) = (nodes[index].inputs, nodes[index].shared)
      if !operation.arity.contains(inputs.count) {
        throw .arity(given: inputs.count, allowed: operation.arity)
      }
      for input in inputs { try check(input, among: nodes) }
      if let problem = operation.problem { throw problem }
    } catch {
      throw Diagnostic(nodes[index].location, error)
    }
  }

  private static func check(
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
