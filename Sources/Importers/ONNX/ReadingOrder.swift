/// The order in which nodes can be read: that of the file, which the format demands to be fine, or
/// another where a writer didn't keep to that.
enum ReadingOrder {
  /// - Complexity: O(nodes + edges).
  static func order(
    of list: NodeList, defined: (Int) -> Bool, in translator: Translator
  ) throws(ONNXError) -> [Int] {
    var producers: [Int: Int] = [:]
    producers.reserveCapacity(list.count)
    var isSorted = true
    for (index, node) in list.nodes.enumerated() {
      for input in list.inputs(of: node)
      where input >= 0 && isSorted && producers[input] == nil && !defined(input) {
        isSorted = false
      }
      for output in list.outputs(of: node) where output >= 0 { producers[output] = index }
    }
    return isSorted ? Array(list.nodes.indices) : try sort(list, producers, translator)
  }

  /// Depth-first with a stack of its own: each node after those whose values it reads.
  private static func sort(
    _ list: NodeList, _ producers: [Int: Int], _ translator: Translator
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
        case .open: throw ONNXError(.file, .cycle(translator.text(name)))
        }
      }
    }
    return order
  }
}
