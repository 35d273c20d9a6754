import LayerGraph

/// Names for the nodes of a graph, as PyTorch users know them: the exporter's scopes become a path of
/// modules, and a module that is one operator has its name.
///
///     /layer1/layer1.0/conv1/Conv  →  layer1.0.conv1
///     /layer1/layer1.0/Add         →  layer1.0.Add
///
/// Where scopes were taken out, a layer is called after its weight, and a node keeps its own name, or has
/// that of its first output.
struct NodeNames {
  private let translator: Translator
  private var modules: [Module] = []
  private var numbers: [String: Int] = [:]

  private struct Module {
    let path: String
    /// How many nodes lie in it.
    var count = 0
    var holdsOthers = false
  }

  private struct Place {
    /// The module; nil at the top.
    var module: Int?
    /// "Conv"
    var leaf: Range<Int>
    /// In place of a leaf that stands in the file.
    var name: String?
  }

  /// The nodes with their names, all different, and aliases.
  static func named(by translator: Translator) -> [Node] {
    var names = NodeNames(translator: translator)
    return names.named()
  }

  private init(translator: Translator) {
    self.translator = translator
    numbers.reserveCapacity(translator.origins.count)
  }

  private mutating func named() -> [Node] {
    let origins = translator.origins
    var places: [Place] = []
    places.reserveCapacity(origins.count)
    for origin in origins {
      let place = place(origin)
      places.append(place)
      if let module = place.module, origin.step == nil { modules[module].count += 1 }
    }
    markParents()
    var nodes = translator.takeNodes()
    var used: [String: Int] = [:]
    used.reserveCapacity(nodes.count)
    for index in nodes.indices {
      let name = Self.unique(name(of: places[index], origins[index]), &used)
      nodes[index].name = name
      nodes[index].aliases = aliases(of: origins[index], name: name)
    }
    return nodes
  }

  private func name(of place: Place, _ origin: Origin) -> String {
    var name: String
    if let number = place.module {
      let module = modules[number]
      name = module.path
      if module.count != 1 || module.holdsOthers || origin.constant != nil {
        name += "." + (place.name ?? translator.string(place.leaf))
      }
    } else {
      name = place.name ?? translator.string(place.leaf)
    }
    if let step = origin.step, origin.constant == nil, origin.list != nil { name += "." + step }
    return origin.prefix.isEmpty ? name : origin.prefix + "." + name
  }

  /// The names that the file has for the node and its values, where they differ.
  private func aliases(of origin: Origin, name: String) -> [String] {
    guard origin.step == nil, origin.list == 0 else { return [] }
    let list = translator.lists[0]
    let record = list.nodes[origin.index]
    let outputs = list.outputs(of: record)
    var aliases: [String] = []
    aliases.reserveCapacity(outputs.count + 1)
    if !record.name.isEmpty { aliases.append(translator.string(record.name)) }
    for output in outputs where output >= 0 { aliases.append(translator.text(Int(output))) }
    if aliases.contains(name) { aliases.removeAll { $0 == name } }
    return aliases
  }

  // MARK: Places

  private mutating func place(_ origin: Origin) -> Place {
    guard let list = origin.list else {
      return Place(leaf: translator.names.place(origin.input))
    }
    let record = translator.lists[list].nodes[origin.index]
    if let constant = origin.constant {
      let name = translator.names.place(constant)
      // "encoder.pos_embedding" says where it belongs; "onnx::Add_7727" doesn't.
      if translator.bytes[name].contains(UInt8(ascii: ".")) { return Place(leaf: name) }
      return Place(module: place(of: record, origin, list).module, leaf: name)
    }
    return place(of: record, origin, list)
  }

