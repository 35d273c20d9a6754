import Escaping
import LayerGraph

extension StoredTensor {
  /// "'pos_embed' holds 768 numbers, learned: a word in its name says so."
  var remark: Message {
    let kind =
      switch evidence.kind {
      case .learned: "learned"
      case .statistics: "statistics"
      case .constant: "not learned"
      }
    let subject: Message = name.isEmpty ? "A tensor without a name" : "'\(name)'"
    let numbers = elements == 1 ? "1 number" : "\(Digits.grouped(elements)) numbers"
    return "\(subject) holds \(numbers), \(kind): \(evidence.reason)."
  }
}

extension StoredTensor.Evidence {
  /// What is so of a tensor.
  fileprivate var reason: String {
    switch self {
    case .place: "it stands where an operator learns"
    case .name: "its name is that of a module's own tensor"
    case .word: "a word in its name says so"
    case .shape: "it is added or multiplied, one number for each channel"
    case .statistics: "a norm keeps them"
    case .constantNode: "the file has it in a Constant node"
    case .exporterName: "its name is one that exporters make up"
    case .bufferName: "its name is that of a mask, a grid or the like"
    case .values: "its values are not such as are learned"
    case .single: "it is single, and its name says nothing"
    case .nothing: "nothing says that it is"
    case .quantization: "it scales quantized numbers"
    case .setting: "it decides a setting, or nothing uses it"
    }
  }

  /// Where several such are.
  var group: String {
    switch self {
    case .place, .name, .word, .shape, .statistics: "learned or kept"
    case .constantNode: "in Constant nodes"
    case .exporterName: "under names that exporters make up"
    case .bufferName: "under names of masks, grids and the like"
    case .values: "with values that are not learned"
    case .single: "alone, with names that say nothing"
    case .nothing: "with nothing that says so"
    case .quantization: "scaling quantized numbers"
    case .setting: "in settings or unused"
    }
  }
}
