import ConvArithmetic
import LayerGraph

/// The layers that were placed so far: deep networks repeat their blocks, and the same layer at the same
/// sizes is worked out once.
struct LayerMemory {
  private var table = NameTable()
  private var entries: [Entry] = []

  private struct Entry {
    let layer: LayerFacts
    let inputs: [Shape]
    let types: [ElementType]
    /// What was required of open sizes up to there; nil where there are none.
    let changes: Int?
  }

  /// A hash of a node's operator and of the shapes it reads; nil where it is not worth remembering.
  /// - Parameter layers: those before the node.
  func hash(of node: Node, after layers: [LayerFacts]) -> UInt64? {
    guard !node.inputs.isEmpty else { return nil }
    var hash = NameHash.start(
      UInt64(truncatingIfNeeded: UInt(bitPattern: ObjectIdentifier(node.shared))))
    for type in node.elementTypes {
      hash = NameHash.adding(UInt64(type.bytes), to: hash)
    }
    for input in node.inputs {
      guard case .known(let shape) = layers[input.node].shape(of: input.output) else {
        return nil
      }
      for dim in shape.dims {
        hash = NameHash.adding(UInt64(truncatingIfNeeded: dim.constant ?? dim.hashValue), to: hash)
      }
    }
    return hash
  }

  /// The layer that was placed under a node's hash, when no more was required of open sizes than now.
  func layer(
    _ hash: UInt64, for node: Node, after layers: [LayerFacts], _ requirements: Requirements
  ) -> LayerFacts? {
    guard let number = number(hash, for: node, after: layers) else { return nil }
    let entry = entries[number]
    return entry.changes.map { $0 == requirements.changes } ?? true ? entry.layer : nil
  }

  private func number(
    _ hash: UInt64, for node: Node, after layers: [LayerFacts]
  ) -> Int? {
    table.number(hash: hash) { known in
      let entry = entries[known]
      if entry.layer.shared !== node.shared || entry.inputs.count != node.inputs.count {
        return false
      }
      if entry.types != node.elementTypes { return false }
      for (index, input) in node.inputs.enumerated() {
        guard case .known(let shape) = layers[input.node].shape(of: input.output),
          shape == entry.inputs[index]
        else { return false }
      }
      return true
    }
  }

  /// Remembers a layer that is not known, or was known when less was required of open sizes.
  /// - Parameter changes: what was required before the layer was placed.
  mutating func insert(
    _ layer: LayerFacts, of node: Node, _ hash: UInt64, after layers: [LayerFacts],
    _ requirements: Requirements, before changes: Int
  ) {
    guard case .known(let site) = layer.site else { return }
    let isConcrete = (site.inputs + site.outputs).allSatisfy(\.isConcrete)
    // What is required by the layer itself is known when it comes next.
    if !isConcrete, requirements.changes != changes { return }
    let entry = Entry(
      layer: layer, inputs: site.inputs, types: node.elementTypes,
      changes: isConcrete ? nil : changes)
    if let number = number(hash, for: node, after: layers) {
      entries[number] = entry
    } else {
      _ = table.insert(hash: hash) { _ in false }
      entries.append(entry)
    }
  }
}
