import ConvArithmetic
import LayerGraph

/// Sums over the layers that share a name prefix.
enum ModulePass {
  /// Every proper prefix of a dotted name, in order of first use, and the names by these numbers. What begins
  /// with a dot is in no module of an empty name.
  /// O(total length of the names).
  static func modules(of layers: [LayerReport]) -> ([ModuleReport], names: NameTable) {
    var modules: [(name: String, members: [Int])] = []
    var table = NameTable(minimumCapacity: layers.count)
    // The modules around the layer before, outermost first: neighbours share most of them, and a name
    // that is compared byte by byte needs no string and no hash.
    var path: [(end: Int, module: Int)] = []
    var previous = ""
    for index in layers.indices {
      var name = layers[index].name
      name.withUTF8 { name in
        let shared = previous.withUTF8 { commonPrefix($0, name) }
        // A module ends before a dot, which must be common as well.
        while let last = path.last, last.end >= shared { path.removeLast() }
        for place in (path.last.map { $0.end + 1 } ?? 0)..<name.count {
          // A hostile name of thousands of dots would make thousands of modules.
          if path.count >= maximumDepth { break }
          guard place > 0, name[place] == UInt8(ascii: ".") else { continue }
          let prefix = String(decoding: name[..<place], as: UTF8.self)
          let (module, isNew) = table.insert(hash: NameHash.of(prefix)) { [modules] known in
            modules[known].name == prefix
          }
          if isNew { modules.append((prefix, [])) }
          path.append((place, module))
        }
      }
      for (_, module) in path { modules[module].members.append(index) }
      previous = name
    }
    let reports = modules.map { name, indices in
      // A module of one layer, of which there are many: its numbers are the layer's.
      ModuleReport(
        name: name, layers: indices,
        indices.count == 1 ? layers[indices[0]].sums : LayerSums(of: layers, indices))
    }
    return (reports, table)
  }

  /// How many bytes two names begin with in common.
  private static func commonPrefix(
    _ first: UnsafeBufferPointer<UInt8>, _ second: UnsafeBufferPointer<UInt8>
  ) -> Int {
    var count = 0
    let most = min(first.count, second.count)
    while count < most, first[count] == second[count] { count += 1 }
    return count
  }

  static let maximumDepth = 32
}
