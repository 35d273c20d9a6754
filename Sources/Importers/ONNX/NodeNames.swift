import LayerGraph

/// Names for the nodes of a graph, as PyTorch users know them: the exporter's scopes become a path of
/// modules, and a module that is one operator has its name.
///
///     /layer1/layer1.0/conv1/Conv  →  layer1.0.conv1
///     /layer1/layer1.0/Add         →  layer1.0.Add
///
/// Without scopes a node keeps its name, or that of its first output.
struct NodeNames {
  private let translator: Translator

  init(_ translator: Translator) { self.translator = translator }

  private struct Place {
    /// "layer1.0.conv1"; empty at the top.
    var path: String
    /// "Conv"
    var leaf: String
  }

  func named() -> [Node] {
    let places = translator.origins.map(place)
    // How many nodes lie in each module, and which modules hold others.
    var counts: [String: Int] = [:]
    var parents: Set<String> = []
    for (place, origin) in zip(places, translator.origins)
    where !place.path.isEmpty && origin.step == nil {
      counts[place.path, default: 0] += 1
      if counts[place.path] == 1 { Self.addParents(of: place.path, to: &parents) }
    }
    var used: [String: Int] = [:]
    used.reserveCapacity(places.count)
    var nodes = translator.nodes
    for index in nodes.indices {
      let (place, origin) = (places[index], translator.origins[index])
      let isModule = counts[place.path] == 1 && !parents.contains(place.path)
      var name =
        place.path.isEmpty ? place.leaf : isModule ? place.path : place.path + "." + place.leaf
      if let step = origin.step, origin.constant == nil { name += "." + step }
      if !origin.prefix.isEmpty { name = origin.prefix + "." + name }
      nodes[index].name = Self.unique(name, &used)
      nodes[index].aliases = aliases(of: origin, name: nodes[index].name)
    }
    return nodes
  }

  /// The names that the file has for the node and its values, where they differ.
  private func aliases(of origin: Origin, name: String) -> [String] {
    guard origin.step == nil, origin.prefix.isEmpty, origin.index != nil else { return [] }
    var aliases: [String] = []
    let own = translator.string(origin.record.name)
    if !own.isEmpty, own != name { aliases.append(own) }
    for output in origin.outputs where output >= 0 {
      let value = translator.text(output)
      if value != name { aliases.append(value) }
    }
    return aliases
  }

  private func place(_ origin: Origin) -> Place {
    if let constant = origin.constant {
      let name = translator.text(constant)
      // "encoder.pos_embedding" says where it belongs; "onnx::Add_7727" doesn't.
      if name.utf8.contains(UInt8(ascii: ".")) { return Place(path: "", leaf: name) }
      var reader = origin
      reader.constant = nil
      return Place(path: place(reader).path, leaf: name)
    }
    if !origin.record.scopes.isEmpty, let place = scoped(translator.string(origin.record.scopes)) {
      return place
    }
    let name = translator.string(origin.record.name)
    if name.utf8.contains(UInt8(ascii: "/")) { return path(name) }
    if let path = weightPath(origin) {
      return Place(path: path, leaf: origin.operation(translator))
    }
    if !name.isEmpty { return Place(path: "", leaf: name) }
    if let output = origin.outputs.first, output >= 0 {
      return Place(path: "", leaf: translator.text(output))
    }
    return Place(path: "", leaf: "\(origin.operation(translator))_\(origin.index ?? 0)")
  }

  /// Where scopes were taken out, a layer is called after its weight: "layer1.0.conv1.weight".
  private func weightPath(_ origin: Origin) -> String? {
    guard let weight = origin.weight, case let name = translator.text(weight),
      name.hasSuffix(".weight")
    else { return nil }
    return String(name.dropLast(".weight".count))
  }

  /// "/layer1/layer1.0/conv1/Conv": a piece that repeats the one before it replaces it.
  private func path(_ name: String) -> Place {
    var pieces = name.utf8.split(separator: UInt8(ascii: "/"))
    guard let leaf = pieces.popLast() else { return Place(path: "", leaf: name) }
    var path: [Substring.UTF8View] = []
    for piece in pieces {
      if let last = path.last, piece.starts(with: last), piece.count > last.count,
        piece[piece.index(piece.startIndex, offsetBy: last.count)] == UInt8(ascii: ".")
      {
        path.removeLast()
      }
      path.append(piece)
    }
    return Place(
      path: path.map { String(Substring($0)) }.joined(separator: "."),
      leaf: String(Substring(leaf)))
  }

  /// "['', 'layer1', 'layer1.0', 'layer1.0.conv1', 'conv2d_1']", as a Python list is printed.
  private func scoped(_ text: String) -> Place? {
    guard text.hasPrefix("["), text.hasSuffix("]") else { return nil }
    let pieces = text.dropFirst().dropLast().utf8.split(separator: UInt8(ascii: ","))
      .map { piece in
        String(Substring(piece)).filter { $0 != "'" && $0 != "\"" && $0 != " " }
      }
    guard let leaf = pieces.last else { return nil }
    return Place(path: pieces.dropLast().last ?? "", leaf: leaf)
  }

  /// "layer1.0.conv1" lies in "layer1.0", which lies in "layer1".
  private static func addParents(of path: String, to parents: inout Set<String>) {
    var rest = Substring(path)
    while let dot = rest.lastIndex(of: ".") {
      rest = rest[..<dot]
      if !parents.insert(String(rest)).inserted { return }
    }
  }

  private static func unique(_ name: String, _ used: inout [String: Int]) -> String {
    let name = name.isEmpty ? "node" : name
    guard let count = used[name] else {
      used[name] = 0
      return name
    }
    var next = count + 1
    while used["\(name)_\(next)"] != nil { next += 1 }
    used[name] = next
    used["\(name)_\(next)"] = 0
    return "\(name)_\(next)"
  }
}
