/// What an attribute holds: the numbers of AttributeProto.AttributeType in onnx.proto3.
enum AttributeKind: Int, CaseIterable {
  case float = 1
  case int, string, tensor, graph, floats, ints, strings, tensors, graphs, sparseTensor,
    sparseTensors
  case type, types

  /// The field of AttributeProto where it stands.
  var field: Int {
    switch self {
    case .float: 2
    case .int: 3
    case .string: 4
    case .tensor: 5
    case .graph: 6
    case .floats: 7
    case .ints: 8
    case .strings: 9
    case .tensors: 10
    case .graphs: 11
    case .type: 14
    case .types: 15
    case .sparseTensor: 22
    case .sparseTensors: 23
    }
  }

  /// As the format's documents have it.
  var name: String {
    switch self {
    case .float: "FLOAT"
    case .int: "INT"
    case .string: "STRING"
    case .tensor: "TENSOR"
    case .graph: "GRAPH"
    case .floats: "FLOATS"
    case .ints: "INTS"
    case .strings: "STRINGS"
    case .tensors: "TENSORS"
    case .graphs: "GRAPHS"
    case .sparseTensor: "SPARSE_TENSOR"
    case .sparseTensors: "SPARSE_TENSORS"
    case .type: "TYPE_PROTO"
    case .types: "TYPE_PROTOS"
    }
  }

  /// That of which values stand in a field.
  init?(field: Int) {
    guard let kind = Self.allCases.first(where: { $0.field == field }) else { return nil }
    self = kind
  }
}
