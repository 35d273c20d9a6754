import RFKit

/// Whether a network of the zoo learns more, or less, for the input that was given than for its own:
/// position tables grow with the image.
struct SizeDependence {
  let name: String
  let settings: ModelSettings
  /// The network for its own input, and for the one that was given.
  let own: Graph
  let given: Graph

  /// What differs; nil when nothing does, when a size is open (then formulas show it), and when it can't
  /// be told.
  var warning: Warning? {
    guard let shape = given.inputShape, let ownShape = own.inputShape, shape.isConcrete,
      shape.dims.dropFirst(2) != ownShape.dims.dropFirst(2)
    else { return nil }
    var reference = own
    if shape[1] != ownShape[1] {
      let sameChannels = Shape([1, shape[1]] + ownShape.dims.dropFirst(2))
      guard let same = try? Zoo.graph(name, settings: settings, input: sameChannels) else {
        return nil
      }
      reference = same
    }
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
        network: own.name, given: .init(shape: shape.withoutBatch, parameters: parameters),
        own: .init(shape: ownShape.withoutBatch, parameters: usualParameters),
        layers: layers.map(\.name)))
  }
}

extension Graph {
  /// The shape of the first input.
  var inputShape: Shape? {
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
