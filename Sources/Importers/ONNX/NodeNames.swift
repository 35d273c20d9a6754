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
  /// The paths of modules and the names given so far, one after the other.
  private var text: [UInt8] = []
  private var modules: [Module] = []
  private var table = NameTable()

  private struct Module {
    /// Where the path stands in `text`.
    let path: Range<Int>
    /// How many nodes lie in it.
    var count = 0
    var holdsOthers = false
  }

  private struct Place {
    /// The module; nil at the top.
    var module: Int?
    /// "Conv": where it stands, in the file or in `text`.
    var leaf: Range<Int>
    var isOwn = false
  }

  /// The nodes with their names, none empty and all of other bytes, and aliases; and whether the names are
  /// plain letters, of which other bytes are another name.
  static func named(by translator: Translator) -> (nodes: [Node], arePlain: Bool) {
    var names = NodeNames(translator: translator)
    let nodes = names.named()
    return (nodes, names.text.allSatisfy { $0 < 0x80 })
  }

  private init(translator: Translator) { self.translator = translator }

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
    var used = UsedNames(count: nodes.count)
    for index in nodes.indices {
      let name = used.unique(name(of: places[index], origins[index]), &text)
      nodes[index].name = name
      nodes[index].aliases = aliases(of: origins[index], name: name)
    }
    return nodes
  }

  /// Appends the name that a node should have to `text`.
  private mutating func name(of place: Place, _ origin: Origin) -> Range<Int> {
    let start = text.count
    let prefix = translator.prefixes[origin.prefix]
    if !prefix.isEmpty { add(prefix, ".") }
    if let number = place.module {
      let module = modules[number]
      addOwn(module.path)
      if module.count != 1 || module.holdsOthers || origin.constant != nil {
        text.append(UInt8(ascii: "."))
        addLeaf(of: place)
      }
    } else {
      addLeaf(of: place)
    }
    if let step = origin.step, origin.constant == nil, origin.list != nil { add(".", step.text) }
    if text.count == start { add("node") }
    return start..<text.count
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

  // MARK: Text

  private mutating func add(_ pieces: String...) { for piece in pieces { text += piece.utf8 } }

  private mutating func addLeaf(of place: Place) {
    if place.isOwn { addOwn(place.leaf) } else { add(place.leaf) }
  }

  /// A part of the file.
  private mutating func add(_ range: Range<Int>) {
    text.append(contentsOf: UnsafeRawBufferPointer(rebasing: translator.bytes[range]))
  }

  /// A part of `text`, of which a slice would be a second owner.
  private mutating func addOwn(_ range: Range<Int>) {
    for index in range { text.append(text[index]) }
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
    if !record.scopes.isEmpty, let place = scoped(record.scopes) { return place }
    if translator.bytes[record.name].contains(UInt8(ascii: "/")) { return path(record.name) }
    if let weight = origin.weight, let module = weightModule(weight) {
      return Place(module: module, leaf: translator.names.place(record.operation))
    }
    if !record.name.isEmpty { return Place(leaf: record.name) }
    if let output = translator.lists[list].outputs(of: record).first, output >= 0 {
      return Place(leaf: translator.names.place(Int(output)))
    }
    let start = text.count
    add(translator.text(record.operation), "_\(origin.index)")
    return Place(leaf: start..<text.count, isOwn: true)
  }

  /// "layer1.0.conv1.weight" lies in "layer1.0.conv1".
  private mutating func weightModule(_ weight: Int) -> Int? {
    let name = translator.names.place(weight)
    let ending: StaticString = ".weight"
    let path = name.dropLast(ending.utf8CodeUnitCount)
    let rest = path.endIndex..<name.endIndex
    guard WireReader(translator.bytes, 0..<0).matches(rest, ending) else { return nil }
    let start = text.count
    add(path)
    return module(from: start)
  }

  /// "/layer1/layer1.0/conv1/Conv": a piece that repeats the one before it replaces it.
  private mutating func path(_ name: Range<Int>) -> Place {
    let bytes = translator.bytes
    // The last piece that was kept: where it stands in the file, and begins in the text.
    var (last, kept): (Range<Int>?, Int) = (nil, text.count)
    var start = name.lowerBound
    let path = text.count
    for index in name where bytes[index] == UInt8(ascii: "/") {
      let piece = start..<index
      start = index + 1
      if piece.isEmpty { continue }
      if let last, isInside(piece, last) { text.removeSubrange(kept...) }
      kept = text.count
      if text.count > path { text.append(UInt8(ascii: ".")) }
      add(piece)
      last = piece
    }
    let leaf = start..<name.upperBound
    return last == nil ? Place(leaf: leaf) : Place(module: module(from: path), leaf: leaf)
  }

  /// Whether a module's name is that of another and more: "layer1.0" and "layer1".
  private func isInside(_ piece: Range<Int>, _ outer: Range<Int>) -> Bool {
    let bytes = translator.bytes
    guard piece.count > outer.count,
      bytes[piece.lowerBound + outer.count] == UInt8(ascii: ".")
    else { return false }
    return UnsafeRawBufferPointer(rebasing: bytes[piece].prefix(outer.count)).isEqual(
      to: UnsafeRawBufferPointer(rebasing: bytes[outer]))
  }

  /// "['', 'layer1', 'layer1.0', 'layer1.0.conv1', 'conv2d_1']", as a Python list is printed.
  private mutating func scoped(_ list: Range<Int>) -> Place? {
    let bytes = translator.bytes
    guard list.count > 1, bytes[list.lowerBound] == UInt8(ascii: "["),
      bytes[list.upperBound - 1] == UInt8(ascii: "]")
    else { return nil }
    let comma = UInt8(ascii: ",")
    let pieces = bytes[list].dropFirst().dropLast()
    var (module, leaf): (Int?, Swift.Slice<UnsafeRawBufferPointer>) = (nil, pieces)
    if let last = pieces.lastIndex(of: comma) {
      leaf = pieces[(last + 1)...]
      let rest = pieces[..<last]
      let path = addScope(rest.lastIndex(of: comma).map { rest[($0 + 1)...] } ?? rest)
      if !path.isEmpty { module = self.module(from: path.lowerBound) }
    }
    return Place(module: module, leaf: addScope(leaf), isOwn: true)
  }

  /// Without quotes and spaces.
  private mutating func addScope(_ piece: Swift.Slice<UnsafeRawBufferPointer>) -> Range<Int> {
    let start = text.count
    for byte in piece where !(byte == 0x27 || byte == 0x22 || byte == 0x20) { text.append(byte) }
    return start..<text.count
  }

  // MARK: Modules

  /// The module whose path is the end of `text`; known ones need no second copy.
  private mutating func module(from start: Int) -> Int {
    let path = start..<text.count
    let (number, isNew) = table.insert(hash: text.hash(of: path)) { [text, modules] known in
      text.areEqual(path, modules[known].path)
    }
    if isNew {
      modules.append(Module(path: path))
    } else {
      text.removeSubrange(start...)
    }
    return number
  }

  /// "layer1.0.conv1" lies in "layer1.0", which lies in "layer1".
  private mutating func markParents() {
    for module in modules.indices where modules[module].count > 0 {
      var (rest, depth) = (modules[module].path, 0)
      // A hostile name of thousands of dots would take its length squared.
      while depth < Self.maximumDepth, let dot = text[rest].lastIndex(of: UInt8(ascii: ".")) {
        rest = rest.lowerBound..<dot
        depth += 1
        let found = table.number(hash: text.hash(of: rest)) { known in
          text.areEqual(rest, modules[known].path)
        }
        guard let parent = found else { continue }
        if modules[parent].holdsOthers { break }
        modules[parent].holdsOthers = true
      }
    }
  }

  private static let maximumDepth = 64
}

