public import Escaping

// Numbers are told as they are written.

extension Rational: MessageConvertible {
  public var message: Message { "\(all: description)" }
}

extension Interval: MessageConvertible {
  public var message: Message { "\(all: description)" }
}

extension PositionSet: MessageConvertible {
  public var message: Message { "\(all: description)" }
}
