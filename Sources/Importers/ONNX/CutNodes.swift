import LayerGraph

/// The nodes that some values are computed from; the others of the graph are not read.
struct CutNodes {
  private let isNeeded: [Bool]

  /// Whether a node of the graph's list is read.
  func needs(_ index: Int) -> Bool { isNeeded[index] }

  /// - Complexity: O(nodes + edges).
  init(_ list: NodeList, to outputs: [ValueRecord], _ translator: Translator) {
    var producers: [Int32: Int] = [:]
    for (index, node) in list.nodes.enumerated() {
      for output in list.outputs(of: node) where output >= 0 { producers[output] = index }
    }
    var isNeeded = [Bool](repeating: false, count: list.count)
    var open = outputs.compactMap { producers[Int32(truncatingIfNeeded: $0.name)] }
    while let index = open.popLast() {
      if isNeeded[index] { continue }
      isNeeded[index] = true
      // The body of a branch or a loop reads values of the graph around it by name: all may be needed.
      if Self.withBodies.contains(translator.text(list.nodes[index].operation)) {
        isNeeded = Array(repeating: true, count: list.count)
        break
      }
      open += list.inputs(of: list.nodes[index]).compactMap { producers[$0] }
    }
    self.isNeeded = isNeeded
  }

  private static let withBodies: Set<String> = ["If", "Loop", "Scan", "SequenceMap"]
}

extension ONNXFile {
  /// Whether the file has a value or a node of this name.
  package func knows(_ name: String) -> Bool { (try? outputs(named: [name])) != nil }

  /// Values as results, by their names or by those of the nodes that make them.
  /// - Throws: for a name that the file doesn't have.
  func outputs(named wanted: [String]) throws(ONNXError) -> [ValueRecord] {
    var outputs: [ValueRecord] = []
    for name in wanted {
      let found = value(named: name).map { [$0] } ?? values(ofNode: name)
      if found.isEmpty { throw ONNXError(.file, .noSuchValue(name)) }
      for number in found where !outputs.contains(where: { $0.name == number }) {
        outputs.append(ValueRecord(name: number))
      }
    }
    return outputs
  }

  /// The number of the name of a value that a node makes or that the graph is given.
  private func value(named name: String) -> Int? {
    var text = name
    let number = text.withUTF8 { letters in
      let letters = UnsafeRawBufferPointer(letters)
      return names.number(hash: NameHash.of(letters)) { $0.isEqual(to: letters) }
    }
    guard let number, let graph = record.graph else { return nil }
    let isValue =
      graph.nodes.made.contains { Int($0) == number } || graph.inputs.contains { $0.name == number }
    return isValue ? number : nil
  }

  /// The numbers of the names of what a node makes.
  private func values(ofNode name: String) -> [Int] {
    guard let graph = record.graph, !name.isEmpty else { return [] }
    let node = graph.nodes.nodes.first { !$0.name.isEmpty && text($0.name) == name }
    return node.map { graph.nodes.outputs(of: $0).map(Int.init).filter { $0 >= 0 } } ?? []
  }

  private func text(_ place: Range<Int>) -> String {
    UnsafeRawBufferPointer(rebasing: bytes[place]).text
  }
}
