import RFKit

/// Whether a network of the zoo learns more, or less, for the input that was given than for its own:
/// position tables grow with the image.
struct SizeDependence {
  let model: ZooModel
  /// The network for the input that was given.
  let given: Graph

  /// What differs; nil when nothing does, when a size is open (then formulas show it), and when it can't
  /// be told.
  var warning: Warning? {
    let ownShape = model.entry.defaultInput
    guard let shape = given.inputShape, shape.isConcrete,
      shape.dims.dropFirst(2) != ownShape.dims.dropFirst(2),
      // Channels may differ too.
      let reference = try? model.graph(
        input: Shape([1, shape[1]] + ownShape.dims.dropFirst(2)))
    else { return nil }
    if given.hasSameLayers(as: reference) { return nil }
    guard let report = try? given.report(), let usual = try? reference.report(),
      case .known(let parameters) = report.total.parameters,
      case .known(let usualParameters) = usual.total.parameters, parameters != usualParameters
    else { return nil }
    let layers = report.layers.filter { layer in
      usual[layer.name].map { $0.parameters != layer.parameters } ?? true
    }
    return .sized(
      Warning.Sized(
        network: reference.name, given: .init(shape: shape.withoutBatch, parameters: parameters),
        own: .init(shape: ownShape.withoutBatch, parameters: usualParameters),
        layers: layers.map(\.name)))
  }
}

extension Graph {
  /// The shape of the first input.
  fileprivate var inputShape: Shape? {
    guard let first = inputs.first, case .input(let input) = nodes[first].operation else {
      return nil
    }
    return input.shape
  }

  /// Whether the two differ in nothing but their inputs. O(layers).
  fileprivate func hasSameLayers(as other: Graph) -> Bool {
    let isInput = Set(inputs)
    return nodes.count == other.nodes.count
      && nodes.indices.allSatisfy {
        isInput.contains($0) || nodes[$0].operation == other.nodes[$0].operation
      }
  }
}

extension Shape {
  fileprivate var withoutBatch: Shape { Shape(Array(dims.dropFirst())) }
}