/// The names given so far, of which none is given twice.
private struct UsedNames {
  private var table: NameTable
  private var places: [Range<Int>] = []
  /// The last number that was put behind a name.
  private var suffixes: [Int] = []

  init(count: Int) {
    table = NameTable(minimumCapacity: count)
    places.reserveCapacity(count)
    suffixes.reserveCapacity(count)
  }

  /// The name at the end of `text`, or the same with the first number that makes it new.
  mutating func unique(_ name: Range<Int>, _ text: inout [UInt8]) -> String {
    let (number, isNew) = insert(name, text)
    if isNew { return text.string(name) }
    var (place, isFree) = (name, false)
    while !isFree {
      suffixes[number] += 1
      text.removeSubrange(name.upperBound...)
      text += "_\(suffixes[number])".utf8
      place = name.lowerBound..<text.count
      isFree = insert(place, text).isNew
    }
    return text.string(place)
  }

  private mutating func insert(_ name: Range<Int>, _ text: [UInt8]) -> (number: Int, isNew: Bool) {
    let result = table.insert(hash: text.hash(of: name)) { text.areEqual(name, places[$0]) }
    if result.isNew {
      places.append(name)
      suffixes.append(0)
    }
    return result
  }
}

extension [UInt8] {
  fileprivate func hash(of range: Range<Int>) -> UInt64 {
    withUnsafeBytes { NameHash.of(UnsafeRawBufferPointer(rebasing: $0[range])) }
  }

  fileprivate func areEqual(_ one: Range<Int>, _ other: Range<Int>) -> Bool {
    withUnsafeBytes { bytes in
      UnsafeRawBufferPointer(rebasing: bytes[one]).isEqual(
        to: UnsafeRawBufferPointer(rebasing: bytes[other]))
    }
  }

  fileprivate func string(_ range: Range<Int>) -> String {
    withUnsafeBytes {
      String(decoding: UnsafeRawBufferPointer(rebasing: $0[range]), as: UTF8.self)
    }
  }
}
