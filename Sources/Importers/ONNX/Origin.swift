/// Where a node of the graph came from: a node of the file, or an input.
struct Origin {
  /// The list that the node stands in: 0 for the graph, then the functions; nil for inputs.
  var list: Int?
  /// The node's place in its list.
  var index = 0
  /// The number of an input's name.
  var input = NodeList.absent
  /// The number of the call in which it stands; 0 for the graph itself.
  var prefix = 0
  /// What this node is for, where one node of the file became several.
  var step: Step?
  /// The initializer that a constant holds.
  var constant: Int?
  /// The initializer that a layer holds as its weight.
  var weight: Int?
}

/// The end of a node's name where one node of the file became several.
enum Step {
  case constant, transpose, product, slice
  case axis(Int)

  var text: String {
    switch self {
    case .constant: "constant"
    case .transpose: "transpose"
    case .product: "product"
    case .slice: "slice"
    case .axis(let axis): "axis\(axis)"
    }
  }
}

/// The constants that a layer holds as its own numbers, by what they are for.
struct HeldTensors {
  var weights: TensorValue?
  var biases: TensorValue?
  var scale: TensorValue?
  var shift: TensorValue?
}
