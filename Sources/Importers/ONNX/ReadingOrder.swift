/// The order in which nodes can be read: that of the file, which the format demands to be fine, or
/// another where a writer didn't keep to that.
enum ReadingOrder {
  /// - Complexity: O(nodes + edges).
  static func order(
    of list: NodeList, defined: (Int) -> Bool, in translator: Translator
  ) throws(ONNXError) -> [Int] {
    var made: Set<Int32> = []
    made.reserveCapacity(list.count)
    for node in list.nodes {
      for input in list.inputs(of: node)
      where input >= 0 && !made.contains(input) && !defined(Int(input)) {
        return try sort(list, producers(list), translator)
      }
      for output in list.outputs(of: node) { made.insert(output) }
    }
    return Array(list.nodes.indices)
  }

  private static func producers(_ list: NodeList) -> [Int32: Int] {
    var producers: [Int32: Int] = [:]
    for (index, node) in list.nodes.enumerated() {
      for output in list.outputs(of: node) where output >= 0 { producers[output] = index }
    }
    return producers
  }

  /// Depth-first with a stack of its own: each node after those whose values it reads.
  private static func sort(
    _ list: NodeList, _ producers: [Int32: Int], _ translator: Translator
  ) throws(ONNXError) -> [Int] {
    enum Mark { case new, open, done }
    var marks = [Mark](repeating: .new, count: list.count)
    var order: [Int] = []
    for root in list.nodes.indices where marks[root] == .new {
      var path = [(node: root, next: 0)]
      marks[root] = .open
      while let (index, next) = path.last {
        let inputs = list.inputs(of: list.nodes[index])
        guard next < inputs.count else {
          marks[index] = .done
          order.append(index)
          path.removeLast()
          continue
        }
        path[path.count - 1].next += 1
        let name = inputs[inputs.index(inputs.startIndex, offsetBy: next)]
        guard name >= 0, let producer = producers[name] else { continue }
        switch marks[producer] {
        case .done: continue
        case .new:
          marks[producer] = .open
          path.append((producer, 0))
        case .open: throw ONNXError(.file, .cycle(translator.text(Int(name))))
        }
      }
    }
    return order
  }
}
