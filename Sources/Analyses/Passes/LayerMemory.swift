import ConvArithmetic
import LayerGraph

/// The layers that were placed so far: deep networks repeat their blocks, and the same layer at the same
/// sizes is worked out once.
struct LayerMemory {
  private var table = NameTable()
  private var entries: [(layer: PlacedLayer, inputs: [Shape], types: [ElementType])] = []

  /// Layers that read more values than this seldom come twice.
  private static let maximumInputs = 4

  /// A hash of a node's operator and of the shapes it reads; nil where it is not worth remembering, or may
  /// not be: open sizes are narrowed by conditions on the way.
  /// - Parameter layers: those before the node.
  func hash(of node: Node, after layers: [LayerReport]) -> UInt64? {
    guard (1...Self.maximumInputs).contains(node.inputs.count) else { return nil }
    var hash = NameHash.start(
      UInt64(truncatingIfNeeded: UInt(bitPattern: ObjectIdentifier(node.shared))))
    for type in node.elementTypes {
      hash = NameHash.adding(UInt64(type.bytes), to: hash)
    }
    for input in node.inputs {
      guard case .known(let shape) = layers[input.node].outputs[input.output].shape else {
        return nil
      }
      for dim in shape.dims {
        guard let size = dim.constant else { return nil }
        hash = NameHash.adding(UInt64(truncatingIfNeeded: size), to: hash)
      }
    }
    return hash
  }

  /// The layer that was placed under a node's hash.
  func layer(_ hash: UInt64, for node: Node, after layers: [LayerReport]) -> PlacedLayer? {
    let number = table.number(hash: hash) { known in
      let (layer, inputs, types) = entries[known]
      if layer.facts.shared !== node.shared || inputs.count != node.inputs.count { return false }
      if types != node.elementTypes { return false }
      for (index, input) in node.inputs.enumerated() {
        guard case .known(let shape) = layers[input.node].outputs[input.output].shape,
          shape == inputs[index]
        else { return false }
      }
      return true
    }
    return number.map { entries[$0].layer }
  }

  /// Remembers a layer that is not known yet, unless open sizes came in by its settings.
  mutating func insert(_ layer: PlacedLayer, of node: Node, _ hash: UInt64) {
    guard case .known(let site) = layer.site, site.outputs.allSatisfy(\.isConcrete) else { return }
    _ = table.insert(hash: hash) { _ in false }
    entries.append((layer, site.inputs, node.elementTypes))
  }
}
