import LayerGraph

/// What the operators of a file become, looked up once for each name.
struct OperatorTable {
  final class Entry {
    let name: String
    let handler: Translator.Handler?
    /// The functions of the file that are called so, in whatever domain.
    let functions: [Int]
    /// How what it makes is stored.
    let resultType: ResultType
    /// What the last node became.
    var recent: SharedOperator?

    init(_ name: String, functions: [Int]) {
      self.name = name
      self.functions = functions
      handler = Translator.handlers[name]
      resultType = ResultType(of: name)
    }
  }

  private var entries: [Entry] = []
  /// Where the operators are among the entries, by the numbers of their names.
  private var places: [Int32]

  init(_ lists: [NodeList], _ functions: [FunctionRecord], names: Int, text: (Int) -> String) {
    places = Array(repeating: -1, count: names)
    var known: [String: [Int]] = [:]
    for (index, function) in functions.enumerated() { known[function.name, default: []] += [index] }
    for list in lists {
      for node in list.nodes where node.operation >= 0 && places[node.operation] < 0 {
        let name = text(node.operation)
        places[node.operation] = Int32(truncatingIfNeeded: entries.count)
        entries.append(Entry(name, functions: known[name] ?? []))
      }
    }
  }

  /// - Parameter name: the number of an operator's name that stands in a node.
  subscript(_ name: Int) -> Entry { entries[Int(places[name])] }
}
