/// The order in which nodes can be read: that of the file, which the format demands to be fine, or
/// another where a writer didn't keep to that.
struct ReadingOrder {
  /// In which list each name was last made, by the number of the name: the lists are counted as they come.
  private var made: [Int32]
  private var round: Int32 = 0

  init(names: Int) { made = Array(repeating: 0, count: names) }

  /// - Complexity: O(nodes + edges).
  mutating func order(
    ofList number: Int, in frame: Frame, _ translator: Translator
  ) throws(ONNXError) -> [Int] {
    round += 1
    let list = translator.lists[number]
    let holdsGraphs = !translator.file.subgraphs.isEmpty
    for (index, node) in list.nodes.enumerated() {
      for place in node.inputs {
        let input = Int(list.read[place])
        if input >= 0, made[input] != round, frame[input] == nil {
          return try Self.sort(number, Self.producers(list), translator)
        }
      }
      if holdsGraphs {
        for name in translator.file.subgraphs.outerNames(ofNode: index, inList: number)
        where made[Int(name)] != round && frame[Int(name)] == nil {
          return try Self.sort(number, Self.producers(list), translator)
        }
      }
      for place in node.outputs where list.made[place] >= 0 {
        made[Int(list.made[place])] = round
      }
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
    _ number: Int, _ producers: [Int32: Int], _ translator: Translator
  ) throws(ONNXError) -> [Int] {
    enum Mark { case new, open, done }
    let list = translator.lists[number]
    var marks = [Mark](repeating: .new, count: list.count)
    var order: [Int] = []
    for root in list.nodes.indices where marks[root] == .new {
      var path = [(node: root, next: 0)]
      marks[root] = .open
      while let (index, next) = path.last {
        let inputs = list.inputs(of: list.nodes[index])
        let inner = translator.file.subgraphs.outerNames(ofNode: index, inList: number)
        guard next < inputs.count + inner.count else {
          marks[index] = .done
          order.append(index)
          path.removeLast()
          continue
        }
        path[path.count - 1].next += 1
        let name =
          next < inputs.count ? inputs[inputs.startIndex + next] : inner[next - inputs.count]
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
