import LayerGraph

/// Names of layers and modules to indices of layers. A layer's own name comes before a module's.
struct NameIndex: Sendable {
  /// The layers by their indices, then the modules that no layer is called as.
  private var table: NameTable
  /// The modules' indices, in the order of the table.
  private var own: [Int] = []

  init(layers: [LayerReport], modules: [ModuleReport]) {
    table = NameTable(minimumCapacity: layers.count + modules.count)
    for index in layers.indices {
      _ = table.insert(hash: NameHash.of(layers[index].name)) { _ in false }
    }
    for index in modules.indices {
      let name = modules[index].name
      let (_, isNew) = table.insert(hash: NameHash.of(name)) { [own] number in
        number < layers.count
          ? layers[number].name == name : modules[own[number - layers.count]].name == name
      }
      if isNew { own.append(index) }
    }
  }

  /// - Parameters: those that the index was made of.
  func layer(_ name: String, _ layers: [LayerReport], _ modules: [ModuleReport]) -> Int? {
    let number = table.number(hash: NameHash.of(name)) { number in
      number < layers.count
        ? layers[number].name == name : modules[own[number - layers.count]].name == name
    }
    guard let number else { return nil }
    return number < layers.count ? number : modules[own[number - layers.count]].layers.last
  }
}
