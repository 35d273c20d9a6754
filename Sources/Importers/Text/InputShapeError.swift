public import ConvArithmetic
public import Escaping

/// What is wrong with the text of an input shape, and where.
public struct InputShapeError: Error, Hashable, Sendable, MessageConvertible {
  public let reason: Reason
  public let place: TextPlace

  public enum Reason: Hashable, Sendable {
    case empty
    case sizeExpected(found: Character?)
    case separatorExpected(found: Character)
    case lowercase(String)
    case zero
    case tooLarge(String)
    case formula(DimSyntaxError.Reason)
    case nameWithX(String)
    case tooManyAxes(Int)
  }

  init(_ reason: Reason, _ range: Range<Int>, in text: String) {
    self.reason = reason
    place = TextPlace(of: range, in: text)
  }

  public var message: Message { place.message(reason.message) }
}

extension InputShapeError.Reason: MessageConvertible {
  public var message: Message {
    switch self {
    case .empty: "the input shape is empty; write it as in '3x224x224' or '3xHxW'"
    case .sizeExpected(let found):
      "a number or a capital letter must stand here, found \(found.found); "
        + "write shapes as in '3x224x224' or '3xHxW'"
    case .separatorExpected(let found):
      "sizes are separated by a small 'x', found \(found.quoted); write shapes as in '3x224x224'"
    case .lowercase(let name):
      "the open size '\(name)' must begin with a capital letter; write shapes as in '3xHxW'"
    case .zero: "a size must be at least 1"
    case .tooLarge(let digits): "the number '\(digits)' is too large"
    case .formula(let reason): "\(reason); write formulas as in '3x(32*H)x(32*W)'"
    case .nameWithX(let name):
      "the name '\(name)' has a small x in it, which parts sizes; call it otherwise"
    case .tooManyAxes(let count):
      "the shape has \(count) spatial axes, but at most 3 are possible"
    }
  }
}
