import LayerGraph

/// The graphs that nodes hold: the branches of `If`, the bodies of `Loop` and `Scan`. Their nodes read values
/// of the graph around them by name.
struct Subgraphs {
  /// Those in a graph before those in them; their lists of nodes are numbered in this order, after those of
  /// the graph and the functions.
  private(set) var graphs: [GraphRecord] = []
  private var nodes: [Place: Holder] = [:]
  private let firstList: Int

  private struct Place: Hashable {
    let list: Int
    let index: Int
  }

  private struct Holder {
    /// The graphs' numbers, by the names of the attributes.
    var graphs: [String: Int] = [:]
    /// The names of what they read around them, each once.
    var outerNames: [Int32] = []
  }

  /// - Parameter lists: the nodes of the graph, then those of each function.
  /// - Complexity: O(nodes of files that have such operators), none for others.
  init(
    of lists: [NodeList], in file: WireReader, names: inout FileNames
  ) throws(WireError) {
    firstList = lists.count
    let operators = Self.operators.compactMap { name in
      let letters = UnsafeRawBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
      return names.number(hash: NameHash.of(letters)) { $0.isEqual(to: letters) }
    }
    if operators.isEmpty { return }
    var places: [Place] = []
    var depths: [Int] = []
    var next = 0
    while next < firstList + graphs.count {
      let list = next < firstList ? lists[next] : graphs[next - firstList].nodes
      let depth = next < firstList ? 0 : depths[next - firstList]
      for (index, node) in list.nodes.enumerated() where operators.contains(node.operation) {
        let place = Place(list: next, index: index)
        let holder = try read(list.attributes(of: node), in: file, names: &names)
        if holder.graphs.isEmpty { continue }
        if depth == ONNXModel.maximumDepthOfBranches {
          let offset = list.attributes(of: node).first?.lowerBound ?? 0
          throw WireError(.graphsTooDeep(ONNXModel.maximumDepthOfBranches), at: offset)
        }
        nodes[place] = holder
        places.append(place)
        while depths.count < graphs.count { depths.append(depth + 1) }
      }
      next += 1
    }
    // Inner ones first, as what they read around them others hand on.
    for place in places.reversed() {
      let names = outerNames(of: place)
      nodes[place]?.outerNames = names
    }
  }

  private static let operators: [StaticString] = ["If", "Loop", "Scan"]

  private mutating func read(
    _ attributes: ArraySlice<Range<Int>>, in file: WireReader, names: inout FileNames
  ) throws(WireError) -> Holder {
    var holder = Holder()
    for message in attributes {
      var reader = WireReader(file.bytes, message)
      var (name, graph): (Range<Int>?, GraphRecord?) = (nil, nil)
      while let tag = try reader.next() {
        switch tag.field {
        case 1: name = try reader.range(of: tag)
        case AttributeKind.graph.field:
          let range = try reader.range(of: tag)
          var merged = graph ?? GraphRecord()
          graph = nil
          try merged.read(WireReader(file.bytes, range), names: &names)
          graph = merged
        default: try reader.skip(tag)
        }
      }
      guard let graph else { continue }
      holder.graphs[reader.textOrEmpty(name)] = graphs.count
      graphs.append(graph)
    }
    return holder
  }

  private func outerNames(of place: Place) -> [Int32] {
    var (found, all): (Set<Int32>, [Int32]) = ([], [])
    for number in nodes[place]?.graphs.values.sorted() ?? [] {
      let graph = graphs[number]
      var own = Set(graph.nodes.made)
      for name in graph.inputs.map(\.name) + graph.initializers.map(\.name) {
        own.insert(Int32(truncatingIfNeeded: name))
      }
      func add(_ name: Int32) {
        if name >= 0, !own.contains(name), found.insert(name).inserted { all.append(name) }
      }
      for name in graph.nodes.read { add(name) }
      for output in graph.outputs { add(Int32(truncatingIfNeeded: output.name)) }
      for index in graph.nodes.nodes.indices {
        for name in self.outerNames(ofNode: index, inList: firstList + number) { add(name) }
      }
    }
    return all
  }

  // MARK: What a node holds

  var isEmpty: Bool { graphs.isEmpty }

  /// The number of a graph that a node holds as an attribute.
  func graph(_ attribute: String, ofNode index: Int, inList list: Int) -> Int? {
    nodes[Place(list: list, index: index)]?.graphs[attribute]
  }

  /// The numbers of all that it holds, in order.
  func graphs(ofNode index: Int, inList list: Int) -> [Int] {
    nodes[Place(list: list, index: index)]?.graphs.values.sorted() ?? []
  }

  /// The numbers of the names of what its graphs read of the graph around them.
  func outerNames(ofNode index: Int, inList list: Int) -> [Int32] {
    nodes[Place(list: list, index: index)]?.outerNames ?? []
  }

  /// The number of a graph's list of nodes.
  func list(of graph: Int) -> Int { firstList + graph }
}
