import LayerGraph

/// Names for the nodes of a graph, as PyTorch users know them: the exporter's scopes become a path of
/// modules, and a module that is one operator has its name.
///
///     /layer1/layer1.0/conv1/Conv  →  layer1.0.conv1
///     /layer1/layer1.0/Add         →  layer1.0.Add
///
/// Where scopes were taken out, a layer is called after its weight, and a node keeps its own name, or has
/// that of its first output. A name under which the file has a value is left to the node that makes it.
struct NodeNames {
  private let translator: Translator
  private let makers: ValueMakers
  /// The paths of modules and the names given so far, one after the other.
  private var text: NameText
  private var modules: [Module] = []
  private var table: NameTable
  /// The names of nodes and initializers given as aliases, each to one node: where they stand in the file.
  private var aliased = NameTable()
  private var aliasedPlaces: [Range<Int>] = []

  private struct Module {
    /// Where the path stands in `text`.
    let path: Range<Int>
    let hash: UInt64
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

  /// The nodes with their names, none empty and all of other bytes, and aliases; and the names by the nodes'
  /// indices where they are plain letters, of which other bytes are another name.
  static func named(by translator: Translator) -> (nodes: [Node], names: NameTable?) {
    var names = NodeNames(translator: translator)
    let (nodes, table) = names.named()
    return (nodes, names.text.isPlain ? table : nil)
  }

  private init(translator: Translator) {
    self.translator = translator
    makers = ValueMakers(translator)
    let count = translator.made.nodes.count
    text = NameText(minimumCapacity: count * 16)
    table = NameTable(minimumCapacity: count)
  }

  private mutating func named() -> ([Node], NameTable) {
    let origins = translator.made.origins
    var places: [Place] = []
    places.reserveCapacity(origins.count)
    var last = Origin(input: NodeList.absent)
    for origin in origins {
      let place = place(origin)
      places.append(place)
      // The parts of a node are one among others.
      let isCounted = origin.step == nil || origin.isPart && !origin.isOfSameNode(as: last)
      if let module = place.module, isCounted { modules[module].count += 1 }
      last = origin
    }
    markParents()
    var nodes = translator.made.takeNodes()
    var used = UsedNames(count: nodes.count)
    let makers = makers
    for index in nodes.indices {
      let (range, hash) = name(of: places[index], origins[index], index)
      let name = used.unique(range, hash: hash, in: &text) { name, hash, text in
        !makers.isAnothers(than: index, hash: hash) { text.isEqual(name, to: $0) }
      }
      nodes[index].name = name
      nodes[index].aliases = aliases(of: origins[index], index, name: name)
    }
    return (nodes, used.table)
  }

  /// The name that a node should have: where it stands in `text`.
  private mutating func name(
    of place: Place, _ origin: Origin, _ index: Int
  ) -> (Range<Int>, hash: UInt64) {
    let start = text.count
    if origin.prefix != 0 {
      let prefix = translator.prefixes[Int(origin.prefix)]
      if !prefix.isEmpty { add(prefix, ".") }
    }
    let step = origin.constant == Origin.none && origin.list != Origin.none ? origin.step : nil
    if let number = place.module {
      let module = modules[number]
      let isWhole =
        module.count == 1 && !module.holdsOthers && origin.constant == Origin.none
        && !isAnothers(module, than: index)
      // A module that is one node stands in the text as it is.
      if isWhole, step == nil, text.count == start, !module.path.isEmpty {
        return (module.path, module.hash)
      }
      text.append(again: module.path)
      if !isWhole {
        text.append(UInt8(ascii: "."))
        addLeaf(of: place)
      }
    } else {
      addLeaf(of: place)
    }
    if let step { add(".", step.text) }
    if text.count == start { add("node") }
    return (start..<text.count, text.hash(of: start..<text.count))
  }

  private func isAnothers(_ module: Module, than node: Int) -> Bool {
    makers.isAnothers(than: node, hash: module.hash) { text.isEqual(module.path, to: $0) }
  }

  /// The names that the file has for the node and its values, where they differ.
  private mutating func aliases(of origin: Origin, _ index: Int, name: String) -> [String] {
    let own = namesInFile(of: origin, index, but: name)
    let more = makers.namesHandedOn(by: index).filter { $0 != name }
    return more.isEmpty ? own : own + more
  }