  private mutating func place(of record: NodeRecord, _ origin: Origin, _ list: Int) -> Place {
    if !record.scopes.isEmpty, let place = scoped(translator.string(record.scopes)) { return place }
    if translator.bytes[record.name].contains(UInt8(ascii: "/")) { return path(record.name) }
    if let weight = origin.weight, let module = weightModule(weight) {
      return Place(module: module, leaf: translator.names.place(record.operation))
    }
    if !record.name.isEmpty { return Place(leaf: record.name) }
    if let output = translator.lists[list].outputs(of: record).first, output >= 0 {
      return Place(leaf: translator.names.place(Int(output)))
    }
    return Place(leaf: 0..<0, name: "\(translator.text(record.operation))_\(origin.index)")
  }

  /// "layer1.0.conv1.weight" lies in "layer1.0.conv1".
  private mutating func weightModule(_ weight: Int) -> Int? {
    let name = translator.text(weight)
    guard name.hasSuffix(".weight") else { return nil }
    return number(of: String(name.dropLast(".weight".count)))
  }

  /// "/layer1/layer1.0/conv1/Conv": a piece that repeats the one before it replaces it.
  private mutating func path(_ name: Range<Int>) -> Place {
    let bytes = translator.bytes
    var pieces: [Range<Int>] = []
    var start = name.lowerBound
    for index in name where bytes[index] == UInt8(ascii: "/") {
      add(start..<index, to: &pieces)
      start = index + 1
    }
    guard !pieces.isEmpty else { return Place(leaf: start..<name.upperBound) }
    var path: [UInt8] = []
    path.reserveCapacity(name.count)
    for piece in pieces {
      if !path.isEmpty { path.append(UInt8(ascii: ".")) }
      path += bytes[piece]
    }
    return Place(
      module: number(of: String(decoding: path, as: UTF8.self)), leaf: start..<name.upperBound)
  }

  private func add(_ piece: Range<Int>, to pieces: inout [Range<Int>]) {
    guard !piece.isEmpty else { return }
    let bytes = translator.bytes
    if let last = pieces.last, piece.count > last.count,
      bytes[piece.lowerBound + last.count] == UInt8(ascii: "."),
      bytes[piece.lowerBound..<piece.lowerBound + last.count].elementsEqual(bytes[last])
    {
      pieces.removeLast()
    }
    pieces.append(piece)
  }

  /// "['', 'layer1', 'layer1.0', 'layer1.0.conv1', 'conv2d_1']", as a Python list is printed.
  private mutating func scoped(_ text: String) -> Place? {
    guard text.hasPrefix("["), text.hasSuffix("]") else { return nil }
    let pieces = text.dropFirst().dropLast().utf8.split(separator: UInt8(ascii: ","))
      .map { piece in
        String(Substring(piece)).filter { $0 != "'" && $0 != "\"" && $0 != " " }
      }
    guard let leaf = pieces.last else { return nil }
    let path = pieces.dropLast().last ?? ""
    return Place(module: path.isEmpty ? nil : number(of: path), leaf: 0..<0, name: leaf)
  }

  private mutating func number(of path: String) -> Int {
    if let number = numbers[path] { return number }
    numbers[path] = modules.count
    modules.append(Module(path: path))
    return modules.count - 1
  }

  /// "layer1.0.conv1" lies in "layer1.0", which lies in "layer1".
  private mutating func markParents() {
    for module in modules where module.count > 0 {
      var rest = Substring(module.path)
      while let dot = rest.utf8.lastIndex(of: UInt8(ascii: ".")) {
        rest = rest[..<dot]
        guard let parent = numbers[String(rest)] else { continue }
        if modules[parent].holdsOthers { break }
        modules[parent].holdsOthers = true
      }
    }
  }

  private static func unique(_ name: String, _ used: inout [String: Int]) -> String {
    let name = name.isEmpty ? "node" : name
    guard let count = used.updateValue(0, forKey: name) else { return name }
    var next = count + 1
    while used["\(name)_\(next)"] != nil { next += 1 }
    used[name] = next
    used["\(name)_\(next)"] = 0
    return "\(name)_\(next)"
  }
}
