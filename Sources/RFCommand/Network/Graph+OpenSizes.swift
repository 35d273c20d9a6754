import RFKit

extension Graph {
  /// The names of the sizes that its inputs leave open, sorted.
  var openSizes: [String] {
    var names = Set<String>()
    for index in inputs {
      guard case .input(let input) = nodes[index].operation else { continue }
      for dim in input.shape.dims { names.formUnion(dim.symbols) }
    }
    return names.sorted()
  }
}

extension Failure {
  /// What is assumed about a size that the network does not have, or that is a number, was meant for
  /// another one.
  static func notOpen(_ name: String, in graph: Graph, typed: String) -> Failure {
    let open = graph.openSizes
    let value = Option.assume.invalid(typed) + ": "
    if open.isEmpty {
      return .other(
        value + "'\(graph.name)' has no open size to assume '\(name)' of; letters "
          + "leave sizes open, as in '--input 3xHxW'.", .usage)
    }
    let meant =
      open.first { $0.lowercased() == name.lowercased() }
      ?? (name.count > 2 ? NearestName.suggestion(for: name, among: open) : nil)
    let hint: Message = meant.map { " Did you mean '\($0)'?" } ?? ""
    let names = open.map { "\($0)" as Message }.listed(atMost: Message.longestList)
    return .other(
      value + "there is no open size '\(name)'.\(hint) Please choose from \(names).", .usage)
  }
}