  private mutating func namesInFile(
    of origin: Origin, _ index: Int, but name: String
  ) -> [String] {
    if origin.constant != Origin.none {
      let place = translator.names.place(Int(origin.constant))
      let own = translator.string(place)
      return own == name || !claim(place) ? [] : [own]
    }
    guard origin.step == nil, origin.list >= 0, origin.prefix == 0 else { return [] }
    let list = translator.lists[Int(origin.list)]
    let record = list.nodes[Int(origin.index)]
    let outputs = list.outputs(of: record)
    var own = record.name.isEmpty ? name : translator.string(record.name)
    if own != name, makers.isAnothers(record.name, than: index) || !claim(record.name) {
      own = name
    }
    if outputs.count == 1, let output = outputs.first, makes(output, index) {
      // As almost all nodes are.
      let made = translator.text(Int(output))
      if own != name, made != name { return [own, made] }
      return own != name ? [own] : made != name ? [made] : []
    }
    var aliases = own != name ? [own] : []
    for output in outputs where makes(output, index) {
      let made = translator.text(Int(output))
      if made != name { aliases.append(made) }
    }
    return aliases
  }

  /// Whether a node is known by an output of the node of the file: the one that makes the value, or the first where
  /// none does.
  private mutating func makes(_ output: Int32, _ index: Int) -> Bool {
    makers.makes(output, index) ?? (output >= 0 && claim(translator.names.place(Int(output))))
  }

  /// Whether no node before has this alias. Several nodes of a file may have one name.
  private mutating func claim(_ place: Range<Int>) -> Bool {
    let bytes = translator.bytes
    let name = UnsafeRawBufferPointer(rebasing: bytes[place])
    let (_, isNew) = aliased.insert(hash: NameHash.of(name)) { [aliasedPlaces] known in
      UnsafeRawBufferPointer(rebasing: bytes[aliasedPlaces[known]]).isEqual(to: name)
    }
    if isNew { aliasedPlaces.append(place) }
    return isNew
  }

  // MARK: Text

  private mutating func add(_ pieces: String...) { for piece in pieces { text.append(piece) } }

  private mutating func addLeaf(of place: Place) {
    if place.isOwn { text.append(again: place.leaf) } else { add(place.leaf) }
  }

  /// A part of the file.
  private mutating func add(_ range: Range<Int>) {
    text.append(UnsafeRawBufferPointer(rebasing: translator.bytes[range]))
  }

  // MARK: Places

  private mutating func place(_ origin: Origin) -> Place {
    if origin.list == Origin.none {
      return Place(leaf: translator.names.place(Int(origin.input)))
    }
    let record = translator.lists[Int(origin.list)].nodes[Int(origin.index)]
    if origin.constant != Origin.none {
      let name = translator.names.place(Int(origin.constant))
      // "encoder.pos_embedding" says where it belongs; "onnx::Add_7727" doesn't.
      if translator.bytes[name].contains(UInt8(ascii: ".")) { return Place(leaf: name) }
      return Place(module: place(of: record, origin).module, leaf: name)
    }
    return place(of: record, origin)
  }

  private mutating func place(of record: NodeRecord, _ origin: Origin) -> Place {
    if !record.scopes.isEmpty, let place = scoped(record.scopes) { return place }
    if let place = path(record.name) { return place }
    if origin.weight != Origin.none, let module = weightModule(Int(origin.weight)) {
      return Place(module: module, leaf: translator.names.place(record.operation))
    }
    if !record.name.isEmpty { return Place(leaf: record.name) }
    if let output = translator.lists[Int(origin.list)].outputs(of: record).first, output >= 0 {
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

  /// "/layer1/layer1.0/conv1/Conv": a piece that repeats the one before it replaces it. Nil for a name
  /// without scopes.
  private mutating func path(_ name: Range<Int>) -> Place? {
    let bytes = translator.bytes
    // The last piece that was kept: where it stands in the file, and begins in the text.
    var (last, kept): (Range<Int>?, Int) = (nil, text.count)
    var start = name.lowerBound
    let path = text.count
    while let index = bytes.first(UInt8(ascii: "/"), in: start..<name.upperBound) {
      let piece = start..<index
      start = index + 1
      if piece.isEmpty { continue }
      if let last, isInside(piece, last) { text.remove(from: kept) }
      kept = text.count
      if text.count > path { text.append(UInt8(ascii: ".")) }
      add(piece)
      last = piece
    }
    if start == name.lowerBound { return nil }
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
    let hash = text.hash(of: path)
    let (number, isNew) = table.insert(hash: hash) { known in
      text.areEqual(path, modules[known].path)
    }
    if isNew {
      modules.append(Module(path: path, hash: hash))
    } else {
      text.remove(from: start)
    }
    return number
  }

  /// "layer1.0.conv1" lies in "layer1.0", which lies in "layer1".
  private mutating func markParents() {
    for module in modules.indices where modules[module].count > 0 {
      var (rest, depth) = (modules[module].path, 0)
      // A hostile name of thousands of dots would take its length squared.
      while depth < Self.maximumDepth, let dot = text.last(UInt8(ascii: "."), in: rest) {
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
