/// What is wrong with the text of an input shape, and where.
public struct InputShapeError: Error, Hashable, Sendable, CustomStringConvertible {
  public let reason: Reason
  public let place: TextPlace

  public enum Reason: Hashable, Sendable {
    case empty
    case sizeExpected(found: Character?)
    case separatorExpected(found: Character)
    case lowercase(String)
    case zero
    case tooLarge(String)
    case tooManyAxes(Int)
  }

  init(_ reason: Reason, _ range: Range<Int>, in text: String) {
    self.reason = reason
    place = TextPlace(of: range, in: text)
  }

  /// The reason alone, in one line.
  public var message: String { reason.description }

  public var description: String {
    "line \(place.line), column \(place.column): \(message)\n\(place.excerpt)"
  }
}

extension InputShapeError.Reason: CustomStringConvertible {
  public var description: String {
    switch self {
    case .empty: "the input shape is empty; write it as in '3x224x224' or '3xHxW'"
    case .sizeExpected(let found):
      "a number or a capital letter must stand here, found \(found?.quoted ?? "the end"); "
        + "write shapes as in '3x224x224' or '3xHxW'"
    case .separatorExpected(let found):
      "sizes are separated by a small 'x', found \(found.quoted); write shapes as in '3x224x224'"
    case .lowercase(let name):
      "the open size \(name.quoted) must begin with a capital letter; write shapes as in '3xHxW'"
    case .zero: "a size must be at least 1"
    case .tooLarge(let digits): "the number \(digits.quoted) is too large"
    case .tooManyAxes(let count):
      "the shape has \(count) spatial axes, but at most 3 are possible"
    }
  }
}
