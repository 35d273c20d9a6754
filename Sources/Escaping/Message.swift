/// What people are told: on the terminal, on standard output or standard error.
public typealias Message = Escaped<Terminal>

/// What can be told to people. Its description is its message.
///
///     struct NotFound: Error, MessageConvertible {
///       let name: String
///       var message: Message { "there is no '\(name)'" }
///     }
public protocol MessageConvertible: CustomStringConvertible {
  var message: Message { get }
}

extension MessageConvertible {
  public var description: String { message.description }
}
