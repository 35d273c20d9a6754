import Escaping
import LayerGraph

/// Bytes that are no protobuf message, with the offset from the start of the file.
struct WireError: Error, Hashable {
  let reason: Reason
  let offset: Int

  enum Reason: Hashable {
    case truncated(String)
    case varintTooLong
    case unknownKind(Int)
    case fieldNumber(UInt64)
    case wrongKind(field: Int)
    case lengthBeyondEnd(length: UInt64, left: Int)
    case groupNotOpen
    case notText
    /// The name of the tensor, and what doesn't fit.
    case tensor(String, TensorFault)
    case tooManyDimensions(Int)
    case attributeTwice(String)
    case graphsTooDeep(Int)
  }

  init(_ reason: Reason, at offset: Int) {
    self.reason = reason
    self.offset = offset
  }
}

extension WireError: MessageConvertible {
  var message: Message {
    switch reason {
    case .truncated(let what): "the file ends inside \(what)"
    case .varintTooLong: "a number is longer than 10 bytes"
    case .unknownKind(let kind): "wire type \(kind) does not exist"
    case .fieldNumber(let number): "\(number) is no field number; they go from 1 to 536,870,911"
    case .wrongKind(let field): "field \(field) is not written as the ONNX format says"
    case .lengthBeyondEnd(let length, let left):
      "a value is \(length) bytes long, but only \(left) are left"
    case .groupNotOpen: "a group ends that did not begin"
    case .notText: "a name is not UTF-8 text"
    case .tensor(let name, let fault): fault.text(name)
    case .tooManyDimensions(let count):
      "a value has \(count) dimensions, but at most \(Shape.maximumRank) are read"
    case .graphsTooDeep(let limit):
      "the branches and bodies of nodes lie more than \(limit) deep in each other; at most \(limit) "
        + "levels are read"
    case .attributeTwice(let name): "the attribute '\(name)' is given twice; names must differ"
    }
  }
}
