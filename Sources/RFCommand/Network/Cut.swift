import RFKit

/// Where a network is cut off: the names of what are to be its results.
struct Cut {
  let names: [String]

  var isEmpty: Bool { names.isEmpty }

  init(_ arguments: Arguments) throws(Failure) {
    if let name = arguments[.until] {
      if arguments.has(.outputs) { throw .usage(.exclusive(.until, .outputs)) }
      names = [name]
      return
    }
    guard let text = arguments[.outputs] else {
      names = []
      return
    }
    names = text.split(separator: ",", omittingEmptySubsequences: false).map { String($0).trimmed }
    if names.contains("") {
      throw .usage(.malformedValue(.outputs, text, expected: "names separated by commas"))
    }
  }

  /// The values in a network, each once.
  func outputs(in graph: Graph) throws(Diagnostic) -> [Graph.Output] {
    var outputs: [Graph.Output] = []
    for name in names {
      for output in try graph.outputs(named: name)
      where !outputs.contains(where: { $0.value == output.value }) {
        outputs.append(output)
      }
    }
    return outputs
  }
}

extension Network {
  /// The part of it that makes these values.
  func cut(by cut: Cut) throws(Failure) -> Network {
    if cut.isEmpty { return self }
    let outputs: [Graph.Output]
    do throws(Diagnostic) { outputs = try cut.outputs(in: graph) } catch {
      throw .diagnostic(error)
    }
    return try self.cut(to: outputs)
  }

  /// The part of it that makes these values.
  func cut(to outputs: [Graph.Output]) throws(Failure) -> Network {
    var network = self
    do throws(Diagnostic) { network.graph = try graph.cut(to: outputs) } catch {
      throw .diagnostic(error)
    }
    return network
  }
}

extension ONNXModel {
  /// What the file calls values of the graph; nil where it has no name for one.
  func names(of outputs: [Graph.Output]) -> [String]? {
    var names: [ValueReference: String] = [:]
    for (name, value) in values {
      guard case .data(let reference) = value else { continue }
      names[reference] = min(names[reference] ?? name, name)
    }
    let found = outputs.compactMap { names[$0.value] }
    return found.count == outputs.count ? found : nil
  }
}
