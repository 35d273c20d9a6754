/// Where a node of the graph came from: a node of the file, or an input.
struct Origin {
  /// The list that the node stands in: 0 for the graph, then the functions; `none` for inputs.
  var list = none
  /// The node's place in its list.
  var index: Int32 = 0
  /// The number of an input's name.
  var input = none
  /// The number of the call in which it stands; 0 for the graph itself.
  var prefix: Int32 = 0
  /// The name of the initializer that a constant holds.
  var constant = none
  /// The name of the initializer that a layer holds as its weight.
  var weight = none
  /// What this node is for, where one node of the file became several.
  var step: Step?

  static let none: Int32 = -1

  /// An input of the network, or a result of it.
  init(input: Int) { self.input = Int32(truncatingIfNeeded: input) }

  /// A node of the file.
  init(list: Int, index: Int, prefix: Int) {
    self.list = Int32(truncatingIfNeeded: list)
    self.index = Int32(truncatingIfNeeded: index)
    self.prefix = Int32(truncatingIfNeeded: prefix)
  }
}

extension Origin {
  var isPart: Bool { if case .part? = step { true } else { false } }

  /// Whether both come from one node of the file, in one call.
  func isOfSameNode(as other: Origin) -> Bool {
    list == other.list && index == other.index && prefix == other.prefix
  }
}

/// The end of a node's name where one node of the file became several.
enum Step {
  case constant, transpose, product, slice, bias, signal
  case axis(Int)
  /// Windows as a map.
  case windows
  /// A recurrent layer of both directions, and an output with these side by side.
  case layer, directions(Int)
  /// Of what a runtime has as one operator.
  case part(StaticString)

  var text: String {
    switch self {
    case .constant: "constant"
    case .transpose: "transpose"
    case .product: "product"
    case .slice: "slice"
    case .bias: "bias"
    case .signal: "signal"
    case .axis(let axis): "axis\(axis)"
    case .windows: "windows"
    case .layer: "layer"
    case .directions(let output): "directions\(output)"
    case .part(let name): "\(name)"
    }
  }
}
