import Escaping

/// Why the data of a tensor can't be what its dimensions and its type say.
enum TensorFault: Hashable {
  case size(Int, Unit, [Int], String, Int?)
  case twoKinds(String, String)
  case wrongKind(String, String, String)
  case noType(String)
  case typeUnknown(Int)
  case lengthIsNoNumber(String)
  case sparse(values: Int, indices: [Int])
  case tooManyValues(Int, [Int])
  case tooManyDimensions(Int, greatest: Int)

  enum Unit: String {
    case bytes = "bytes of data"
    case outsideBytes = "bytes of data in another file"
    case numbers = "numbers of data"
    case texts = "texts of data"
  }

  /// - Parameter name: that of the tensor; those in attributes have none.
  func text(_ name: String) -> Message {
    let tensor: Message = name.isEmpty ? "a tensor" : "'\(name)'"
    return switch self {
    case .size(let given, let unit, let dims, let type, let needed):
      "\(tensor) has \(given) \(unit.rawValue), but \(Self.sizes(dims)) of \(type) "
        + (needed.map { "take \($0)" } ?? "take more than 64 bits can count")
        + "; one of them is wrong"
    case .twoKinds(let one, let other):
      "\(tensor) has data of two kinds, \(one) and \(other); a tensor has one"
    case .wrongKind(let given, let type, let needed):
      "\(tensor) is of \(type), but its data is \(given); it must be \(needed)"
    case .noType(let given): "\(tensor) has data (\(given)), but no type (data_type)"
    case .typeUnknown(let type):
      "\(tensor) is of type (data_type) \(type), which isn't known; they go from 1 to "
        + "\(TensorEncoding.last)"
    case .lengthIsNoNumber(let text):
      "\(tensor) lies in another file with a length of '\(text)', which is no number of bytes"
    case .sparse(let values, let indices):
      "\(tensor) has \(values) values, but indices of \(Self.sizes(indices)); each value needs its own"
    case .tooManyValues(let values, let dims):
      "\(tensor) has \(values) values, but \(Self.sizes(dims)) has fewer places"
    case .tooManyDimensions(let count, let greatest):
      "\(tensor) has \(count) dimensions, but at most \(greatest) are read"
    }
  }

  private static func sizes(_ dims: [Int]) -> Message {
    dims.isEmpty ? "one number" : dims.map { "\($0)" }.joined(separator: "×")
  }
}
