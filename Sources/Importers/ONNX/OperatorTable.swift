import LayerGraph

/// What the operators of a file become, looked up once for each name.
struct OperatorTable {
  final class Entry {
    let name: String
    /// What it becomes as an operator of ONNX, of onnxruntime, and of its blocked maps.
    private let handler, runtimeHandler, blockedHandler: Translator.Handler?
    /// What it makes of constants.
    let folding: Folding.Rule?
    /// The functions of the file that are called so.
    let functions: [Callee: Int]
    /// How what it makes is stored.
    let resultType: ResultType
    /// What the last node became.
    var recent: SharedOperator?

    init(_ name: String, functions: [Callee: Int]) {
      self.name = name
      self.functions = functions
      handler = Translator.handlers[name]
      folding = Folding.rules[name]
      runtimeHandler = Translator.runtimeHandlers[name]
      blockedHandler = Translator.blockedHandlers[name]
      resultType = ResultType(of: name)
    }

    func handler(in domain: String) -> Translator.Handler? {
      switch domain {
      case ONNXDomain.own: handler
      case ONNXDomain.runtime: runtimeHandler
      case ONNXDomain.blocked: blockedHandler
      default: nil
      }
    }
  }

  /// What tells functions of one name apart.
  struct Callee: Hashable {
    let domain: String
    let overload: String
  }

  private var entries: [Entry] = []
  /// Where the operators are among the entries, by the numbers of their names.
  private var places: [Int32]

  /// - Throws: an error where two functions are called the same.
  init(
    _ lists: [NodeList], _ functions: [FunctionRecord], names: Int, text: (Int) -> String
  ) throws(ONNXError) {
    places = Array(repeating: -1, count: names)
    var known: [String: [Callee: Int]] = [:]
    for (index, function) in functions.enumerated() {
      let callee = Callee(domain: function.domain, overload: function.overload)
      if let other = known[function.name, default: [:]].updateValue(index, forKey: callee) {
        throw ONNXError(
          .offset(function.offset), .functionTwice(function.name, at: functions[other].offset))
      }
    }
    for list in lists {
      for node in list.nodes where node.operation >= 0 && places[node.operation] < 0 {
        let name = text(node.operation)
        places[node.operation] = Int32(truncatingIfNeeded: entries.count)
        entries.append(Entry(name, functions: known[name] ?? [:]))
      }
    }
  }

  /// - Parameter name: the number of an operator's name that stands in a node.
  subscript(_ name: Int) -> Entry { entries[Int(places[name])] }
}
