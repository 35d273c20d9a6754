import LayerGraph

/// How the values that an operator makes are stored.
enum ResultType {
  /// As its first input, as almost all.
  case ofFirstInput
  /// As another input.
  case ofInput(Int)
  case fixed(LayerGraph.ElementType)
  /// As an attribute says, by ONNX's number.
  case attribute(StaticString)
  /// The first as the first input, the others whole numbers: where each was found.
  case withPlaces

  init(of operation: String) {
    switch operation {
    case "Equal", "Less", "LessOrEqual", "Greater", "GreaterOrEqual", "And", "Or", "Xor", "Not",
      "IsNaN", "IsInf":
      self = .fixed(.bool)
    case "ArgMax", "ArgMin", "NonZero", "NonMaxSuppression", "Shape", "Size":
      self = .fixed(.int64)
    case "Where", "CastLike": self = .ofInput(1)
    case "OneHot": self = .ofInput(2)
    case "DequantizeLinear": self = .ofInput(1)
    case "Cast": self = .attribute("to")
    case "TopK", "MaxPool": self = .withPlaces
    default: self = .ofFirstInput
    }
  }
}

extension Translator {
  /// Notes how the values that a node made are stored.
  func setTypes(of made: MadeValues, _ call: Call) throws {
    guard case .data(let first)? = made.first else { return }
    switch call.entry.resultType {
    case .ofFirstInput: return
    case .ofInput(let index):
      guard let input = call.optional(index), let type = storedType(of: input) else { return }
      self.made.setTypes([type], of: first.node)
    case .fixed(let type): self.made.setTypes([type], of: first.node)
    case .attribute(let name):
      guard let type = ElementType(rawValue: try call.attributes.int(name))?.stored else { return }
      self.made.setTypes([type], of: first.node)
    case .withPlaces:
      guard case .data(let places)?? = made.others.first else { return }
      self.made.setTypes([self.made.types[first.node], .int64], of: places.node)
    }
  }

  /// How a value is stored; nil where that is nowhere to be seen.
  func storedType(of value: TensorValue) -> LayerGraph.ElementType? {
    if case .data(let reference) = value { return made.types[reference.node] }
    return value.isData ? nil : type(of: value).stored
  }
}
